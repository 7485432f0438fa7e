public import SystemPackage

/// One file, folder or link of a layer, as every part of the project hands it to the layer writer.
///
/// Owner and group are 0 unless said otherwise; the modification time is the layer format's, never the entry's.
public struct LayerEntry: Sendable {
    /// The path in the image without a leading slash, parts joined by `/`: never empty, absolute, or with `.` or `..` parts.
    public var path: String
    /// What the entry is.
    public var kind: Kind
    /// Permission bits, with setuid, setgid and sticky bits (0o7777).
    public var mode: UInt16
    /// The owner's number.
    public var owner: UInt32 = 0
    /// The group's number.
    public var group: UInt32 = 0
    /// Extended attributes (file capabilities), by name.
    public var extendedAttributes: [String: [UInt8]] = [:]

    /// What an entry is.
    public enum Kind: Sendable {
        /// A folder.
        case directory
        /// A symbolic link with its target, kept as it is.
        case symbolicLink(target: String)
        /// A second name for a file that is in the same layer, by its path there.
        case hardLink(target: String)
        /// A regular file.
        case file(LayerContent)
        /// The mark that a lower layer's entry of the name after `.wh.` is gone (image-spec 1.1, layer.md, "Whiteouts").
        case whiteout
    }

    /// A folder, mode 0755 unless said otherwise.
    public static func directory(_ path: String, mode: UInt16 = 0o755) -> LayerEntry {
        LayerEntry(path: path, kind: .directory, mode: mode)
    }

    /// A symbolic link.
    public static func symbolicLink(_ path: String, to target: String) -> LayerEntry {
        LayerEntry(path: path, kind: .symbolicLink(target: target), mode: 0o777)
    }

    /// A regular file: mode 0755 when executable, 0644 otherwise.
    public static func file(_ path: String, _ content: LayerContent, executable: Bool = false) -> LayerEntry {
        LayerEntry(path: path, kind: .file(content), mode: executable ? 0o755 : 0o644)
    }

    /// The mark that what lower layers have at a path, with all below it, is gone.
    public static func whiteout(of path: String) -> LayerEntry {
        let folder = PathBytes.folder(path).map { $0 + "/" } ?? ""
        return LayerEntry(path: "\(folder).wh.\(PathBytes.name(path))", kind: .whiteout, mode: 0o644)
    }

    /// The path that a whiteout says is gone, empty when its name is no whiteout's; nil for other entries.
    var markedPath: String? {
        guard case .whiteout = kind else { return nil }
        let name = PathBytes.name(path)
        guard PathBytes.starts(name, with: ".wh.") else { return "" }
        let folder = PathBytes.folder(path).map { $0 + "/" } ?? ""
        return folder + String(decoding: name.utf8.dropFirst(4), as: UTF8.self)
    }

    /// An entry with all that is usual.
    public init(path: String, kind: Kind, mode: UInt16) {
        self.path = path
        self.kind = kind
        self.mode = mode
    }
}

/// Where the bytes of a layer's file come from, and what they must be.
public struct LayerContent: Sendable {
    /// Where the bytes come from.
    public enum Source: Sendable {
        /// Bytes in memory.
        case bytes([UInt8])
        /// A file on disk that is read while the layer is written.
        case path(FilePath)
        /// Plain bytes in a mapped file.
        case mapped(MappedFile, Range<Int>)
        /// A raw deflate stream (RFC 1951) in a mapped file, taken over without recompression.
        case deflated(MappedFile, Range<Int>)
    }

    /// Where the bytes come from.
    public var source: Source
    /// The size of the plain content in bytes; the writer refuses content of another size.
    public var size: UInt64
    /// The CRC-32 the plain content must have, where it is known.
    public var crc32: UInt32?
    /// The SHA-256 (32 bytes) the plain content must have, where it is known.
    public var sha256: [UInt8]?
    /// Told of the plain content, piece by piece, when it is read for a layer; the pointer is valid only inside the call.
    package var observer: (@Sendable (UnsafeRawBufferPointer) -> Void)?

    /// Content from anywhere.
    public init(_ source: Source, size: UInt64, crc32: UInt32? = nil, sha256: [UInt8]? = nil) {
        self.source = source
        self.size = size
        self.crc32 = crc32
        self.sha256 = sha256
    }

    /// Content in memory.
    public static func bytes(_ bytes: [UInt8]) -> LayerContent {
        LayerContent(.bytes(bytes), size: UInt64(bytes.count))
    }

    /// A text in memory, as UTF-8.
    public static func text(_ text: String) -> LayerContent {
        bytes(Array(text.utf8))
    }
}
