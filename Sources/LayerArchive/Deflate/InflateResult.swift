/// What one pass over a deflate stream found: all that is needed to splice it into another.
public struct InflateResult: Sendable, Hashable {
    /// The input bytes the stream takes, its last byte counted whole.
    public var consumedBytes: Int { (endBit + 7) / 8 }
    /// The size of the plain content in bytes.
    public let outputSize: UInt64
    /// The place of the final block's BFINAL bit, in bits from the start of the input.
    public let finalBlockBit: Int
    /// The place just after the final block's last bit, in bits from the start of the input.
    public let endBit: Int
    /// Whether any block is stored, which ties the stream to a byte boundary.
    public let hasStoredBlocks: Bool
}
