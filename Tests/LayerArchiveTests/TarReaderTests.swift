import ExternalTools
import Foundation
import LayerArchive
import SystemPackage
import Testing

/// Tars as GNU tar and Python's `tarfile` make them.
struct TarReaderTests {
    private static let make = """
        import sys, tarfile, io
        path, kind = sys.argv[1:3]
        formats = {"pax": tarfile.PAX_FORMAT, "gnu": tarfile.GNU_FORMAT, "ustar": tarfile.USTAR_FORMAT}
        with tarfile.open(path, "w", format=formats[kind.split("-")[0]]) as t:
            def add(name, type=tarfile.REGTYPE, data=b"", mode=0o644, **more):
                i = tarfile.TarInfo(name); i.type = type; i.size = len(data); i.mode = mode; i.mtime = 1700000000
                for k, v in more.items(): setattr(i, k, v)
                t.addfile(i, io.BytesIO(data))
            add("./", tarfile.DIRTYPE, mode=0o755)
            add("./usr/", tarfile.DIRTYPE, mode=0o755)
            add("./usr/bin/ping", data=b"ping" * 1000, mode=0o4755, uid=7, gid=42,
                pax_headers={"SCHILY.xattr.security.capability": "\\1\\0\\n="} if kind.startswith("pax") else {})
            add("./usr/bin/ping2", tarfile.LNKTYPE, linkname="./usr/bin/ping")
            add("./usr/lien-é", tarfile.SYMTYPE, linkname="bin/ping", mode=0o777)
            if "device" in kind:
                add("./dev/null", tarfile.CHRTYPE, devmajor=1, devminor=3)
                add("./dev/pipe", tarfile.FIFOTYPE)
            if "twice" in kind: add("./usr/bin/ping", data=b"again")
            if "dotdot" in kind: add("./usr/../../etc/passwd", data=b"x")
            if "accent" in kind: add("./usr/../\\u0301x", data=b"x")
            if "absolute" in kind: add("/etc/passwd", data=b"x")
            if "nolink" in kind: add("./a", tarfile.LNKTYPE, linkname="./b")
        """

    private func tar(_ kind: String, in folder: TemporaryFolder) async throws -> FilePath {
        let path = folder.path.appending("\(kind).tar")
        try await python(Self.make, [path.string, kind])
        return path
    }

    @Test(arguments: ["pax", "gnu", "ustar"])
    func `gives every entry with its facts`(_ kind: String) async throws {
        let folder = try TemporaryFolder()
        let reader = try TarReader(await tar(kind, in: folder))
        var entries: [TarEntry] = []
        var content: [UInt8] = []
        while let entry = try reader.next() {
            entries.append(entry)
            if entry.kind == .file { try reader.readContent { content += $0 } }
        }
        #expect(try reader.next() == nil)
        #expect(entries.map(\.path) == ["./", "./usr/", "./usr/bin/ping", "./usr/bin/ping2", "./usr/lien-é"])
        #expect(entries[2].mode == 0o4755)
        #expect(entries[2].owner == 7)
        #expect(entries[2].group == 42)
        #expect(entries[2].modificationTime == 1_700_000_000)
        #expect(entries[2].size == 4000)
        #expect(entries[2].extendedAttributes == (kind == "pax" ? ["security.capability": [1, 0, 0x0A, 0x3D]] : [:]))
        #expect(entries[3].kind == .hardLink(target: "./usr/bin/ping"))
        #expect(entries[4].kind == .symbolicLink(target: "bin/ping"))
        #expect(content == Array(String(repeating: "ping", count: 1000).utf8))
    }

    @Test(arguments: ["gzip", "bzip2", "xz", "zstd"])
    func `reads compressed tars`(_ compression: String) async throws {
        let folder = try TemporaryFolder()
        let plain = try await tar("pax", in: folder)
        let tool = try ExternalTool.locate("tar", installHint: "install 'tar'")
        let packed = folder.path.appending("packed")
        try await tool.run(["--\(compression)", "-cf", packed.string, "-C", folder.path.string, "pax.tar"])
        let reader = try TarReader(packed)
        var content: [UInt8] = []
        #expect(try reader.next()?.path == "pax.tar")
        try reader.readContent { content += $0 }
        #expect(content == Array(try Data(contentsOf: URL(fileURLWithPath: plain.string))))
    }

