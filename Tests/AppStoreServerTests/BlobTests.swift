import Foundation
import OCIModel
import Testing

@Suite("blobs", .timeLimit(.minutes(10)))
struct BlobTests {
    @Test("a blob is readable through the repositories that have it, and through no other")
    func links() async throws {
        try await RunningAppStore.with { server, _ in
            let blob = Data.random(5000)
            try await server.pushBlob(blob, to: "team/one")
            let found = try await server.ask("GET", "/v2/team/one/blobs/\(blob.digest)")
            #expect(found.status == 200 && found.body == blob)
            #expect(found.headers["docker-content-digest"] == "\(blob.digest)")
            #expect(found.headers["content-type"] == "application/octet-stream")
            #expect(found.headers["accept-ranges"] == "bytes")
            let head = try await server.ask("HEAD", "/v2/team/one/blobs/\(blob.digest)")
            #expect(head.status == 200 && head.headers["content-length"] == "5000")
            #expect(head.headers["docker-content-digest"] == "\(blob.digest)")
            let known = "If-None-Match: \"\(blob.digest)\""
            #expect(try await server.ask("GET", "/v2/team/one/blobs/\(blob.digest)", headers: [known]).status == 304)

            let elsewhere = try await server.ask("GET", "/v2/team/two/blobs/\(blob.digest)")
            #expect(elsewhere.status == 404 && elsewhere.codes == ["BLOB_UNKNOWN"])
            #expect(try await server.ask("HEAD", "/v2/team/two/blobs/\(blob.digest)").status == 404)
        }
    }

    /// Larger than what is sent at once, so that parts follow each other; encrypted, the bytes go another way.
    @Test("a large blob whole and in ranges, on one connection, plain and encrypted", arguments: [false, true])
    func large(isEncrypted: Bool) async throws {
        try await RunningAppStore.withFolder { folder in
            var options: [String] = []
            if isEncrypted {
                let (certificate, key) = try await RunningAppStore.certificate(in: folder)
                options = ["--tls-certificate", certificate, "--tls-key", key]
            }
            let server = try RunningAppStore(folder: folder, options)
            defer { server.kill() }
            let blob = Data.random(9_500_000), path = "/v2/team/big/blobs/\(blob.digest)"
            let pushed = try await server.ask(
                "POST",
                "/v2/team/big/blobs/uploads/?digest=\(blob.digest)",
                body: blob,
                options: ["-k"]
            )
            try #require(pushed.status == 201, "\(pushed.text)")
            #expect(try await server.ask("GET", path, options: ["-k"]).body == blob)
            let part = try await server.ask("GET", path, options: ["-k", "-r", "4194303-8388609"])
            #expect(part.status == 206 && part.body == blob[4_194_303...8_388_609])
            // Both answers of one connection: the second begins where the first ends.
            let first = folder.appending(path: "first"), second = folder.appending(path: "second")
            let place = server.address + path
            try await Tool.run(["curl", "-sSk", "-o", first.path, place, "-o", second.path, place])
            #expect(try Data(contentsOf: first) == blob && Data(contentsOf: second) == blob)
        }
    }

    @Test("a large blob that the system has let go of is read from the disk")
    func cold() async throws {
        try await RunningAppStore.withFolder { folder in
            let server = try RunningAppStore(folder: folder)
            defer { server.kill() }
            let blob = Data.random(9_500_000)
            try await server.pushBlob(blob, to: "team/big")
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            let file = try #require(files?.compactMap { $0 as? URL }.first { $0.lastPathComponent == blob.digest.hex })
            try await Tool.run([
                "dd", "of=\(file.path)", "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none",
            ])
            let resident = try await Tool.run(["fincore", "--noheadings", "--bytes", "--output", "RES", file.path])
            try #require(resident.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
            #expect(try await server.ask("GET", "/v2/team/big/blobs/\(blob.digest)").body == blob)
        }
    }

