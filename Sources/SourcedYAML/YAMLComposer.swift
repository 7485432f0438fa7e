internal import Reporting

/// Builds a document's nodes out of libyaml's events, and refuses what is not in the subset.
///
/// A lenient composer goes on where something can be read: what it leaves out is a warning.
struct YAMLComposer {
    let text: YAMLText
    let isLenient: Bool
    var problems: [Problem] = []
    /// The scalars that have anchors, of a file that is read leniently; collections are never repeated, so there are no bombs.
    private var anchored: [String: YAMLScalar] = [:]
    /// The bytes that aliases have repeated, and how many may be.
    private var repeated = 0
    private static let repeatedLimit = 64 << 10

    init(text: YAMLText, isLenient: Bool = false) {
        self.text = text
        self.isLenient = isLenient
    }

    mutating func compose() -> YAMLDocument {
        do {
            let root = try readStream()
            return YAMLDocument(root: root, problems: problems)
        } catch {
            return YAMLDocument(root: nil, problems: problems + [error.problem])
        }
    }

    private mutating func readStream() throws(YAMLStop) -> YAMLNode? {
        var parser = try started()
        var root: YAMLNode?
        var documents = 0
        while true {
            let (event, range) = try next(&parser)
            switch event {
            case .streamEnd: return root
            case .documentStart:
                documents += 1
                guard documents > 1 else { continue }
                let place = text.place(atScalar: range.lowerBound)
                let hint = "remove the line '---' and what follows it, or move it to a file of its own"
                guard isLenient else {
                    throw YAMLStop(place, "a second document starts here, one was expected", hint: hint)
                }
                guard root == nil else {
                    problems.append(.warning(at: place, "a second document starts here, it is not read", hint: hint))
                    return root
                }
            case .streamStart, .documentEnd: continue
            default:
                let node = try readNode(event, range, depth: 0, from: &parser)
                root = isNothing(node) ? nil : node
            }
        }
    }

    private func isNothing(_ node: YAMLNode) -> Bool {
        node.scalar.map { $0.text.isEmpty && $0.isNull } ?? false
    }

    private mutating func readNode(
        _ event: YAMLEvent,
        _ range: Range<Int>,
        depth: Int,
        from parser: inout YAMLEventParser,
    ) throws(YAMLStop) -> YAMLNode {
        let place = text.place(atScalar: range.lowerBound)
        guard problems.count < YAMLDocument.maximumProblems else {
            throw YAMLStop(place, "reading stops here, the file has too many problems", hint: "is it the right file?")
        }
        guard depth <= YAMLDocument.maximumDepth else {
            throw YAMLStop(
                place,
                "values are nested deeper than \(YAMLDocument.maximumDepth) levels",
                hint: "is it the right file?"
            )
        }
        switch event {
        case .scalar(let scalar, let anchor):
            check(tag: scalar.tag, anchor: isLenient ? nil : anchor, at: place)
            if let anchor { anchored[anchor] = scalar }
            return YAMLNode(.scalar(scalar), at: place, range: range)
        case .sequenceStart(let tag, let anchor):
            check(tag: tag, anchor: isLenient ? nil : anchor, at: place)
            let (nodes, end) = try readSequence(depth: depth, from: &parser)
            return YAMLNode(.sequence(nodes), at: place, range: range.lowerBound..<max(range.upperBound, end))
        case .mappingStart(let tag, let anchor):
            check(tag: tag, anchor: isLenient ? nil : anchor, at: place)
            let (entries, end) = try readMapping(depth: depth, from: &parser)
            return YAMLNode(.mapping(entries), at: place, range: range.lowerBound..<max(range.upperBound, end))
        case .alias(let name):
            if isLenient, let scalar = anchored[name], repeated + scalar.text.utf8.count <= Self.repeatedLimit {
                repeated += scalar.text.utf8.count
                return YAMLNode(.scalar(scalar), at: place, range: range)
            }
            tell(place, "the alias '*\(name)' is not read", "it is left out", hint: "write out the value instead")
        default:
            break
        }
        return YAMLNode(.scalar(YAMLScalar("", style: .plain)), at: place)
    }

    private mutating func readSequence(
        depth: Int,
        from parser: inout YAMLEventParser,
    ) throws(YAMLStop) -> (nodes: [YAMLNode], end: Int) {
        var nodes: [YAMLNode] = []
        while true {
            let (event, range) = try next(&parser)
            if case .sequenceEnd = event { return (nodes, Self.end(range, after: nodes.last)) }
            nodes.append(try readNode(event, range, depth: depth + 1, from: &parser))
        }
    }