    @Test
    func `a cut tar is an error at every call, never an end`() async throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: await tar("pax", in: folder).string))
        let lengths = Array(stride(from: 0, to: whole.count - 1024, by: 512)) + [1, 511, 700, 3000, 5121]
        for length in lengths where length < whole.count - 8192 {
            let path = try folder.file("cut", Array(whole.prefix(length)))
            #expect(throws: LayerArchiveError.self, "cut at \(length)") {
                let reader = try TarReader(path)
                while let entry = try reader.next() {
                    if entry.kind == .file { try reader.readContent { _ in } }
                }
            }
        }
    }

    @Test
    func `a cut compressed tar stays an error`() async throws {
        let folder = try TemporaryFolder()
        let script = """
            import sys, tarfile, os, io
            with tarfile.open(sys.argv[1], "w:gz") as t:
                for name in "abc":
                    i = tarfile.TarInfo(name); i.size = 1000000
                    t.addfile(i, io.BytesIO(os.urandom(i.size)))
            """
        let path = folder.path.appending("whole.tgz")
        try await python(script, [path.string])
        let whole = try Data(contentsOf: URL(fileURLWithPath: path.string))
        let reader = try TarReader(folder.file("cut.tgz", Array(whole.prefix(whole.count / 2))))
        #expect(try reader.next()?.path == "a")
        #expect(try reader.next()?.path == "b")
        #expect(throws: LayerArchiveError.self) { try reader.readContent { _ in } }
        for _ in 0..<3 {
            #expect(throws: LayerArchiveError.self) { try reader.next() }
        }
    }

    @Test
    func `what is no tar is told with the library's words`() throws {
        let folder = try TemporaryFolder()
        let text = try folder.file("text", Array("this is text, not a tar".utf8))
        let error = try #require(throws: LayerArchiveError.self) { try TarReader(text).next() }
        #expect(error.description.contains("nrecognized archive format"), "\(error)")
        let missing = try #require(throws: LayerArchiveError.self) { try TarReader(folder.path.appending("none")) }
        #expect(missing.code == .noInput)
    }

    @Test(arguments: ["pax", "gnu"], ["", "gz"])
    func `gives names as the bytes they are, long ones and large numbers too`(_ kind: String, _ compression: String)
        async throws
    {
        let folder = try TemporaryFolder()
        let script = """
            import io, json, sys, tarfile
            formats = {"pax": tarfile.PAX_FORMAT, "gnu": tarfile.GNU_FORMAT}
            names = ["caf\\u00e9", "cafe\\u0301", "d/\\u0301x", "\\u1100\\u1161", "\\uac00", "l" * 99, "l" * 100, "l" * 101, "\\u00e9" * 120, ("p" * 60 + "/") * 4 + "x"]
            with tarfile.open(sys.argv[1], "w:" + sys.argv[3], format=formats[sys.argv[2]]) as t:
                for number, name in enumerate(names):
                    i = tarfile.TarInfo(name); i.size = number; i.uid = 3000000 + number; i.mtime = 1e9 + number + (0.5 if number % 2 else 0)
                    t.addfile(i, io.BytesIO(b"x" * number))
                    i = tarfile.TarInfo("s" + name); i.type = tarfile.SYMTYPE; i.linkname = name; t.addfile(i)
                    i = tarfile.TarInfo("h" + name); i.type = tarfile.LNKTYPE; i.linkname = name; t.addfile(i)
            sys.stdout.write("\\n".join(names))
            """
        let path = folder.path.appending("names.tar")
        let names = try await python(script, [path.string, kind, compression]).split(separator: "\n").map {
            BytePath($0)
        }
        #expect(names.count == 10)
        let reader = try TarReader(path)
        for (number, name) in names.enumerated() {
            let file = try #require(try reader.next())
            #expect(BytePath(file.path) == name && file.kind == .file && file.size == UInt64(number))
            #expect(file.owner == 3_000_000 + UInt32(number) && file.modificationTime == 1_000_000_000 + Int64(number))
            // Content that nobody reads is skipped.
            if number % 3 == 0 { try reader.readContent { _ in } }
            for (prefix, isLink) in [("s", true), ("h", false)] {
                let link = try #require(try reader.next())
                #expect(BytePath(link.path) == BytePath(prefix + name.text))
                switch link.kind {
                case .symbolicLink(let target): #expect(isLink && BytePath(target) == name)
                case .hardLink(let target): #expect(!isLink && BytePath(target) == name)
                default: Issue.record("\(link.kind)")
                }
            }
        }
        #expect(try reader.next() == nil)
    }

    @Test
    func `a changed byte of a header is an error or another fact, never a crash`() async throws {
        let folder = try TemporaryFolder()
        let whole = [UInt8](
            try Data(contentsOf: URL(fileURLWithPath: await tar("pax-device", in: folder).string)).prefix(8192)
        )
        for index in whole.indices {
            for mask: UInt8 in [0x01, 0x80] {
                var changed = whole
                changed[index] ^= mask
                guard let reader = try? TarReader(folder.file("changed", changed)) else { continue }
                var count = 0
                while let entry = try? reader.next(), count < 100 {
                    count += 1
                    #expect(entry.size < 1 << 62)
                    try? reader.readContent { _ in }
                }
            }
        }
    }

    @Test
    func `a compressed tar may end without empty blocks`() async throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: await tar("gnu", in: folder).string))
        let script =
            "import gzip, sys; d = sys.stdin.buffer.read(); open(sys.argv[1], 'wb').write(gzip.compress(d.rstrip(bytes(1)) + bytes(-len(d.rstrip(bytes(1))) % 512)))"
        let tool = try ExternalTool.locate("python3", installHint: "install 'python3'")
        let path = folder.path.appending("short.tgz")
        try await tool.run(["-c", script, path.string], input: [UInt8](whole))
        let reader = try TarReader(path)
        var count = 0
        while try reader.next() != nil { count += 1 }
        #expect(count == 5)
    }

    @Test
    func `spools a tar into layer entries`() async throws {
        let folder = try TemporaryFolder()
        let path = try await tar("pax-device", in: folder)
        let spool = try TarSpool.read(path, scratch: folder.path.appending("spool"), specialFiles: .drop)
        #expect(spool.entries.map(\.path) == ["usr", "usr/bin/ping", "usr/bin/ping2", "usr/lien-é"])
        #expect(spool.dropped == ["dev/null", "dev/pipe"])
        let ping = spool.entries[1]
        #expect(ping.mode == 0o4755 && ping.owner == 7 && ping.group == 42)
        #expect(ping.extendedAttributes == ["security.capability": [1, 0, 0x0A, 0x3D]])
        guard case .file(let content) = ping.kind, case .mapped(let file, let range) = content.source else {
            Issue.record("not mapped")
            return
        }
        #expect(content.size == 4000)
        #expect(file.withBytes(range) { Array($0) } == Array(String(repeating: "ping", count: 1000).utf8))
        guard case .hardLink(let target) = spool.entries[2].kind else {
            Issue.record("no hard link")
            return
        }
        #expect(target == "usr/bin/ping")
    }

    @Test(arguments: [
        ("gnu-device", LayerArchiveError.Code.unsupported, "'dev/null'"),
        ("gnu-twice", .duplicateEntry, "'usr/bin/ping'"),
        ("gnu-dotdot", .unsafePath, "'./usr/../../etc/passwd'"), ("gnu-absolute", .unsafePath, "'/etc/passwd'"),
        ("gnu-accent", .unsafePath, "has an empty, '.' or '..' part"), ("gnu-nolink", .missingTarget, "'b'"),
    ])
    func `a bad tar is refused by name`(_ kind: String, _ code: LayerArchiveError.Code, _ words: String) async throws {
        let folder = try TemporaryFolder()
        let path = try await tar(kind, in: folder)
        let error = try #require(throws: LayerArchiveError.self) {
            try TarSpool.read(path, scratch: folder.path.appending("spool"))
        }
        #expect(error.code == code, "\(error)")
        #expect(error.description.contains(words), "\(error)")
    }
}
