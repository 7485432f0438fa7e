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
        let start =
            source.utf8.lastIndex(of: UInt8(ascii: "/")).map { source.utf8.index(after: $0) } ?? source.startIndex
        return (source[..<start], Substring(source.utf8[start...].dropLast(".py".utf8.count)))
    }
}

extension InstalledWheel {
    /// The modules in source form that Python can import, in the order of their paths' bytes.
    public var sources: [InstalledFile] {
        files.filter { PathBytes.isBelow($0.path, scheme.sitePackages) && PathBytes.ends($0.path, with: ".py") }
    }

    /// Adds the bytecode of the wheel's sources beside them; RECORD lists it with hash and size.
    ///
    /// Bytecode that the wheel itself brings stays: its RECORD says what it must be.
    /// - Parameter bytecode: bytecode, with its SHA-256 set, by the path of its source.
    /// - Precondition: all content has a SHA-256.
    public mutating func addBytecode(_ bytecode: [BytePath: LayerContent]) {
        let taken = Set(files.map { BytePath($0.path) })
        for source in sources {
            guard let content = bytecode[BytePath(source.path)] else { continue }
            let path = scheme.bytecodePath(of: source.path)
            guard !taken.contains(BytePath(path)) else { continue }
            guard let sha256 = content.sha256 else { preconditionFailure("bytecode without a hash") }
            let file = InstalledFile(path: path, content: content, sha256: sha256, isExecutable: false)
            files.append(file)
            rows.append(Self.row(file, scheme))
        }
        files.sort { PathBytes.precede($0.path, $1.path) }
    }
}
