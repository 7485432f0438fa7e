/// A zip in a mapped file, read strictly: what two readers could understand in two ways is refused.
///
/// Follows PKWARE's APPNOTE 6.3.10 for stored and deflated entries, with zip64, data descriptors, both name encodings
/// and comments. Everything that can be checked without inflating is checked when the value is made: see
/// ``init(_:name:limits:rules:)``. Memory is one ``ZipEntry`` an entry.
public struct ZipArchive: Sendable {
    /// The zip's file.
    public let file: MappedFile
    /// The zip's name, for messages.
    public let name: String
    /// The entries, in the order of the central directory.
    public let entries: [ZipEntry]
    /// What was passed over, in words that name it; empty for a zip in order.
    public let remarks: [String]
    private let places: [BytePath: Int]

    /// Reads and checks the central directory and every local header.
    ///
    /// Refused, with the entry's name: encryption, other methods, several disks, bytes that belong to no entry (a
    /// prefix too), overlapping entries, disagreement of local header, descriptor and central directory, equal names,
    /// entries below a file or a link, names that are absolute or hold `..`, empty parts, a drive letter, a backslash
    /// or NUL, devices, sizes that cannot be, and what exceeds the limits. Rules let some of it pass, with a remark.
    ///
    /// - Parameters:
    ///   - file: the zip.
    ///   - name: the zip's name, for messages.
    ///   - limits: the sizes and counts that are read.
    ///   - rules: what else is refused.
    /// - Throws: `LayerArchiveError`.
    public init(
        _ file: MappedFile,
        name: String,
        limits: ZipLimits = .standard,
        rules: ZipRules = [],
    ) throws(LayerArchiveError) {
        self.file = file
        self.name = name
        let (entries, remarks) = try file.withBytes(0..<file.count) { bytes throws(LayerArchiveError) in
            try ZipDirectory.read(bytes, archive: name, limits: limits, rules: rules)
        }
        self.entries = entries
        self.remarks = remarks
        places = Dictionary(uniqueKeysWithValues: entries.indices.map { (BytePath(entries[$0].path), $0) })
    }

    /// The entry of a path (without a trailing slash), or nil.
    public subscript(path: String) -> ZipEntry? {
        places[BytePath(path)].map { entries[$0] }
    }

    /// The bytes of plain content of all entries, as the zip says.
    public var totalSize: UInt64 {
        entries.reduce(0) { $0 + $1.size }
    }

    /// A file's content for a layer, with the size and CRC-32 it must have; nothing is inflated.
    public func content(of entry: ZipEntry) -> LayerContent {
        let source: LayerContent.Source =
            entry.method == .deflated ? .deflated(file, entry.data) : .mapped(file, entry.data)
        return LayerContent(source, size: entry.size, crc32: entry.crc32)
    }

    /// An entry's plain content in memory, its size and CRC-32 checked.
    ///
    /// - Parameters:
    ///   - entry: an entry of this zip.
    ///   - limit: the most bytes that are given; a larger entry is refused unread.
    /// - Returns: the content.
    /// - Throws: `LayerArchiveError`: `tooLarge`, `contentMismatch` or `malformedArchive`.
    public func bytes(of entry: ZipEntry, limit: Int = 64 << 20) throws -> [UInt8] {
        guard entry.size <= UInt64(limit) else {
            throw LayerArchiveError(
                .tooLarge,
                archive: name,
                entry: entry.path,
                detail: "the entry has \(entry.size) bytes; at most \(limit) are read here",
            )
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(entry.size))
        try read(entry) { bytes.append(contentsOf: $0) }
        return bytes
    }
}