    private mutating func readMapping(
        depth: Int,
        from parser: inout YAMLEventParser,
    ) throws(YAMLStop) -> (entries: [YAMLEntry], end: Int) {
        var entries: [YAMLEntry] = []
        var last: YAMLNode?
        var seen: [String: Place] = [:]
        while true {
            let (event, range) = try next(&parser)
            if case .mappingEnd = event { return (entries, Self.end(range, after: last)) }
            let key = try readNode(event, range, depth: depth + 1, from: &parser)
            let (valueEvent, valueRange) = try next(&parser)
            let value = try readNode(valueEvent, valueRange, depth: depth + 1, from: &parser)
            last = value
            guard let name = keyText(key) else { continue }
            if let first = seen[name] {
                let message = "the key '\(name)' is already given at \(first)"
                tell(key.place, message, "which is taken", hint: "keep one of the two")
            } else {
                seen[name] = key.place
                entries.append(YAMLEntry(key: name, keyPlace: key.place, keyRange: key.range, value: value))
            }
        }
    }

    /// Where a list or mapping ends: at its bracket, or, in a block, where its last value does.
    private static func end(_ range: Range<Int>, after last: YAMLNode?) -> Int {
        range.isEmpty ? last?.range.upperBound ?? range.lowerBound : range.upperBound
    }

    private mutating func keyText(_ key: YAMLNode) -> String? {
        if let scalar = key.scalar, !scalar.text.isEmpty { return scalar.text }
        let found = key.scalar == nil ? key.kindInWords : "nothing"
        tell(key.place, "a key must be text, found \(found)", "it is left out", hint: "write the key as text")
        return nil
    }

    /// Tells what is outside of the subset: an error, or a warning with what is done about it.
    private mutating func tell(_ place: Place, _ message: String, _ instead: String, hint: String) {
        let text = isLenient ? "\(message), \(instead)" : message
        problems.append(Problem(isLenient ? .warning : .error, at: place, text, hint: hint))
    }

    private mutating func check(tag: String?, anchor: String?, at place: Place) {
        if let anchor {
            let hint = "write the value out where it is needed, without anchors and aliases"
            problems.append(.error(at: place, "the anchor '&\(anchor)' is not read", hint: hint))
        }
        guard let tag, !Self.knownTags.contains(tag) else { return }
        tell(place, "the tag '\(tag)' is not read", "the value is", hint: "remove the tag")
    }

    private static let knownTags = Set(
        ["str", "int", "float", "bool", "null", "seq", "map"].map { "tag:yaml.org,2002:\($0)" },
    )

    private func started() throws(YAMLStop) -> YAMLEventParser {
        do {
            return try YAMLEventParser(text.bytes)
        } catch {
            throw stop(error)
        }
    }

    private func next(_ parser: inout YAMLEventParser) throws(YAMLStop) -> (event: YAMLEvent, range: Range<Int>) {
        do {
            return try parser.next()
        } catch {
            throw stop(error)
        }
    }

    private func stop(_ failure: YAMLParserFailure) -> YAMLStop {
        guard let index = failure.scalarIndex else {
            return YAMLStop(text.place(atByte: failure.byteOffset), failure.reason, hint: "remove the character")
        }
        if text.scalar(at: index) == "\t" {
            return YAMLStop(
                text.place(atScalar: index),
                "a tab is used for indentation, spaces were expected",
                hint: "replace the tab with spaces",
            )
        }
        // libyaml notices a missing ':' long after the word that should have one; the word is what helps.
        let isKey = failure.context == "while scanning a simple key"
        let place = text.place(atScalar: isKey ? failure.contextIndex : index)
        var reason = [failure.reason, failure.context].compactMap { $0 }.joined(separator: " ")
        let start = text.place(atScalar: failure.contextIndex)
        if failure.context != nil, start.line != place.line { reason += ", which starts at \(start)" }
        return YAMLStop(place, reason, hint: Self.hint(for: failure))
    }

    /// What usually helps against a failure of libyaml.
    private static func hint(for failure: YAMLParserFailure) -> String? {
        switch (failure.reason, failure.context ?? "") {
        case (_, "while scanning a simple key"): "a key ends with ': ', a colon and a space"
        case (_, "while scanning a quoted scalar"): "close the text with the quote it starts with"
        case (_, "while parsing a flow sequence"): "close the list with ']'"
        case (_, "while parsing a flow mapping"): "close the mapping with '}'"
        case (_, "while scanning for the next token"): "put the value in quotes"
        case ("mapping values are not allowed in this context", _):
            "indent all keys of a mapping alike, and put a value that holds ': ' in quotes"
        case ("did not find expected key", _), ("did not find expected '-' indicator", _):
            "indent all keys of a mapping alike, and put a value with quotes in it in quotes as a whole"
        default: nil
        }
    }
}
