import ExternalTools
import Hashing
import LayerArchive
import OCIModel
import SystemPackage
import Testing

/// Layers against the programs that read them.
@Suite struct LayerWriterTests {
    private typealias Pair = (entry: LayerEntry, plain: [UInt8])

    private func write(_ entries: [LayerEntry]) throws -> (bytes: [UInt8], summary: LayerSummary) {
        var bytes: [UInt8] = []
        let summary = try LayerWriter.write(entries) { bytes.append(contentsOf: $0) }
        return (bytes, summary)
    }

    /// Entries of every kind, with parents, and what files hold.
    private func everything(in folder: TemporaryFolder) async throws -> [Pair] {
        let onDisk = Array("from a file on disk\n".utf8)
        let large = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) }
        let path = try folder.write(onDisk, as: "plain.txt")
        let mapped = try MappedFile(folder.write([1, 2, 3] + large + [4], as: "mapped.bin"))
        let content = LayerContent(.mapped(mapped, 3..<3 + large.count), size: UInt64(large.count))
        let ascii = String(repeating: "long-name-", count: 9)
        var setuid = LayerEntry.file("bin/su", .text("setuid"), executable: true)
        setuid.mode = 0o4755
        var pairs: [Pair] = [
            (.directory("bin"), []), (.directory("empty", mode: 0o700), []), (.directory("data"), []),
            (.directory("a"), []), (.file("a/c", .text("after a-b")), Array("after a-b".utf8)),
            (.file("a-b", .text("between")), Array("between".utf8)),
            (setuid, Array("setuid".utf8)),
            (.file("bin/tool", .bytes([])), []),
            (.file("data/plain.txt", LayerContent(.path(path), size: UInt64(onDisk.count))), onDisk),
            (.file("data/mapped", content), large),
            (.symbolicLink("bin/sh", to: "../usr/bin/dash"), []),
            (.symbolicLink("data/" + ascii, to: ascii + ascii), []),
            (LayerEntry(path: "data/plain2", kind: .hardLink(target: "data/plain.txt"), mode: 0o644), onDisk),
            (.file("data/Übung \u{1F600}", .text("u")), Array("u".utf8)),
            (.symbolicLink("data/ziel", to: "Übung"), []),
        ]
        var deep = "data"
        for part in 0..<4 {
            deep += "/\(part)" + ascii
            pairs.append((.directory(deep), []))
            pairs.append((.file(deep + "/file", .text(deep)), Array(deep.utf8)))
            pairs.append((.file(deep + "/" + ascii + ascii, .text("x" + deep)), Array(("x" + deep).utf8)))
        }
        pairs.append((.directory("wheel"), []))
        for (index, sample) in try await DeflatedSamples.make(in: folder).samples.enumerated() {
            pairs.append((.file("wheel/\(index).py", sample.content), sample.plain))
        }
        return pairs
    }

    private func expectSame(_ read: [String], _ expected: [String]) {
        #expect(read == expected, "\(Set(read).symmetricDifference(expected).sorted())")
    }

    @Test("every reader sees the same tree")
    func readers() async throws {
        let folder = try TemporaryFolder()
        let pairs = try await everything(in: folder)
        let (bytes, summary) = try write(pairs.map(\.entry))
        let layer = try folder.write(bytes, as: "layer.tar.gz")
        let gzip = try ExternalTool.locate("gzip", installHint: "install 'gzip'")
        try await gzip.run(["-t", layer.string])
        let plain = try await gzip.run(["-dc", layer.string], outputLimit: 1 << 30)
        #expect(Digest.sha256(of: plain) == summary.diffID)
        #expect(plain.count == Int(summary.uncompressedSize))
        #expect(bytes.count == Int(summary.size))
        #expect(summary.entryCount == pairs.count)
        let expected = TarListing.expected(pairs)
        expectSame(try await TarListing.python(layer), expected)
        expectSame(try await TarListing.unpacked(layer, by: "tar", in: folder), expected)
        expectSame(try await TarListing.unpacked(layer, by: "bsdtar", in: folder), expected)
    }

    @Test("a whiteout is an empty file whose name says what is gone")
    func whiteouts() async throws {
        let folder = try TemporaryFolder()
        let (bytes, _) = try write([.whiteout(of: "etc/old"), .whiteout(of: "gone")])
        let layer = try folder.write(bytes, as: "layer.tar.gz")
        let tar = try ExternalTool.locate("tar", installHint: "install 'tar'")
        let listing = String(decoding: try await tar.run(["-tzf", layer.string]), as: UTF8.self)
        #expect(listing == ".wh.gone\netc/\netc/.wh.old\n")
        let unnamed = LayerEntry(path: "etc/old", kind: .whiteout, mode: 0o644)
        #expect(throws: LayerArchiveError.self) { try write([unnamed]) }
    }

    @Test("the order of entries and pieces does not matter")
    func order() async throws {
        let folder = try TemporaryFolder()
        let entries = try await everything(in: folder).map(\.entry)
        let first = try write(entries)
        let second = try write(entries.reversed())
        #expect(first.bytes == second.bytes)
        #expect(first.summary == second.summary)
    }

    @Test("all pieces but the last have at least 64 KiB")
    func pieces() async throws {
        let folder = try TemporaryFolder()
        let noise = LayerContent.bytes((0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
        let entries = try await DeflatedSamples.make(in: folder).samples.enumerated().map { index, sample in
            LayerEntry.file("f\(index)", sample.content)
        }
        var sizes: [Int] = []
        _ = try LayerWriter.write(entries + [.file("noise", noise)]) { sizes.append($0.count) }
        #expect(sizes.count > 5)
        #expect(sizes.dropLast().allSatisfy { $0 >= 65536 })
    }

    @Test("missing parents are added as folders, once")
    func parents() throws {
        let summary = try write([
            .file("a/b/c/d", .bytes([])), .file("a/b/e", .bytes([])), .directory("a", mode: 0o700),
        ]).summary
        let whole = try write([
            .file("a/b/c/d", .bytes([])), .file("a/b/e", .bytes([])), .directory("a", mode: 0o700), .directory("a/b"),
            .directory("a/b/c"),
        ]).summary
        #expect(summary.entryCount == 5)
        #expect(summary == whole)
    }

    @Test("two spellings of one character are two names")
    func spellings() async throws {
        // Not in the big comparison: bsdtar joins them when it unpacks.
        let pairs: [Pair] = [
            (.file("e\u{301}", .text("two")), Array("two".utf8)), (.file("\u{E9}", .text("one")), Array("one".utf8)),
        ]
        let folder = try TemporaryFolder()
        let layer = try folder.write(write(pairs.map(\.entry)).bytes, as: "spellings.tgz")
        expectSame(try await TarListing.python(layer), TarListing.expected(pairs))
    }

    @Test("an empty layer is two empty blocks")
    func empty() async throws {
        let (bytes, summary) = try write([])
        #expect(summary.diffID == Digest.sha256(of: [UInt8](repeating: 0, count: 1024)))
        #expect(summary.entryCount == 0)
        let folder = try TemporaryFolder()
        #expect(try await TarListing.python(folder.write(bytes, as: "empty.tgz")) == [])
    }

    @Test("the member's header tells no time, no name and no system")
    func gzipHeader() throws {
        #expect(try write([]).bytes.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
    }

    @Test("what the output throws is passed on")
    func throwingOutput() {
        struct Full: Error {}
        let noise = LayerContent.bytes((0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
        #expect(throws: Full.self) {
            try LayerWriter.write([.file("noise", noise)]) { _ in throw Full() }
        }
    }
}
