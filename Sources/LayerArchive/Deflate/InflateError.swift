/// Why bytes are not a deflate stream (RFC 1951) of the expected size.
public enum InflateError: Error, Sendable, Hashable {
    /// The input ends before the final block does.
    case truncated
    /// A block has the reserved type 3.
    case reservedBlockType
    /// A stored block's length and its complement disagree.
    case storedLengthMismatch
    /// A dynamic block announces more than 286 length or 30 distance codes.
    case tooManyCodes
    /// A set of code lengths is over-subscribed, or leaves codes unused where that is not allowed.
    case badCodeLengths
    /// A repeated code length has nothing before it, or runs past the end of the table.
    case badRepeat
    /// A dynamic block has no code for its own end.
    case missingEndOfBlock
    /// A literal or length code that has no meaning.
    case invalidLengthCode
    /// A distance code that has no meaning.
    case invalidDistanceCode
    /// A match reaches back before the first byte.
    case distanceTooFar
    /// The output is larger than expected.
    case outputTooLong
    /// The output ends before the expected size.
    case outputTooShort(UInt64)
}

extension InflateError: CustomStringConvertible {
    /// The reason in words, in lower case.
    public var description: String {
        switch self {
        case .truncated: "the deflate stream is cut off"
        case .reservedBlockType: "the deflate stream has a block of the reserved type"
        case .storedLengthMismatch: "the lengths of a stored block disagree"
        case .tooManyCodes: "a block has too many length or distance codes"
        case .badCodeLengths: "a block has a wrong set of code lengths"
        case .badRepeat: "a block repeats a code length wrongly"
        case .missingEndOfBlock: "a block has no code for its end"
        case .invalidLengthCode: "a block has an invalid literal or length code"
        case .invalidDistanceCode: "a block has an invalid distance code"
        case .distanceTooFar: "a match reaches back before the first byte"
        case .outputTooLong: "the content is larger than expected"
        case .outputTooShort(let size): "the content is only \(size) bytes, less than expected"
        }
    }
}
