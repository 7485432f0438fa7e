public import LayerArchive

extension InstallScheme {
    /// The place of a source's bytecode (PEP 3147): `a/__pycache__/b.cpython-313.pyc` of `a/b.py`.
    ///
    /// - Parameter source: the path of a file that ends with `.py`.
    /// - Returns: the path of its bytecode.
    public func bytecodePath(of source: String) -> String {
        let (folder, name) = Self.divided(source)
        return "\(folder)__pycache__/\(name)" + bytecodeSuffix
    }

    /// The same place as Python names it below a folder that is for bytecode alone (`PYTHONPYCACHEPREFIX`): `a/b.cpython-313.pyc`.
    ///
    /// - Parameter source: the path of a file that ends with `.py`.
    /// - Returns: the path below that folder.
    public func prefixedBytecodePath(of source: String) -> String {
        let (folder, name) = Self.divided(source)
        return folder + name + bytecodeSuffix
    }

    private var bytecodeSuffix: String { ".cpython-\(pythonVersion.filter { $0 != "." }).pyc" }

    /// `a/` and `b` of `a/b.py`.
    private static func divided(_ source: String) -> (folder: Substring, name: Substring) {
        let start = source.lastIndex(of: "/").map { source.index(after: $0) } ?? source.startIndex
        return (source[..<start], source[start...].dropLast(".py".count))
    }
}

extension InstalledWheel {
    /// The modules in source form that Python can import, in the order of their paths' bytes.
    public var sources: [InstalledFile] {
        files.filter { $0.path.hasPrefix(scheme.sitePackages + "/") && $0.path.hasSuffix(".py") }
    }

    /// Adds the bytecode of the wheel's sources beside them; RECORD lists it with hash and size.
    ///
    /// Bytecode that the wheel itself brings stays: its RECORD says what it must be.
    /// - Parameter bytecode: bytecode, with its SHA-256 set, by the path of its source.
    /// - Precondition: all content has a SHA-256.
    public mutating func addBytecode(_ bytecode: [String: LayerContent]) {
        let taken = Set(files.map(\.path))
        for source in sources {
            guard let content = bytecode[source.path] else { continue }
            let path = scheme.bytecodePath(of: source.path)
            guard !taken.contains(path) else { continue }
            guard let sha256 = content.sha256 else { preconditionFailure("bytecode without a hash") }
            let file = InstalledFile(path: path, content: content, sha256: sha256, isExecutable: false)
            files.append(file)
            rows.append(Self.row(file, scheme))
        }
        files.sort { PathBytes.precede($0.path, $1.path) }
    }
}
