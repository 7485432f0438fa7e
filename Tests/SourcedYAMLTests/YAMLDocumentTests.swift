import Reporting
import SourcedYAML
import Testing

/// Documents that are read: values, styles and places.
struct YAMLDocumentTests {
    private static let documents: [(String, String)] = [
        ("a: 1.0", "{a@1:1: '1.0@1:4}@1:1"),
        ("a:\n  - b\n  - 'c'\n", "{a@1:1: ['b@2:5, \"c@3:5]@2:3}@1:1"),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", "{a@1:1: |x\ny\n@1:4, b@4:1: |x y@4:4}@1:1"),
        ("{a: [b, {c: d}]}", "{a@1:2: ['b@1:6, {c@1:10: 'd@1:13}@1:9]@1:5}@1:1"),
        (
            "a:\nb: ~\nc: null\nd: 'null'\ne: !!str null\n",
            "{a@1:1: null@1:3, b@2:1: null@2:4, c@3:1: null@3:4, d@4:1: \"null@4:4, e@5:1: 'null@5:4}@1:1"
        ),
        ("é: ü # ö\nä日: x", "{é@1:1: 'ü@1:4, ä日@2:1: 'x@2:5}@1:1"),
        ("😀: a\ne\u{301}: b", "{😀@1:1: 'a@1:4, e\u{301}@2:1: 'b@2:5}@1:1"),
        ("a: x\r\nb: y\r\n", "{a@1:1: 'x@1:4, b@2:1: 'y@2:4}@1:1"),
        ("a: x\rb: y\r", "{a@1:1: 'x@1:4, b@2:1: 'y@2:4}@1:1"),
        ("a: \"x\u{85}y\"\nb: z", "{a@1:1: \"x y@1:4, b@2:1: 'z@2:4}@1:1"),
        ("\u{FEFF}a: x", "{a@1:1: 'x@1:4}@1:1"),
        ("---\na: x\n...\n", "{a@2:1: 'x@2:4}@2:1"),
        ("%YAML 1.1\n---\na: !!int 5", "{a@3:1: '5@3:4}@3:1"),
        ("'a b': x\n\"c\\td\": y", "{a b@1:1: \"x@1:8, c\td@2:1: 'y@2:9}@1:1".replacing("\"x", with: "'x")),
        ("just text", "'just text@1:1"),
        ("a:\tb", "{a@1:1: 'b@1:4}@1:1"),
    ]

    @Test("Values keep their text, style and place", arguments: documents)
    func read(_ text: String, _ expected: String) {
        let document = YAMLDocument.parse(Array(text.utf8), file: "f")
        #expect(document.problems.isEmpty)
        #expect(document.root?.rendered == expected)
    }

    @Test(
        "A file without a value has no root",
        arguments: ["", "\n\n", "# comment", "---", "\u{FEFF}", "--- # nothing\n...\n"]
    )
    func empty(_ text: String) {
        let document = YAMLDocument.parse(Array(text.utf8), file: "f")
        #expect(document.root == nil)
        #expect(document.problems.isEmpty)
    }

    @Test("UTF-16 is read by its byte order mark", arguments: [true, false])
    func utf16(_ isLittle: Bool) {
        let units = Array("\u{FEFF}é: 😀\nb: [x]".utf16)
        let bytes = units.flatMap {
            isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
        }
        #expect(YAMLDocument.parse(bytes, file: "f").root?.rendered == "{é@1:1: '😀@1:4, b@2:1: ['x@2:5]@2:4}@1:1")
    }

    @Test("Nesting up to the limit is read")
    func depth() {
        let text =
            String(repeating: "[", count: YAMLDocument.maximumDepth) + "x"
            + String(repeating: "]", count: YAMLDocument.maximumDepth)
        #expect(YAMLDocument.parse(Array(text.utf8), file: "f").problems.isEmpty)
        #expect(YAMLDocument.parse(Array("[\(text)]".utf8), file: "f").hasErrors)
    }

    @Test(
        "Booleans are those of the core schema",
        arguments: [("true", true), ("FALSE", false), ("yes", nil), ("'true'", nil), ("1", nil)] as [(String, Bool?)]
    )
    func booleans(_ text: String, _ value: Bool?) {
        #expect(YAMLDocument.parse(Array(text.utf8), file: "f").root?.scalar?.boolean == value)
    }

    @Test("A file of the largest size is read")
    func largest() {
        let text = "a: " + String(repeating: "x", count: YAMLDocument.maximumSize - 3)
        #expect(
            YAMLDocument.parse(Array(text.utf8), file: "f").root?["a"]?.scalar?.text.count == YAMLDocument.maximumSize
                - 3
        )
    }

    @Test("A file cut at any byte is read or refused, and places lie in the file")
    func cutAnywhere() {
        let bytes = Array("a: [é, \"x\\n\", {b: 'c'}]\nd: |\n  e\n? f\n: !!str g\n# h\ni: 😀\n".utf8)
        for length in 0...bytes.count {
            let document = YAMLDocument.parse(Array(bytes[..<length]), file: "f")
            #expect(document.root != nil || document.hasErrors || length == 0)
            #expect(document.problems.allSatisfy { ($0.place?.line ?? 0) <= 8 && ($0.place?.column ?? 0) <= 25 })
        }
    }
}