    @Test("mount: from a named repository, from any, and from one that does not have the blob")
    func mount() async throws {
        try await RunningAppStore.with { server, _ in
            let blob = Data.random(100)
            try await server.pushBlob(blob, to: "source")
            let uploads = "blobs/uploads/?mount=\(blob.digest)"
            let named = try await server.ask("POST", "/v2/named/\(uploads)&from=source")
            #expect(named.status == 201 && named.headers["location"] == "/v2/named/blobs/\(blob.digest)")
            #expect(named.headers["docker-content-digest"] == "\(blob.digest)")
            #expect(try await server.ask("GET", "/v2/named/blobs/\(blob.digest)").body == blob)
            #expect(try await server.ask("POST", "/v2/anonymous/\(uploads)").status == 201)
            let missing = try await server.ask("POST", "/v2/other/\(uploads)&from=empty")
            #expect(missing.status == 202 && missing.headers["location"]?.hasPrefix("/v2/other/blobs/uploads/") == true)
            #expect(try await server.ask("POST", "/v2/other/\(uploads)&from=No").codes == ["NAME_INVALID"])
        }
    }

    @Test("delete: from one repository, not while a manifest names the blob")
    func delete() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            try await image.push(to: server, "lab", "v1")
            let path = "/v2/lab/blobs/\(image.blobs[1].digest)"
            let needed = try await server.ask("DELETE", path)
            #expect(needed.status == 405 && needed.codes == ["UNSUPPORTED"])
            #expect(try await server.ask("DELETE", "/v2/lab/manifests/\(image.manifest.digest)").status == 202)
            #expect(try await server.ask("DELETE", path).status == 202)
            #expect(try await server.ask("GET", path).status == 404)
            #expect(try await server.ask("DELETE", path).codes == ["BLOB_UNKNOWN"])
        }
    }

    static let rangeTable: [(String, Int, ClosedRange<Int>?)] = [
        ("bytes=500-1499", 206, 500...1499), ("bytes=500-", 206, 500...2047), ("bytes=-500", 206, 1548...2047),
        ("bytes=2000-5000", 206, 2000...2047), ("bytes=0-0", 206, 0...0), ("bytes=2047-2047", 206, 2047...2047),
        ("bytes=-5000", 206, 0...2047), ("bytes=0-99999999999999999999999", 206, 0...2047),
        ("bytes=500-0", 416, nil), ("bytes=2048-", 416, nil), ("bytes=5000-10000", 416, nil), ("bytes=-0", 416, nil),
        ("bytes=1-2,5-6", 200, 0...2047), ("lines=1-2", 200, 0...2047), ("bytes=a-b", 200, 0...2047),
    ]

    @Test("ranges, of a blob that is read from memory and of one that is not", arguments: [2048, 200_000])
    func ranges(size: Int) async throws {
        try await RunningAppStore.with { server, _ in
            let blob = Data.random(size)
            try await server.pushBlob(blob, to: "lab")
            for (header, status, range) in Self.rangeTable {
                // The table is for the smaller blob; in the larger one, the same bytes are only where no end is meant.
                if size != 2048, (range?.upperBound ?? 2047) >= 2047 { continue }
                let answer = try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)", headers: ["Range: \(header)"])
                #expect(answer.status == status, "\(header)")
                guard let range else {
                    #expect(answer.headers["content-range"] == "bytes */\(size)", "\(header)")
                    continue
                }
                #expect(answer.body == blob[range], "\(header)")
                guard status == 206 else { continue }
                let expected = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
                #expect(answer.headers["content-range"] == expected, "\(header)")
            }
            let stale = ["Range: bytes=0-9", "If-Range: \"sha256:0\""]
            #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)", headers: stale).status == 200)
        }
    }

    @Test("an empty blob is a blob")
    func empty() async throws {
        try await RunningAppStore.with { server, _ in
            try await server.pushBlob(Data(), to: "lab")
            let answer = try await server.ask("GET", "/v2/lab/blobs/\(Data().digest)")
            #expect(answer.status == 200 && answer.headers["content-length"] == "0")
        }
    }

    @Test(
        "a digest that is none is refused",
        arguments: ["sha256:12", "md5:d41d8cd98f00b204e9800998ecf8427e", "latest"]
    )
    func badDigest(text: String) async throws {
        try await RunningAppStore.with { server, _ in
            let answer = try await server.ask("GET", "/v2/lab/blobs/\(text)")
            #expect(answer.status == 400 && answer.codes == ["DIGEST_INVALID"])
        }
    }
}
