import LayerArchive
import Reporting
import Testing

/// Zips that are refused, each with its one clear error.
struct HostileZipTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var code: LayerArchiveError.Code
        var words: String
        var limits: ZipLimits = .standard
        var rules: ZipRules = []
    }

    private typealias Entry = ZipBuilder.Entry

    private static func zip(_ entries: ZipBuilder.Entry...) -> [UInt8] { ZipBuilder(entries).bytes() }

    static let cases: [Case] =
        names + structures + lies + kinds + [
            Case(
                testDescription: "entry limit",
                bytes: zip(Entry("a"), Entry("b")),
                code: .tooLarge,
                words: "2 entries; at most 1",
                limits: ZipLimits(entries: 1)
            ),
            Case(
                testDescription: "total limit",
                bytes: zip(Entry("a"), Entry("b")),
                code: .tooLarge,
                words: "'b': with its 7 bytes the zip exceeds the limit of 10",
                limits: ZipLimits(totalSize: 10)
            ),
            Case(
                testDescription: "entry size limit",
                bytes: zip(Entry("a")),
                code: .tooLarge,
                words: "exceeds the limit of 5",
                limits: ZipLimits(entrySize: 5)
            ),
            Case(
                testDescription: "ratio limit",
                bytes: zip(
                    Entry("a").both {
                        $0.method = 8; $0.size = 5000
                    }
                ),
                code: .tooLarge,
                words: "unpack to more than 5000",
                limits: ZipLimits(ratio: 3, ratioFloor: 1000)
            ),
            Case(
                testDescription: "symbolic link in a wheel",
                bytes: zip(Entry("l", "t", mode: 0o120777)),
                code: .unsupported,
                words: "'l': symbolic links are refused",
                rules: .wheel
            ),
        ]

    private static let names: [Case] =
        [
            ("/etc/passwd", "absolute"), ("../up", "'..' part"), ("a/../../up", "'..' part"), ("a/..", "'..' part"),
            ("C:/windows", "drive letter"), ("c:", "drive letter"), ("a\\b", "backslash"), ("a//b", "empty part"),
            ("./a", "'.' part"), ("a/./b", "'.' part"), ("", "empty"), ("/", "empty"), ("a\0b", "NUL"),
            (String(repeating: "x", count: 256), "256 bytes"),
        ].map { name, words in
            Case(
                testDescription: "name \(name.prefix(20).debugDescription)",
                bytes: zip(Entry(name)),
                code: .unsafePath,
                words: words
            )
        } + [
            Case(
                testDescription: "name that is no UTF-8",
                bytes: zip(Entry(name: [0x61, 0xFF], [])),
                code: .unsafePath,
                words: "not in the encoding"
            ),
            Case(
                testDescription: "equal names",
                bytes: zip(Entry("a"), Entry("a")),
                code: .duplicateEntry,
                words: "'a'"
            ),
            Case(
                testDescription: "file and folder of one name",
                bytes: zip(Entry("a"), Entry("a/", "", mode: 0o040755)),
                code: .duplicateEntry,
                words: "'a'"
            ),
            Case(
                testDescription: "below a file",
                bytes: zip(Entry("a"), Entry("a/b")),
                code: .unsafePath,
                words: "'a/b': it lies below 'a', which is a file"
            ),
            Case(
                testDescription: "below a file, behind a slash that carries an accent",
                bytes: zip(Entry("a"), Entry("a/\u{301}b")),
                code: .unsafePath,
                words: "it lies below 'a', which is a file"
            ),
            Case(
                testDescription: "below a link",
                bytes: zip(Entry("d/l", "/etc", mode: 0o120777), Entry("d/l/x/y")),
                code: .unsafePath,
                words: "'d/l/x/y': it lies below 'd/l', which is a link"
            ),
            Case(
                testDescription: "terminal escape in the name",
                bytes: zip(Entry("\u{1B}[31m\\")),
                code: .unsafePath,
                words: "'\\u{1b}[31m\\\\'"
            ),
            Case(
                testDescription: "second name in the Unicode field",
                bytes: zip(Entry("a").both { $0.extra = unicodeName("b", for: "a") }),
                code: .unsafePath,
                words: "'a'"
            ),
        ]

    private static func unicodeName(_ name: String, for other: String) -> [UInt8] {
        let value = [1] + little(CRC32.checksum(Array(other.utf8))) + Array(name.utf8)
        return little(0x7075 as UInt16) + little(UInt16(value.count)) + value
    }

    private static let kinds: [Case] =
        [
            ("device", 0o020644), ("block device", 0o060644), ("pipe", 0o010644), ("socket", 0o140644),
        ].map { name, mode in
            Case(
                testDescription: name,
                bytes: zip(Entry("x", "", mode: mode)),
                code: .unsupported,
                words: "'x': the entry is a device"
            )
        } + [
            Case(
                testDescription: "folder without a slash",
                bytes: zip(Entry("x", "", mode: 0o040755)),
                code: .malformedArchive,
                words: "disagree on what"
            ),
            Case(
                testDescription: "folder with content",
                bytes: zip(Entry("x/", "y", mode: 0o040755)),
                code: .malformedArchive,
                words: "a folder of 1 bytes"
            ),
            Case(
                testDescription: "encrypted",
                bytes: zip(Entry("x").both { $0.flags |= 1 }),
                code: .unsupported,
                words: "'x': the entry is encrypted"
            ),
            Case(
                testDescription: "strongly encrypted",
                bytes: zip(Entry("x").both { $0.flags |= 0x40 }),
                code: .unsupported,
                words: "encrypted"
            ),
            Case(
                testDescription: "masked headers",
                bytes: zip(Entry("x").both { $0.flags |= 0x2000 }),
                code: .unsupported,
                words: "encrypted"
            ),
            Case(
                testDescription: "patched data",
                bytes: zip(Entry("x").both { $0.flags |= 0x20 }),
                code: .unsupported,
                words: "patched"
            ),
            Case(
                testDescription: "bzip2",
                bytes: zip(Entry("x").both { $0.method = 12 }),
                code: .unsupported,
                words: "'x': compression method 12"
            ),
            Case(
                testDescription: "disk of an entry",
                bytes: zip(Entry("x").changed { $0.central.disk = 1 }),
                code: .malformedArchive,
                words: "another disk"
            ),
        ]

    private static let lies: [Case] = [
        Case(
            testDescription: "local name",
            bytes: zip(Entry("good").changed { $0.local.name = Array("evil".utf8) }),
            code: .malformedArchive,
            words: "'good': the local header and the central directory disagree on the name"
        ),
        Case(
            testDescription: "local method",
            bytes: zip(Entry("x").changed { $0.local.method = 8 }),
            code: .malformedArchive,
            words: "disagree on the method"
        ),
        Case(
            testDescription: "local size",
            bytes: zip(Entry("x").changed { $0.local.size = 1 }),
            code: .malformedArchive,
            words: "disagree on the sizes"
        ),
        Case(
            testDescription: "local CRC",
            bytes: zip(Entry("x").changed { $0.local.crc ^= 1 }),
            code: .malformedArchive,
            words: "disagree on the CRC-32"
        ),
        Case(
            testDescription: "local encryption",
            bytes: zip(Entry("x").changed { $0.local.flags |= 1 }),
            code: .malformedArchive,
            words: "disagree on the flags"
        ),
        Case(
            testDescription: "stored with two sizes",
            bytes: zip(Entry("x").both { $0.size = 9 }),
            code: .malformedArchive,
            words: "stored in 7 bytes, but 9"
        ),
        Case(
            testDescription: "more than deflate can give",
            bytes: zip(
                Entry("x").both {
                    $0.method = 8; $0.size = 1_000_000
                }
            ),
            code: .malformedArchive,
            words: "cannot hold"
        ),
        Case(
            testDescription: "descriptor disagrees",
            bytes: zip(
                Entry("x").both { $0.flags |= 8 }.changed {
                    $0.descriptor = [0x50, 0x4B, 7, 8] + [UInt8](repeating: 9, count: 12)
                }
            ),
            code: .malformedArchive,
            words: "'x': the data descriptor"
        ),
        Case(
            testDescription: "descriptor missing",
            bytes: zip(Entry("x").both { $0.flags |= 8 }),
            code: .malformedArchive,
            words: "the data descriptor"
        ),
        Case(
            testDescription: "broken extra field",
            bytes: zip(Entry("x").both { $0.extra = [1, 0, 99, 0] }),
            code: .malformedArchive,
            words: "extra field"
        ),
        Case(
            testDescription: "zip64 field without values",
            bytes: zip(
                Entry("x").both {
                    $0.size = .max; $0.extra = [1, 0, 0, 0]
                }
            ),
            code: .malformedArchive,
            words: "extra field"
        ),
    ]

    private static let structures: [Case] = [
        Case(testDescription: "empty file", bytes: [], code: .malformedArchive, words: "too few"),
        Case(
            testDescription: "text",
            bytes: Array(String(repeating: "text ", count: 20).utf8),
            code: .malformedArchive,
            words: "not a zip"
        ),
        Case(
            testDescription: "bytes before",
            bytes: ZipBuilder([Entry("x")]).changed { $0.prefix = [1, 2, 3] }.bytes(),
            code: .malformedArchive,
            words: "'x': 3 bytes before it"
        ),
        Case(
            testDescription: "bytes before, offsets from the zip",
            bytes: [1, 2, 3] + zip(Entry("x")),
            code: .malformedArchive,
            words: "does not end where"
        ),
        Case(
            testDescription: "bytes after",
            bytes: zip(Entry("x")) + [0],
            code: .malformedArchive,
            words: "not a zip, or cut"
        ),
        Case(
            testDescription: "two ends",
            bytes: ZipBuilder([Entry("x")]).changed {
                $0.end.comment = zip(); $0.end.commentLength = 22
            }.bytes(),
            code: .malformedArchive,
            words: "2 ends"
        ),
        Case(
            testDescription: "entry that is not listed",
            bytes: zip(Entry("x").changed { $0.isListed = false }, Entry("y")),
            code: .malformedArchive,
            words: "belong to no entry"
        ),
        Case(
            testDescription: "bytes before the directory",
            bytes: ZipBuilder([Entry("x"), Entry("y").changed { $0.isListed = false }]).bytes(),
            code: .malformedArchive,
            words: "before the central directory"
        ),
        Case(
            testDescription: "overlap",
            bytes: zip(Entry("x"), Entry("x").changed { $0.central.offset = 0 }),
            code: .malformedArchive,
            words: "overlaps the entry before it"
        ),
        Case(
            testDescription: "local header outside",
            bytes: zip(Entry("x").changed { $0.central.offset = 0xFFFF }),
            code: .malformedArchive,
            words: "'x': its local header lies outside"
        ),
        Case(
            testDescription: "no local header there",
            bytes: zip(Entry("x").changed { $0.central.offset = 1 }),
            code: .malformedArchive,
            words: "there is no header"
        ),
        Case(
            testDescription: "data outside",
            bytes: zip(
                Entry("x").both {
                    $0.size = 999; $0.compressedSize = 999
                }
            ),
            code: .malformedArchive,
            words: "reach beyond"
        ),
        Case(
            testDescription: "several disks",
            bytes: ZipBuilder([Entry("x")]).changed { $0.end.disk = 1 }.bytes(),
            code: .unsupported,
            words: "several disks"
        ),
        Case(
            testDescription: "entries on other disks",
            bytes: ZipBuilder([Entry("x")]).changed {
                $0.end.entries = 1; $0.end.entriesHere = 0
            }.bytes(),
            code: .unsupported,
            words: "several disks"
        ),
        Case(
            testDescription: "too many entries for the directory",
            bytes: ZipBuilder([Entry("x")]).changed { $0.end.entries = 60000 }.bytes(),
            code: .malformedArchive,
            words: "60000 entries do not fit"
        ),
        Case(
            testDescription: "fewer entries than the directory has",
            bytes: ZipBuilder([Entry("x"), Entry("y")]).changed { $0.end.entries = 1 }.bytes(),
            code: .malformedArchive,
            words: "more than its 1 entries"
        ),
        Case(
            testDescription: "directory outside",
            bytes: ZipBuilder([Entry("x")]).changed { $0.end.offset = .max }.bytes(),
            code: .malformedArchive,
            words: "does not end where"
        ),
    ]

    private static func wide(
        _ entries: UInt64,
        _ change: (inout ZipBuilder.End) -> Void = { _ in },
    ) -> [UInt8] {
        ZipBuilder([Entry("x")]).changed { builder in
            builder.end.wideEntries = entries
            builder.end.entries = .max
            change(&builder.end)
        }.bytes()
    }

    @Test
    func `zip64 end records are read and checked`() throws {
        let folder = try TemporaryFolder()
        #expect(try folder.zip(Self.wide(1)).entries.map(\.path) == ["x"])
        #expect(
            try folder.zip(
                Self.wide(1) {
                    $0.entries = 1; $0.size = .max; $0.offset = .max
                }
            ).entries.count == 1
        )
        for (bytes, words) in [
            (Self.wide(1 << 60), "1152921504606846976 entries; at most"), (Self.wide(2), "2 entries do not fit"),
            (Self.wide(1) { $0.entries = 2 }, "the two end records disagree"),
            (Self.wide(1) { $0.size = 5 }, "disagree"),
            (Self.wide(1) { $0.wideDisk = 3 }, "several disks"),
            (Self.wide(1) { $0.locatorShift = 1 }, "not where its locator"),
        ] {
            let error = try #require(throws: LayerArchiveError.self) { try folder.zip(bytes) }
            #expect(error.description.contains(words), "\(error)")
        }
    }

    @Test(arguments: cases)
    func `is refused with its reason`(_ hostile: Case) throws {
        let folder = try TemporaryFolder()
        let error = try #require(throws: LayerArchiveError.self) {
            try folder.zip(hostile.bytes, limits: hostile.limits, rules: hostile.rules)
        }
        #expect(error.code == hostile.code, "\(error)")
        #expect(error.description.contains(hostile.words), "\(error)")
        #expect(error.problems.count == 1)
        #expect(error.problems[0].place?.file == "test.zip")
    }

    @Test
    func `all bad entries are told at once`() throws {
        let folder = try TemporaryFolder()
        let entries = [Entry("/abs"), Entry("fine"), Entry("../up"), Entry("pipe", "", mode: 0o010644)]
        let error = try #require(throws: LayerArchiveError.self) { try folder.zip(ZipBuilder(entries).bytes()) }
        #expect(error.problems.count == 3)
        for name in ["'/abs'", "'../up'", "'pipe'"] { #expect(error.description.contains(name)) }
    }

    @Test
    func `a zip cut at any byte is refused`() throws {
        let folder = try TemporaryFolder()
        let whole = ZipBuilder([Entry("a", "some content").deflated(), Entry("b/", "", mode: 0o040755), Entry("b/c")])
            .bytes()
        #expect(try folder.zip(whole).entries.count == 3)
        for rules in [[], .wheel, .files] as [ZipRules] {
            for length in 0..<whole.count {
                #expect(throws: LayerArchiveError.self, "cut at \(length)") {
                    try folder.zip(Array(whole[..<length]), rules: rules)
                }
            }
        }
    }

    @Test
    func `any changed byte is refused or harmless, never a crash`() throws {
        let folder = try TemporaryFolder()
        let whole = ZipBuilder([Entry("a", "some content").deflated(), Entry("b")]).bytes()
        for index in whole.indices {
            for (mask, rules) in [(0x01, []), (0x80, .wheel), (0xFF, .files), (0xFF, .wheel)] as [(UInt8, ZipRules)] {
                var changed = whole
                changed[index] ^= mask
                guard let zip = try? folder.zip(changed, rules: rules), let entry = zip["a"], zip.entries.count == 2
                else { continue }
                if let bytes = try? zip.bytes(of: entry) {
                    #expect(bytes == Array("some content".utf8), "byte \(index)")
                }
            }
        }
    }

    @Test(arguments: ["crc", "size", "trailing", "cut"])
    func `content that is not what the zip says is refused when read`(_ lie: String) throws {
        let folder = try TemporaryFolder()
        let entry = Entry("a", "some content").deflated().changed { entry in
            switch lie {
            case "crc": entry = entry.both { $0.crc ^= 1 }
            case "size": entry = entry.both { $0.size -= 1 }
            case "trailing":
                entry.data.append(0)
                entry = entry.both { $0.compressedSize += 1 }
            default:
                entry.data.removeLast()
                entry = entry.both { $0.compressedSize -= 1 }
            }
        }
        let zip = try folder.zip(ZipBuilder([entry]).bytes())
        let error = try #require(throws: LayerArchiveError.self) { try zip.bytes(of: zip.entries[0]) }
        #expect(error.entry == "a")
        #expect(error.code == (lie == "trailing" ? .malformedArchive : .contentMismatch))
    }
}
