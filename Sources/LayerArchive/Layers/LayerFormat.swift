/// The constants of the layer format, which is specified in docs/layer-format.md.
///
/// Whatever changes one byte of any layer is a new version: cache keys hold it.
public enum LayerFormat {
    /// The version of the format.
    public static let version = "1"

    /// The modification time of every entry, in seconds since 1970: 2000-01-01T00:00:00Z.
    ///
    /// Not 0, because Python's `zipfile` refuses to pack files from before 1980, and programs in the image do that.
    public static let modificationTime: Int64 = 946_684_800

    /// Deflated content of at least this plain size is spliced; smaller content is encoded anew, sharing blocks with what is
    /// around it, which makes the layer smaller at little cost of time.
    static let spliceThreshold: UInt64 = 2 << 10

    /// The header of the one gzip member (RFC 1952, 2.3): no name, no time, no extra flags, unknown system.
    static let gzipHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
}
