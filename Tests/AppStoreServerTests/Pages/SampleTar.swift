import Foundation

/// A tar (ustar) of files, as a layer holds them.
enum SampleTar {
    /// The tar of some files by path.
    static func make(_ files: [(path: String, content: Data)]) -> [UInt8] {
        files.flatMap { header($0.path, $0.content.count) + padded($0.content) } + [UInt8](repeating: 0, count: 1024)
    }

    private static func padded(_ content: Data) -> [UInt8] {
        Array(content) + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    private static func header(_ path: String, _ size: Int) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        func octal(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(path, at: 0)
        put("0000644", at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(1_790_000_000, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6), at: 148)
        block[154] = 0
        return block
    }
}

/// The files of the realistic catalogue's datalabs: a README, notebooks, whom to cite.
enum SampleFiles {
    static let readme = """
        # Colour–magnitude diagrams

        [![DOI](https://zenodo.example/badge.svg)](https://doi.org/10.5270/esa-1ugzkg7)

        Draws **colour–magnitude diagrams** of open clusters. Begin with [the first notebook](notebooks/01-query.ipynb).

        ## What it does

        1. Queries the *Gaia* archive with `astroquery`.
        2. Removes stars with a bad `ruwe`.
        3. Fits isochrones:
           - PARSEC
           - MIST

        | Cluster | Stars | Age |
        |---------|------:|-----|
        | Pleiades | 1326 | 110 Myr |
        | Hyades | 921 | 650 Myr |

        ```python
        from clusters import draw
        draw("Pleiades", limit=2000)
        ```

        > If you use it for a paper, please cite it.

        <script>alert(1)</script><img src="https://evil.example/pixel.png">

        <img src="https://evil.example/pixel.png"> [secret](../../etc/passwd)
        """

    static let notebook = #"""
        {"cells": [
          {"cell_type": "markdown", "metadata": {}, "source": ["# Query the archive\n", "Stars within *2°* of the centre; see [the plots](02-plot.ipynb)."]},
          {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "from astroquery.gaia import Gaia\nprint(1 < 2)",
           "outputs": [{"output_type": "stream", "name": "stdout", "text": ["\u001b[32mTrue\u001b[0m\n"]},
             {"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>", "image/png": "iVBORw0KGgo="}, "metadata": {}},
             {"output_type": "execute_result", "data": {"text/html": "<table onclick=alert(1)>", "text/plain": "<Table length=3>"}, "metadata": {}}]},
          {"cell_type": "code", "execution_count": 2, "metadata": {}, "source": ["1 / 0"],
           "outputs": [{"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": ["x"]}]},
          {"cell_type": "raw", "metadata": {}, "source": "<b>raw</b>"}],
         "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
        """#

    static let citation = """
        cff-version: 1.2.0
        title: Colour-magnitude diagrams
        authors:
          - given-names: Carla
            family-names: Ruiz Méndez
            orcid: https://orcid.org/0000-0002-1825-0097
            affiliation: Institute of Astronomy
          - given-names: Ludwig
            name-particle: van
            family-names: Dijk
          - name: Gaia Collaboration
        """

    static let tar: [UInt8] = {
        let folder = "media/notebooks"
        let files: [(String, String)] = [
            ("README.md", readme), ("CITATION.cff", citation), ("notebooks/01-query.ipynb", notebook),
            ("notebooks/02-plot.ipynb", notebook), ("notebooks/broken.ipynb", "{"),
            ("clusters/__init__.py", "def draw(): pass\n"),
            ("requirements.txt", "astroquery\n"), (".gitignore", "*.pyc\n"),
        ]
        return SampleTar.make(files.map { ("\(folder)/\($0)", Data($1.utf8)) } + [("etc/hidden", Data("x".utf8))])
    }()
}
