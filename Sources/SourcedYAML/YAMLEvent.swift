/// A step of libyaml's parser.
enum YAMLEvent {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(YAMLScalar, anchor: String?)
    case sequenceStart(tag: String?, anchor: String?)
    case sequenceEnd
    case mappingStart(tag: String?, anchor: String?)
    case mappingEnd
}

/// Why libyaml stopped, in its own words.
struct YAMLParserFailure: Error {
    /// Where the failure is, in Unicode scalars from the start; nil when only a byte is known.
    var scalarIndex: Int?
    /// Where the failure is, in bytes.
    var byteOffset: Int
    /// The reason.
    var reason: String
    /// What was being read, if known.
    var context: String?
    /// Where that started, in Unicode scalars.
    var contextIndex: Int
}
