import Reporting
import SourcedYAML
import Testing

/// Documents that are refused, each with its place.
struct YAMLRefusalTests {
    private static let refusals: [(String, String)] = [
        (
            "a: 1\nb: 2\na: 3\nb: 4",
            "error: f:3:1: the key 'a' is already given at f:1:1\nhint: keep one of the two\nerror: f:4:1: the key 'b' is already given at f:2:1\nhint: keep one of the two"
        ),
        ("x: {é: 1, é: 2}", "error: f:1:11: the key 'é' is already given at f:1:5\nhint: keep one of the two"),
        (
            "a: &x 1\nb: *x",
            "error: f:1:4: the anchor '&x' is not read\nhint: write the value out where it is needed, without anchors and aliases\nerror: f:2:4: the alias '*x' is not read\nhint: write the value out in place of the alias"
        ),
        (
            "a: 1\n---\nb: 2",
            "error: f:2:1: a second document starts here, one was expected\nhint: remove the line '---' and what follows it, or move it to a file of its own"
        ),
        (
            "a: !x 1\nb: !!binary YQ==\nc: !!map {}",
            "error: f:1:4: the tag '!x' is not read\nhint: remove the tag\nerror: f:2:4: the tag 'tag:yaml.org,2002:binary' is not read\nhint: remove the tag"
        ),
        (
            "a:\n\tb: c",
            "error: f:2:1: a tab is used for indentation, spaces were expected\nhint: replace the tab with spaces"
        ),
        (
            "a:\n  - b\n\t- c",
            "error: f:3:1: a tab is used for indentation, spaces were expected\nhint: replace the tab with spaces"
        ),
        ("? [a]\n: b", "error: f:1:3: a key must be text, found a list\nhint: write the key as text"),
        ("?\n: b", "error: f:1:2: a key must be text, found nothing\nhint: write the key as text"),
        (
            "a: [b\nc: d",
            "error: f:2:2: did not find expected ',' or ']' while parsing a flow sequence, which starts at f:1:4\nhint: close the list with ']'"
        ),
        (
            "a: {b: c\nd: e",
            "error: f:2:2: did not find expected ',' or '}' while parsing a flow mapping, which starts at f:1:4\nhint: close the mapping with '}'"
        ),
        (
            "a: 'b\nc: d\n",
            "error: f:3:1: found unexpected end of stream while scanning a quoted scalar, which starts at f:1:4\nhint: close the text with the quote it starts with"
        ),
        (
            "a: b\nc\nd: e",
            "error: f:2:1: could not find expected ':' while scanning a simple key\nhint: a key ends with ': ', a colon and a space"
        ),
        (
            "a: b: c",
            "error: f:1:5: mapping values are not allowed in this context\nhint: indent all keys of a mapping alike, and put a value that holds ': ' in quotes"
        ),
        (
            "a: @b",
            "error: f:1:4: found character that cannot start any token while scanning for the next token\nhint: put the value in quotes"
        ),
        (
            "a: b\n c: d",
            "error: f:2:3: mapping values are not allowed in this context\nhint: indent all keys of a mapping alike, and put a value that holds ': ' in quotes"
        ),
        ("a: \"\\q\"", "error: f:1:5: found unknown escape character while parsing a quoted scalar"),
        ("é: \u{1}", "error: f:1:4: control characters are not allowed\nhint: remove the character"),
        ("%FOO", "error: f:1:5: found unknown directive name while scanning a directive"),
    ]

    @Test("What is not in the subset is refused at its place", arguments: refusals)
    func refused(_ text: String, _ problems: String) {
        let document = YAMLDocument.parse(Array(text.utf8), file: "f")
        #expect(document.problems.map(\.description).joined(separator: "\n") == problems)
    }

    @Test(
        "Bytes that are not UTF-8 are refused at their place",
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], "f:1:4: the byte 0xFF is not UTF-8"),
            ([0x61, 0x0A, 0xC3, 0xA9, 0xC3], "f:2:2: the byte 0xC3 is not UTF-8"),
            ([0xED, 0xA0, 0x80], "f:1:1: the byte 0xED is not UTF-8"),
            ([0x61, 0x0D, 0x0A, 0x62, 0xC0, 0x80], "f:2:2: the byte 0xC0 is not UTF-8"),
        ] as [([UInt8], String)]
    )
    func notUTF8(_ bytes: [UInt8], _ message: String) {
        #expect(
            YAMLDocument.parse(bytes, file: "f").problems.map(\.description) == [
                "error: \(message)\nhint: save the file with the encoding UTF-8"
            ]
        )
    }

    @Test(
        "UTF-16 that is cut or broken is refused",
        arguments: [
            [0xFF, 0xFE, 0x61], [0xFE, 0xFF, 0xD8, 0x00], [0xFF, 0xFE, 0x00, 0xDC],
        ] as [[UInt8]]
    )
    func brokenUTF16(_ bytes: [UInt8]) {
        #expect(
            YAMLDocument.parse(bytes, file: "f").problems.map(\.message) == ["the file starts like UTF-16 and is not"]
        )
    }

    @Test(
        "Too deep a nesting is refused where it is too deep",
        arguments: [("[", 34), ("{a: ", 130), ("- ", 67), ("? ", 67)]
    )
    func tooDeep(_ opening: String, _ column: Int) {
        let text = String(repeating: opening, count: 200_000)
        let document = YAMLDocument.parse(Array(text.utf8), file: "f")
        #expect(document.root == nil)
        #expect(document.problems.map(\.message) == ["values are nested deeper than 32 levels"])
        #expect(document.problems.first?.place?.column == column)
    }

    @Test("Too large a file is refused unread")
    func tooLarge() {
        let document = YAMLDocument.parse([UInt8](repeating: 0xFF, count: YAMLDocument.maximumSize + 1), file: "f")
        #expect(document.problems.map(\.message) == ["the file has 1048577 bytes, at most 1048576 are read"])
    }
}
