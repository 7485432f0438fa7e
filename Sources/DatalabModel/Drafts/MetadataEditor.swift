internal import Reporting
internal import SourcedYAML

/// Changes facts in the text of a metadata file; everything else of it stays as it was, comments included.
struct MetadataEditor {
    private(set) var source: YAMLSource
    private let file: String

    /// An editor of a file's text; nil for a text that cannot be decoded.
    init?(_ bytes: [UInt8], file: String) {
        guard let source = YAMLSource(bytes) else { return nil }
        self.source = source
        self.file = file
    }

    /// What the file says of a fact, as it was written.
    func written(_ field: MetadataField) -> String? {
        facts.facts[field]?.value.written
    }

    /// Sets a fact.
    mutating func set(_ field: MetadataField, _ text: String) {
        guard let fact = facts.facts[field] else { return add(field) { YAMLWriting.folded(text, indentation: $0) } }
        let startsLine = startsLine(fact.keyRange)
        let isFolded = startsLine && fact.yaml?.scalar?.style == .block
        let column = fact.keyRange.lowerBound - source.lines(of: fact.keyRange).lowerBound
        replace(
            fact,
            with: isFolded
                ? YAMLWriting.folded(text, indentation: column + 2)
                : YAMLWriting.scalar(text, isInBrackets: !startsLine)
        )
    }

    /// Sets a fact that is a list.
    mutating func set(_ field: MetadataField, _ texts: [String]) {
        guard let fact = facts.facts[field] else { return add(field) { _ in YAMLWriting.list(texts) } }
        replace(fact, with: YAMLWriting.list(texts))
    }

    /// Takes a fact out, where it has lines of its own.
    mutating func remove(_ field: MetadataField) {
        guard let fact = facts.facts[field], startsLine(fact.keyRange) else { return }
        let end = max(fact.keyRange.upperBound, source.trimmed(fact.yaml?.range ?? 0..<0).upperBound)
        source.replace(source.lines(of: fact.keyRange.lowerBound..<end), with: "")
    }

    private var root: YAMLNode? { YAMLDocument.parse(Array(source.text.utf8), file: file, isLenient: true).root }

    private var facts: MetadataFacts {
        var facts = MetadataFacts()
        if let root { facts.collect(root) }
        return facts
    }

    private mutating func replace(_ fact: MetadataFacts.Fact, with text: String) {
        let range = source.trimmed(fact.yaml?.range ?? 0..<0)
        guard range.isEmpty else { return source.replace(range, with: text) }
        // A key without a value: what it is to have stands behind its colon.
        var index = fact.keyRange.upperBound
        while index < source.scalars.count, source.scalars[index] != ":" { index += 1 }
        let colon = min(index + 1, source.scalars.count)
        source.replace(colon..<colon, with: " \(text)")
    }

    /// Adds a fact that the file does not have: beside those of its group, or at the end.
    private mutating func add(_ field: MetadataField, _ value: (_ indentation: Int) -> String) {
        let parts = field.key.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, let member = root?[parts[0]]?.mapping?.first, startsLine(member.keyRange) {
            let start = source.lines(of: member.keyRange).lowerBound
            let indentation = member.keyRange.lowerBound - start
            let indent = String(repeating: " ", count: indentation)
            return source.replace(start..<start, with: "\(indent)\(parts[1]): \(value(indentation + 2))\n")
        }
        let isTaken = root?[parts[0]] != nil
        let text =
            parts.count == 2 && !isTaken
            ? "\(parts[0]):\n  \(parts[1]): \(value(4))\n" : "\(field.key): \(value(2))\n"
        let end = source.scalars.count
        let isLineOpen = source.scalars.last.map { $0 != "\n" && $0 != "\r" } ?? false
        source.replace(end..<end, with: (isLineOpen ? "\n" : "") + text)
    }

    private func startsLine(_ range: Range<Int>) -> Bool {
        let start = source.lines(of: range.lowerBound..<range.lowerBound).lowerBound
        return source.scalars[start..<range.lowerBound].allSatisfy { $0 == " " }
    }
}
