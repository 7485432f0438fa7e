public import LayerArchive
public import Reporting

/// A file that a wheel installs: its place in the image and its content, with the SHA-256 the content must have.
public struct InstalledFile: Sendable {
    /// The path in the image, without a leading slash.
    public let path: String
    /// The content; its `sha256` is always set.
    public internal(set) var content: LayerContent
    /// Whether it is a program.
    public let isExecutable: Bool
    /// The SHA-256 of the content.
    let sha256: [UInt8]

    init(path: String, content: LayerContent, sha256: [UInt8], isExecutable: Bool) {
        var content = content
        content.sha256 = sha256
        self.path = path
        self.content = content
        self.sha256 = sha256
        self.isExecutable = isExecutable
    }

    /// The file as an entry of a layer.
    public var entry: LayerEntry { .file(path, content, executable: isExecutable) }
}

/// What a wheel becomes in an environment: a pure function of the wheel, the scheme and the options.
public struct InstalledWheel: Sendable {
    /// The wheel's file name.
    public let filename: WheelFilename
    /// All files but the RECORD, in the order of their paths' bytes.
    public internal(set) var files: [InstalledFile]
    /// The path of the RECORD in the image.
    public let recordPath: String
    /// What is unwise about the wheel.
    public let warnings: [Problem]
    /// Those of them that are faults of its RECORD: of a wheel that was built here there may be none.
    package let recordFaults: [Problem]
    let scheme: InstallScheme
    /// The rows of RECORD, but for its own.
    var rows: [RecordTable.Row]

    init(
        filename: WheelFilename,
        files: [InstalledFile],
        recordPath: String,
        warnings: [Problem],
        recordFaults: [Problem] = [],
        scheme: InstallScheme
    ) {
        self.filename = filename
        self.files = files.sorted { PathBytes.precede($0.path, $1.path) }
        self.recordPath = recordPath
        self.warnings = warnings
        self.recordFaults = recordFaults
        self.scheme = scheme
        rows = self.files.map { Self.row($0, scheme) }
    }

    /// The RECORD: every installed file with hash and size, itself without.
    public var record: [UInt8] {
        let own = RecordTable.Row(path: scheme.recordPath(recordPath), hash: "", size: "")
        return RecordTable(rows: rows + [own]).encoded
    }

    /// All files as a layer's entries, RECORD included; folders are not listed.
    public var entries: [LayerEntry] {
        files.map(\.entry) + [.file(recordPath, .bytes(record))]
    }

    static func row(_ file: InstalledFile, _ scheme: InstallScheme) -> RecordTable.Row {
        let hash = RecordTable.hash(file.sha256)
        return RecordTable.Row(path: scheme.recordPath(file.path), hash: hash, size: String(file.content.size))
    }

    /// Gives up the files that belong to other packages; RECORD then has what is there.
    ///
    /// - Parameter owner: another package's file for a path, if it has the path.
    /// - Returns: the paths whose content is another now.
    mutating func yield(_ owner: (String) -> InstalledFile?) -> [String] {
        var lost: [String] = []
        for (index, file) in files.enumerated() {
            guard let other = owner(file.path), other.sha256 != file.sha256 else { continue }
            rows[index] = Self.row(other, scheme)
            lost.append(file.path)
        }
        files.removeAll { owner($0.path) != nil }
        return lost
    }
}
