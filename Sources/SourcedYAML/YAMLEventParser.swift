internal import CYAML

/// libyaml's event parser over bytes of UTF-8 (`yaml_parser_parse`).
///
/// libyaml keeps pointers into its parser and into the input, so both live at fixed addresses on the heap.
@safe struct YAMLEventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) throws(YAMLParserFailure) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            unsafe parser.deallocate()
            throw YAMLParserFailure(byteOffset: 0, reason: "there is no memory left", contextIndex: 0)
        }
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = unsafe input.initialize(from: bytes)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        unsafe self.parser = parser
        unsafe self.input = input
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event and the text it was read from, in Unicode scalars.
    mutating func next() throws(YAMLParserFailure) -> (event: YAMLEvent, range: Range<Int>) {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        let (start, end) = unsafe (Int(event.start_mark.index), Int(event.end_mark.index))
        return (unsafe Self.translate(event), start..<max(start, end))
    }

    private func failure() -> YAMLParserFailure {
        let error = unsafe parser.pointee.error
        let inReader = error == YAML_READER_ERROR
        return unsafe YAMLParserFailure(
            scalarIndex: inReader ? nil : Int(parser.pointee.problem_mark.index),
            byteOffset: Int(parser.pointee.problem_offset),
            reason: parser.pointee.problem.map { unsafe String(cString: $0) } ?? "there is no memory left",
            context: parser.pointee.context.map { unsafe String(cString: $0) },
            contextIndex: Int(parser.pointee.context_mark.index),
        )
    }

    private static func translate(_ event: yaml_event_t) -> YAMLEvent {
        switch unsafe event.type {
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(unsafe text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT: return unsafe scalar(event)
        case YAML_SEQUENCE_START_EVENT:
            let data = unsafe event.data.sequence_start
            return .sequenceStart(tag: unsafe text(data.tag), anchor: unsafe text(data.anchor))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let data = unsafe event.data.mapping_start
            return .mappingStart(tag: unsafe text(data.tag), anchor: unsafe text(data.anchor))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return .streamStart
        }
    }

    private static func scalar(_ event: yaml_event_t) -> YAMLEvent {
        let data = unsafe event.data.scalar
        let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
        let style: YAMLScalar.Style =
            switch unsafe data.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .plain
            }
        let value = unsafe YAMLScalar(String(decoding: bytes, as: UTF8.self), style: style, tag: text(data.tag))
        return .scalar(value, anchor: unsafe text(data.anchor))
    }

    private static func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        unsafe characters.map { unsafe String(cString: $0) }
    }
}
