import LayerArchive
import Testing

/// Zips that Python's `zipfile` reads although they are not as they should be: read as it reads them, with a remark.
struct LenientZipTests {
    private typealias Entry = ZipBuilder.Entry

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        /// The words of the one remark; nil for none.
        var remark: String?
        var paths = ["x"]
        var rules: ZipRules = .wheel
    }

    private static func zip(_ entries: ZipBuilder.Entry...) -> [UInt8] { ZipBuilder(entries).bytes() }

    static let cases: [Case] = [
        Case(
            testDescription: "bytes after",
            bytes: zip(Entry("x")) + [UInt8](repeating: 0, count: 32),
            remark: "32 bytes"
        ),
        Case(
            testDescription: "many bytes after",
            bytes: zip(Entry("x")) + [UInt8](repeating: 7, count: 60_000),
            remark: "60000 bytes"
        ),
        Case(
            testDescription: "bytes before, counted",
            bytes: ZipBuilder([Entry("x")]).changed { $0.prefix = [1, 2, 3] }.bytes(),
            remark: "3 bytes"
        ),
        Case(testDescription: "bytes before, not counted", bytes: [1, 2, 3] + zip(Entry("x")), remark: "3 bytes"),
        Case(
            testDescription: "bytes before a zip64",
            bytes: [1, 2, 3]
                + ZipBuilder([Entry("x")]).changed {
                    $0.end.wideEntries = 1; $0.end.entries = .max
                }.bytes(),
            remark: "3 bytes"
        ),
        Case(
            testDescription: "an entry that is not listed",
            bytes: zip(Entry("y").changed { $0.isListed = false }, Entry("x")),
            remark: "bytes of the zip"
        ),
        Case(
            testDescription: "another CRC in the local header",
            bytes: zip(Entry("x").changed { $0.local.crc ^= 1 }),
            remark: nil
        ),
        Case(
            testDescription: "another size in the local header",
            bytes: zip(Entry("x").changed { $0.local.size = 1 }),
            remark: nil
        ),
        Case(testDescription: "no descriptor", bytes: zip(Entry("x").both { $0.flags |= 8 }), remark: nil),
        Case(
            testDescription: "names in two cases",
            bytes: zip(Entry("X"), Entry("x")),
            remark: nil,
            paths: ["X", "x"]
        ),
        Case(
            testDescription: "names in two forms",
            bytes: zip(Entry("\u{E9}"), Entry("e\u{301}")),
            remark: nil,
            paths: ["\u{E9}", "e\u{301}"]
        ),
        Case(
            testDescription: "one name twice",
            bytes: zip(Entry("x", "old"), Entry("x")),
            remark: "several entries of the name 'x'"
        ),
        Case(
            testDescription: "one folder twice",
            bytes: zip(Entry("d/", "", mode: 0o040755), Entry("d/", "", mode: 0o040755), Entry("x")),
            remark: nil,
            paths: ["d", "x"]
        ),
        Case(testDescription: "a backslash", bytes: zip(Entry("a\\b")), remark: nil, paths: ["a\\b"]),
        Case(testDescription: "a colon", bytes: zip(Entry("C:/x")), remark: nil, paths: ["C:/x"]),
        Case(
            testDescription: "parts that mean nothing",
            bytes: zip(Entry("./a//b/./c")),
            remark: nil,
            paths: ["a/b/c"]
        ),
        Case(testDescription: "the mode of a folder", bytes: zip(Entry("x", "content", mode: 0o040755)), remark: nil),
    ]

    @Test(arguments: cases)
    func `is read with a remark`(_ odd: Case) throws {
        let folder = try TemporaryFolder()
        let zip = try folder.zip(odd.bytes, rules: odd.rules)
        #expect(zip.entries.map { BytePath($0.path) } == odd.paths.map { BytePath($0) })
        #expect(zip.remarks.count == (odd.remark == nil ? 0 : 1), "\(zip.remarks)")
        #expect(zip.remarks.allSatisfy { $0.contains(odd.remark ?? "-") }, "\(zip.remarks)")
        let files = zip.entries.filter { $0.kind == .file }
        for file in files { #expect(try zip.bytes(of: file) == Array("content".utf8)) }
        for path in odd.paths { #expect(zip[path].map { BytePath($0.path) } == BytePath(path)) }
        // Two names are two names under any rule; the rest is refused where no rule lets it pass.
        #expect((try? folder.zip(odd.bytes)) == nil || odd.testDescription.hasPrefix("names in two"))
    }

    /// What is refused under every rule: it could write elsewhere, hide content in content, or mean something else to others.
    static let refused: [(String, [UInt8])] = [
        ("a name that leads up", zip(Entry("a/../../x"))), ("an absolute name", zip(Entry("/x"))),
        ("a NUL", zip(Entry("a\0b"))), ("below a file", zip(Entry("a"), Entry("a/b"))),
        ("a device", zip(Entry("x", "", mode: 0o020644))),
        ("a file and a folder", zip(Entry("a"), Entry("a/", "", mode: 0o040755))),
        ("overlap", zip(Entry("x"), Entry("x").changed { $0.central.offset = 0 })),
        ("another local name", zip(Entry("good").changed { $0.local.name = Array("evil".utf8) })),
        ("another local method", zip(Entry("x").changed { $0.local.method = 8 })),
        ("local encryption", zip(Entry("x").changed { $0.local.flags |= 1 })),
        (
            "more than deflate gives",
            zip(
                Entry("x").both {
                    $0.method = 8; $0.size = 1_000_000
                }
            )
        ),
        ("a directory outside", ZipBuilder([Entry("x")]).changed { $0.end.offset = .max }.bytes()),
        ("a number of entries that cannot be", ZipBuilder([Entry("x")]).changed { $0.end.entries = 60000 }.bytes()),
        (
            "two ends",
            ZipBuilder([Entry("x")]).changed {
                $0.end.comment = zip(); $0.end.commentLength = 22
            }.bytes()
        ),
    ]

    @Test(arguments: refused.indices)
    func `and what could hurt is refused under every rule`(_ index: Int) throws {
        let folder = try TemporaryFolder()
        for rules in [[], .wheel, .files] as [ZipRules] {
            #expect(throws: LayerArchiveError.self, "\(Self.refused[index].0)") {
                try folder.zip(Self.refused[index].1, rules: rules)
            }
        }
    }
}
