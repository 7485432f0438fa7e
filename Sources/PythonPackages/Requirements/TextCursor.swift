internal import Reporting

/// A logical line: several lines of a file joined by `\` at their ends, which remembers where each character stood.
struct LogicalLine: Sendable {
    /// The file, for places.
    var file: String
    /// The joined text.
    var scalars: [Unicode.Scalar]
    /// Where the pieces begin in the text and in the file.
    var pieces: [(start: Int, line: Int, column: Int)]
    /// The one place of a text that no file holds as it is: it was translated from another form.
    private var origin: Place?

    init(file: String, scalars: [Unicode.Scalar], line: Int, column: Int = 1) {
        self.file = file
        self.scalars = scalars
        self.pieces = [(0, line, column)]
    }

    /// A text that was made of what stands at a place.
    init(_ text: String, madeFrom place: Place) {
        self.init(file: place.file, scalars: Array(text.unicodeScalars), line: 1)
        origin = place
    }

    /// A piece of the same file that follows directly.
    mutating func append(_ more: [Unicode.Scalar], line: Int) {
        pieces.append((scalars.count, line, 1))
        scalars += more
    }

    /// Where a character of the text stands in the file.
    func place(_ index: Int) -> Place {
        if let origin { return origin }
        let piece = pieces.last { $0.start <= index } ?? (0, 1, 1)
        return Place(file: file, line: piece.line, column: piece.column + index - piece.start)
    }

    /// A part of the text.
    func text(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[range])
        return String(result)
    }
}

/// A reading position in a logical line.
struct TextCursor {
    let line: LogicalLine
    /// The next character.
    var index: Int
    /// The end of what may be read.
    let end: Int

    init(_ line: LogicalLine, _ range: Range<Int>? = nil) {
        self.line = line
        index = range?.lowerBound ?? 0
        end = range?.upperBound ?? line.scalars.count
    }

    var isAtEnd: Bool { index >= end }
    var next: Unicode.Scalar? { index < end ? line.scalars[index] : nil }
    var rest: String { line.text(index..<end) }

    mutating func skipSpaces() {
        while let scalar = next, scalar == " " || scalar == "\t" { index += 1 }
    }

    mutating func skip(_ word: String) -> Bool {
        guard line.scalars[index..<end].starts(with: word.unicodeScalars) else { return false }
        index += word.unicodeScalars.count
        return true
    }

    /// Takes characters as long as they fulfil a condition.
    mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while let scalar = next, condition(scalar) { index += 1 }
        return line.text(start..<index)
    }

    /// The word from here to the next space, for messages.
    var word: String {
        var copy = self
        return copy.take { $0 != " " && $0 != "\t" }
    }
}

/// What is wrong with a line, before it is a problem of a file.
struct SyntaxFault: Error {
    let index: Int
    let message: String
    let hint: String?

    init(_ index: Int, _ message: String, hint: String? = nil) {
        self.index = index
        self.message = message
        self.hint = hint
    }

    /// The fault with its place; whatever address the message quotes has lost its credential.
    func problem(in line: LogicalLine) -> Problem {
        .error(at: line.place(index), Credentials.removed(from: message), hint: hint.map(Credentials.removed))
    }
}
