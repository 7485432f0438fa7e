internal import Foundation

/// Guesses which packages a scientist's files need, from what they import; nothing is executed.
package enum ImportedPackages {
    /// The packages, as they are called on PyPI, sorted.
    ///
    /// Modules of Python itself and those that lie beside the files are none; a module whose package is called otherwise
    /// (`cv2`, `PIL`, `sklearn`) is known by a table, any other is taken to be called like its module.
    /// - Parameters:
    ///   - files: the paths of the files.
    ///   - text: a file's text; nil for one that is too large.
    /// - Returns: the packages; at most 40.
    package static func find(in files: [String], text: (String) -> String?) -> [String] {
        let parts = files.flatMap { $0.split(separator: "/") }
        let own = Set(parts.map { String($0.hasSuffix(".py") ? $0.dropLast(3) : $0) })
        var modules: Set<String> = []
        for path in files.prefix(500) where !path.contains("/.") && !path.hasPrefix(".") {
            if path.hasSuffix(".py"), let text = text(path) { modules.formUnion(imported(in: text)) }
            if path.hasSuffix(".ipynb"), let text = text(path) { modules.formUnion(imported(inNotebook: text)) }
        }
        let foreign = modules.subtracting(own).subtracting(StandardModules.names)
        let named = Set(foreign.map { packages[$0] ?? $0 })
        return Array(named.filter { !$0.isEmpty }.sorted().prefix(40))
    }

    /// The top-level modules that a program imports.
    static func imported(in text: String) -> Set<String> {
        var modules: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.count > 1, words[0] == "import" || words[0] == "from" && words.contains("import") else {
                continue
            }
            let names = words[0] == "from" ? words[1] : words.dropFirst().joined(separator: " ")
            for part in names.split(separator: ",") {
                let name = part.split(whereSeparator: \.isWhitespace).first?.split(
                    separator: ".",
                    omittingEmptySubsequences: false
                ).first
                // An empty part is that of a relative import; anything odd is no import but prose.
                if let name, isModule(name) { modules.insert(String(name)) } else { break }
            }
        }
        return modules
    }

    /// The top-level modules that the code cells of a notebook import (nbformat 4).
    private static func imported(inNotebook text: String) -> Set<String> {
        guard let root = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let cells = root["cells"] as? [[String: Any]]
        else { return [] }
        let language = ((root["metadata"] as? [String: Any])?["kernelspec"] as? [String: Any])?["language"] as? String
        guard language.map({ $0 == "python" }) ?? true else { return [] }
        let sources = cells.filter { $0["cell_type"] as? String == "code" }.map { cell in
            (cell["source"] as? [String])?.joined() ?? cell["source"] as? String ?? ""
        }
        return imported(in: sources.joined(separator: "\n"))
    }

    private static func isModule(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }

    /// The packages of modules that are called otherwise; empty for what every kernel has.
    private static let packages = [
        "Bio": "biopython", "Crypto": "pycryptodome", "IPython": "", "OpenSSL": "pyopenssl", "PIL": "pillow",
        "PyQt5": "pyqt5", "attr": "attrs", "bs4": "beautifulsoup4", "cv2": "opencv-python-headless",
        "dateutil": "python-dateutil", "docx": "python-docx", "dotenv": "python-dotenv", "fitz": "pymupdf",
        "git": "gitpython", "google": "protobuf", "ipykernel": "", "jwt": "pyjwt", "mpl_toolkits": "matplotlib",
        "netCDF4": "netcdf4", "osgeo": "gdal", "pkg_resources": "setuptools", "pylab": "matplotlib",
        "ruamel": "ruamel.yaml", "serial": "pyserial", "skimage": "scikit-image", "sklearn": "scikit-learn",
        "umap": "umap-learn", "usb": "pyusb", "yaml": "pyyaml", "zmq": "pyzmq",
    ]
}
