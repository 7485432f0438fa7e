import PythonPackages
import Testing

/// Lists of packages in the shapes that people paste.
@Suite("pasted requirements")
struct PastedRequirementsTests {
    @Test("each shape gives the lines it means", arguments: shapes)
    func shape(_ text: String, _ lines: [String]) {
        let pasted = PastedRequirements([text])
        #expect(pasted.lines == lines, "\(pasted)")
        #expect(pasted.faults.isEmpty, "\(pasted.faults)")
    }

    private static let shapes: [(String, [String])] = [
        ("astropy>=6", ["astropy>=6"]), ("numpy, scipy", ["numpy", "scipy"]),
        ("numpy scipy;matplotlib", ["numpy", "scipy", "matplotlib"]),
        ("numpy and scipy", ["numpy", "scipy"]), ("numpy>=1,<2, scipy", ["numpy>=1,<2", "scipy"]),
        ("pip install a b", ["a", "b"]), ("!pip install -U 'numpy>=2' lmfit[all]", ["numpy>=2", "lmfit[all]"]),
        ("%pip install -q --index-url https://x.example.org/simple a", ["a"]),
        ("$ python3 -m pip install -r more.txt a", ["-r more.txt", "a"]),
        ("uv pip install a", ["a"]), ("uv add a", ["a"]), ("poetry add a", ["a"]),
        ("conda install -c conda-forge healpy numpy=1.26", ["healpy", "numpy==1.26.*"]),
        ("- healpy", ["healpy"]), ("- numpy=1.26.4=py312_0", ["numpy==1.26.4"]), ("- pytorch", ["torch"]),
        ("* lmfit", ["lmfit"]),
        ("1. lmfit", ["lmfit"]), ("conda-forge::healpy", ["healpy"]), ("numpy=1.26", ["numpy==1.26.*"]),
        ("numpy 1.26.4", ["numpy==1.26.4"]), ("\"scipy>=1.10\",", ["scipy>=1.10"]),
        ("'a', 'b>=1,<2'", ["a", "b>=1,<2"]),
        ("dependencies = [\"a\", \"b\"]", ["a", "b"]), ("numpy = \"^1.26\"", ["numpy>=1.26,<2.0"]),
        ("import numpy as np, os", ["numpy"]), ("from sklearn.cluster import KMeans", ["scikit-learn"]),
        ("import os", []),
        ("git+https://git.example.org/a.git@v1", ["git+https://git.example.org/a.git@v1"]), ("./mylib", ["./mylib"]),
        ("-e .", ["-e ."]),
        ("-r other.txt", ["-r other.txt"]), ("a==1 --hash=sha256:00", ["a==1 --hash=sha256:00"]),
        ("b; python_version < '3.13'", ["b; python_version < '3.13'"]), ("numpy\t1.26.4", ["numpy==1.26.4"]),
        ("# all of them", ["# all of them"]),
    ]

    @Test("a whole environment.yml, what pip list prints, and lines that go on")
    func several() {
        let environment = PastedRequirements([
            "name: stars", "channels:", "  - conda-forge", "dependencies:", "  - numpy=1.26", "  - pip:",
            "      - lmfit",
        ])
        #expect(environment.lines == ["numpy==1.26.*", "lmfit"] && environment.faults.isEmpty, "\(environment)")
        let list = PastedRequirements(["Package    Version", "---------- -------", "numpy      1.26.4"])
        #expect(list.lines == ["numpy==1.26.4"] && list.faults.isEmpty, "\(list)")
        #expect(PastedRequirements(["pip install a \\", "  b"]).lines == ["a", "b"])
    }

    @Test(
        "what is no list is named, with why, and takes nothing else with it",
        arguments: [
            "what is this? no list", "please install the following", "python>=3.10", "- python=3.10", "pip install",
            "numpy ≥ 2", "-x",
            "a = \"one\"", "<html>",
        ]
    )
    func faults(_ text: String) {
        let pasted = PastedRequirements(["astropy", text, "lmfit"])
        #expect(pasted.lines == ["astropy", "lmfit"], "\(pasted.lines)")
        #expect(pasted.faults.count == 1 && pasted.faults.first?.text.isEmpty == false, "\(pasted)")
    }
}
