import LayerArchive
import SystemPackage
import Testing

/// Zips as `zipfile`, `zip` and our own builder make them.
struct ZipArchiveTests {
    private static let make = """
        import sys, zipfile, io
        path, kind = sys.argv[1:3]
        class Pipe(io.RawIOBase):
            def __init__(self, f): self.f = f
            def writable(self): return True
            def write(self, b): return self.f.write(b)
        out = open(path, "wb")
        target = Pipe(out) if kind == "pipe" else out
        method = zipfile.ZIP_STORED if kind == "stored" else zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(target, "w", method) as z:
            z.writestr("empty", b"")
            z.writestr("folder/", b"")
            z.writestr("folder/notebook é.ipynb", bytes(range(256)) * 5000)
            with z.open(zipfile.ZipInfo("wide"), "w", force_zip64=(kind == "zip64")) as f: f.write(b"wide " * 100)
            i = zipfile.ZipInfo("run"); i.external_attr = 0o100755 << 16
            z.writestr(i, b"#!/bin/sh")
            z.comment = b"a comment" if kind == "comment" else b""
        """

    @Test(arguments: ["stored", "deflated", "pipe", "zip64", "comment"])
    func `reads what zipfile writes`(_ kind: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("made.zip")
        try await python(Self.make, [path.string, kind])
        let zip = try ZipArchive(MappedFile(path), name: "made.zip", rules: .wheel)
        #expect(zip.entries.map(\.path) == ["empty", "folder", "folder/notebook é.ipynb", "wide", "run"])
        #expect(zip["folder"]?.kind == .directory)
        #expect(zip["run"]?.isExecutable == true)
        #expect(zip["wide"]?.isExecutable == false)
        #expect(zip["nothing"] == nil)
        let notebook = try #require(zip["folder/notebook é.ipynb"])
        #expect(notebook.method == (kind == "stored" ? .stored : .deflated))
        #expect(try zip.bytes(of: notebook) == (0..<5000).flatMap { _ in UInt8(0)...255 })
        #expect(try zip.bytes(of: #require(zip["wide"])) == Array(String(repeating: "wide ", count: 100).utf8))
        #expect(try zip.bytes(of: #require(zip["empty"])).isEmpty)
        #expect(zip.content(of: notebook).size == 1_280_000)
        #expect(zip.content(of: notebook).crc32 == notebook.crc32)
        #expect(throws: LayerArchiveError.self) { try zip.bytes(of: notebook, limit: 1000) }
    }

    @Test
    func `gives content as ranges of the file, deflated as it is`() throws {
        let folder = try TemporaryFolder()
        let zip = try folder.zip(
            ZipBuilder([.init("plain", "abc"), ZipBuilder.Entry("packed", "abc").deflated()]).bytes()
        )
        guard case .mapped(let file, let range) = zip.content(of: zip.entries[0]).source else {
            Issue.record("not mapped")
            return
        }
        #expect(file.withBytes(range) { Array($0) } == Array("abc".utf8))
        guard case .deflated(let packed, let place) = zip.content(of: zip.entries[1]).source else {
            Issue.record("not deflated")
            return
        }
        #expect(packed.withBytes(place) { Array($0) } == [1, 3, 0, 0xFC, 0xFF] + Array("abc".utf8))
    }

    @Test
    func `decodes names of both encodings`() throws {
        let folder = try TemporaryFolder()
        let plain = ZipBuilder.Entry(name: [0x82, 0x74, 0x82], []).both { $0.flags = 0 }
        let bytes = ZipBuilder([plain, .init("schön")]).bytes()
        #expect(try folder.zip(bytes).entries.map(\.path) == ["été", "schön"])
        let unmarked = ZipBuilder([ZipBuilder.Entry("schön").both { $0.flags = 0 }]).bytes()
        #expect(try folder.zip(unmarked, rules: .guessesUTF8).entries[0].path == "schön")
        #expect(try folder.zip(unmarked).entries[0].path == "sch├╢n")
    }

    @Test(arguments: [true, false], [true, false])
    func `reads data descriptors of every form`(_ hasSignature: Bool, _ isWide: Bool) throws {
        let folder = try TemporaryFolder()
        let entry = ZipBuilder.Entry("a", "some content").changed { entry in
            let size = entry.central.size
            let sizes = isWide ? little(UInt64(size)) + little(UInt64(size)) : little(size) + little(size)
            entry.descriptor = (hasSignature ? [0x50, 0x4B, 7, 8] : []) + little(entry.central.crc) + sizes
            entry = entry.both { $0.flags |= 8 }
            entry.local.crc = 0
            entry.local.size = 0
            entry.local.compressedSize = 0
        }
        let zip = try folder.zip(ZipBuilder([entry, .init("b")]).bytes())
        #expect(try zip.bytes(of: zip.entries[0]) == Array("some content".utf8))
    }

    @Test
    func `an empty zip has no entries`() throws {
        #expect(try TemporaryFolder().zip(ZipBuilder([]).bytes()).entries.isEmpty)
    }

    @Test
    func `opens a zip of a hundred thousand entries`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("many.zip")
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w") as z:
                for i in range(100000): z.writestr(f"d{i % 100}/{i}", b"x")
            """
        try await python(script, [path.string])
        let zip = try ZipArchive(MappedFile(path), name: "many.zip", rules: .wheel)
        #expect(zip.entries.count == 100_000)
        #expect(zip.totalSize == 100_000)
    }
}
