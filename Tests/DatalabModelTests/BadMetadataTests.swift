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
            #expect(reading.metadata == nil)
            #expect(reading.hasErrors)
        }
    }

    @Test(
        "A hostile file costs no more than its size",
        .timeLimit(.minutes(1)),
        arguments: [
            String(repeating: "[", count: 1 << 19),
            String(repeating: "a: ", count: 1 << 18),
            String(repeating: "? ", count: 1 << 18),
            (0..<60_000).map { "k\($0): v\n" }.joined(),
            "title: " + String(repeating: "x", count: 1 << 19),
            "distribution.license: " + String(repeating: "MIT OR (", count: 20_000),
            "distribution.license: '" + String(repeating: "A", count: 1 << 19) + "'",
            "? '" + String(repeating: "titel", count: 100_000) + "'\n: x",
        ]
    )
    func hostile(_ text: String) {
        let reading = MetadataReader.read(Array(text.utf8), file: "m.yaml")
        #expect(reading.metadata == nil)
        #expect(reading.problems.count < 60)
        #expect(reading.problems.allSatisfy { $0.message.count < 500 && ($0.hint?.count ?? 0) < 500 })
    }

    @Test("A file that is too large is refused")
    func tooLarge() {
        let reading = MetadataReader.read([UInt8](repeating: 0x20, count: (1 << 20) + 1), file: "m.yaml")
        #expect(reading.problems.map(\.message) == ["the file has 1048577 bytes, at most 1048576 are read"])
    }
}

extension MetadataCase {
    static let all = brokenLines + keys + values + files
}
