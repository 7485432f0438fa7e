import LayerArchive
import Testing

/// Header blocks against Python's reader.
@Suite struct TarHeaderTests {
    /// What Python reads: name, type, mode, owner, group, size, link, and the pax records.
    private func read(_ header: [UInt8]) async throws -> String {
        let script = """
            import io, sys, tarfile
            m = tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read() + bytes(1024))).next()
            pax = ' '.join('%s=%s' % (k, v.encode('utf-8', 'surrogateescape').hex()) for k, v in m.pax_headers.items())
            sys.stdout.write('%s|%s|%o|%d|%d|%d|%s|%s' % (m.name, m.type.decode(), m.mode, m.uid, m.gid, m.size, m.linkname, pax))
            """
        return String(decoding: try await Python.run(script, input: header), as: UTF8.self)
    }

    @Test("sizes up to 8 GiB fit the header, others take a record", arguments: [0, 511, 8_589_934_591])
    func sizes(size: UInt64) async throws {
        let header = TarHeader.encode(.file("big", .bytes([])), size: size)
        #expect(header.count == 512)
        #expect(try await read(header) == "big|0|644|0|0|\(size)||")
    }

    @Test("a size of 8 GiB or more", arguments: [8_589_934_592, 1 << 50])
    func largeSizes(size: UInt64) async throws {
        let header = TarHeader.encode(.file("big", .bytes([])), size: size)
        #expect(header.count == 1536)
        let digits = "\(size)".utf8.map { "3\($0 - 0x30)" }.joined()
        #expect(try await read(header) == "big|0|644|0|0|\(size)||size=\(digits)")
    }

    @Test("owners beyond seven octal digits")
    func owners() async throws {
        var entry = LayerEntry.directory("home")
        (entry.owner, entry.group) = (2_097_151, 2_097_152)
        let header = TarHeader.encode(entry, size: 0)
        #expect(try await read(header).hasPrefix("home|5|755|2097151|2097152|0||gid="))
    }

    @Test("paths around the limits of name and prefix")
    func paths() async throws {
        func part(_ count: Int) -> String { String(repeating: "p", count: count) }
        let cases: [(path: String, usesRecord: Bool)] = [
            (part(100), false), (part(101), true), (part(155) + "/" + part(100), false),
            (part(155) + "/" + part(101), true),
            (part(156) + "/" + part(100), true), (part(60) + "/" + part(60), false), ("ä", true),
            (part(154) + "/" + part(99) + "/" + part(100), true), (part(50) + "/" + part(104) + "/" + part(100), false),
        ]
        for one in cases {
            let header = TarHeader.encode(.file(one.path, .bytes([])), size: 0)
            #expect(header.count == (one.usesRecord ? 1536 : 512), "\(one.path)")
            #expect(try await read(header).hasPrefix(one.path + "|0|"))
        }
        // A folder's slash counts.
        #expect(TarHeader.encode(.directory(part(99)), size: 0).count == 512)
        #expect(TarHeader.encode(.directory(part(100)), size: 0).count == 1536)
        #expect(TarHeader.encode(.directory(part(155) + "/" + part(99)), size: 0).count == 512)
    }

    @Test("records are sorted by key and hold any bytes")
    func attributes() async throws {
        var entry = LayerEntry.file("bin/ping", .bytes([]), executable: true)
        entry.extendedAttributes = ["user.b": [0, 10, 255, 61], "security.capability": [1, 0, 0, 2], "user.a": []]
        entry.group = 9_999_999
        let fields = try await read(TarHeader.encode(entry, size: 0))
        #expect(
            fields == "bin/ping|0|755|0|9999999|0||SCHILY.xattr.security.capability=01000002 "
                + "SCHILY.xattr.user.a= SCHILY.xattr.user.b=000aff3d gid=39393939393939"
        )
    }

    @Test("a record's length counts its own digits", arguments: Array(80...110) + Array(980...1010))
    func recordLengths(count: Int) async throws {
        let path = "ü" + String(repeating: "x", count: count)
        #expect(try await read(TarHeader.encode(.file(path, .bytes([])), size: 0)).hasPrefix(path + "|"))
    }
}
