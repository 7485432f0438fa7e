import DatalabModel
import Reporting
import Testing

/// What is told about metadata files that are wrong or unwise.
struct BadMetadataTests {
    @Test("Each problem is told once, at its place, with what to do", arguments: MetadataCase.all)
    func problems(_ badFile: MetadataCase) {
        let reading = MetadataReader.read(Array(badFile.text.utf8), file: "m.yaml")
        #expect(reading.problems.map(\.description).joined(separator: "\n") == badFile.problems)
        #expect((reading.metadata != nil) == badFile.isRead)
        #expect(reading.hasErrors != badFile.isRead)
    }

    @Test("The same is told for lines that end with CRLF and for a byte order mark", arguments: MetadataCase.all)
    func otherLineEnds(_ badFile: MetadataCase) {
        let text =
            "\u{FEFF}" + badFile.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let reading = MetadataReader.read(Array(text.utf8), file: "m.yaml")
        #expect(reading.problems.map(\.description).joined(separator: "\n") == badFile.problems)
    }

    @Test("Every error says what to do next", arguments: MetadataCase.all)
    func hints(_ badFile: MetadataCase) {
        let reading = MetadataReader.read(Array(badFile.text.utf8), file: "m.yaml")
        #expect(reading.problems.allSatisfy { $0.hint != nil && $0.place != nil })
    }

    @Test("The line that is proposed is read where it is written, as the file was read", arguments: MetadataCase.all)
    func proposals(_ badFile: MetadataCase) throws {
        let reading = MetadataReader.read(Array(badFile.text.utf8), file: "m.yaml")
        // From the end: a line that is added does not move those before it.
        let proposed = reading.problems.compactMap(\.proposal)
        let text = proposed.filter { $0.line != nil }.reduce(badFile.text) { $1.applied(to: $0) }
        let whole = proposed.filter { $0.line == nil }.reduce(text) { $1.applied(to: $0) }
        let mended = MetadataReader.read(Array(whole.utf8), file: "m.yaml")
        #expect(mended.metadata == nil || mended.metadata?.title == reading.metadata?.title)
        #expect(mended.problems.count == reading.problems.count - proposed.count, "\(whole)\n\(mended.problems)")
        #expect(mended.problems.allSatisfy { $0.proposal == nil })
    }

    @Test("There are at least sixty bad files")
    func count() {
        #expect(MetadataCase.all.count >= 60)
        #expect(Set(MetadataCase.all.map(\.name)).count == MetadataCase.all.count)
    }

    @Test("A file cut at any byte is read or refused, never both and never silently")
    func cutAnywhere() {
        let bytes = Array(
            "title: \"Gaïa\"\ncreator:\n  name: 'X'\nkeywords: [a, {b: c}]\nabstract: >\n  text\n\tx\ncontactPoint\n  email:a@b"
                .utf8,
        )
        for length in 0...bytes.count {
            let reading = MetadataReader.read(Array(bytes[..<length]), file: "m.yaml")
            #expect((reading.metadata == nil) == reading.hasErrors)
            #expect(!reading.problems.isEmpty)
        }
    }

    private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
        (0..<count).map(line).joined(separator: "\n")
    }

    private static func times(_ count: Int, _ text: String) -> String {
        String(repeating: text, count: count)
    }

    private static let hostileFiles: [String] = [
        times(1 << 19, "["),
        times(1 << 18, "a: "),
        times(1 << 18, "? "),
        lines(30_000) { "k\($0): v" },
        "title: \(times(1 << 19, "x"))",
        "distribution.license: \(times(20_000, "MIT OR ("))",
        "distribution.license: '\(times(1 << 19, "A"))'",
        "? '\(times(100_000, "titel"))'\n: x",
        lines(30_000) { _ in "k: v" },
        lines(30_000) { _ in "\tk: v" },
        lines(10_000) { "x\($0):v" },
        "keywords: [\(times(30_000, "[a],"))]",
        "a: [\(times(30_000, "*a,"))]",
    ]

    @Test("A hostile file costs no more than its size", .timeLimit(.minutes(5)), arguments: hostileFiles)
    func hostile(_ text: String) {
        let reading = MetadataReader.read(Array(text.utf8), file: "m.yaml")
        #expect((reading.metadata == nil) == reading.hasErrors)
        #expect(!reading.problems.isEmpty && reading.problems.count <= 120)
        #expect(reading.problems.allSatisfy { $0.message.count < 500 && ($0.hint?.count ?? 0) < 500 })
    }

    @Test("A file that is too large is refused")
    func tooLarge() {
        let reading = MetadataReader.read([UInt8](repeating: 0x20, count: (1 << 20) + 1), file: "m.yaml")
        #expect(reading.problems.map(\.message) == ["the file has 1048577 bytes, at most 1048576 are read"])
    }
}

extension MetadataCase {
    static let all = brokenLines + keys + values + files + steps
}
