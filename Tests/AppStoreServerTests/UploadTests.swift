import Foundation
import OCIModel
import Testing

@Suite("uploads", .timeLimit(.minutes(10)))
struct UploadTests {
    private func begin(_ server: RunningAppStore, _ query: String = "") async throws -> String {
        let answer = try await server.ask("POST", "/v2/lab/blobs/uploads/\(query)")
        #expect(answer.status == 202 && answer.headers["docker-upload-uuid"] != nil)
        return try #require(answer.headers["location"])
    }

    @Test("POST and PUT; an upload that has ended is no more", arguments: [Digest.Algorithm.sha256, .sha512])
    func whole(algorithm: Digest.Algorithm) async throws {
        try await RunningAppStore.with { server, _ in
            let blob = Data.random(3_000_000)
            let digest = algorithm == .sha256 ? blob.digest : blob.longDigest
            for query in ["", "?digest-algorithm=\(algorithm.rawValue)"] {
                let place = try await begin(server, query)
                let answer = try await server.ask("PUT", "\(place)?digest=\(digest)", body: blob)
                #expect(answer.status == 201 && answer.headers["location"] == "/v2/lab/blobs/\(digest)")
                #expect(answer.headers["docker-content-digest"] == "\(digest)")
                #expect(try await server.ask("GET", "/v2/lab/blobs/\(digest)").body == blob)
                let after = try await server.ask("GET", place)
                #expect(after.status == 404 && after.codes == ["BLOB_UPLOAD_UNKNOWN"])
            }
        }
    }

    @Test("chunks: in order, out of order, asked for, and the last one with the PUT")
    func chunks() async throws {
        try await RunningAppStore.with { server, _ in
            let blob = Data.random(3000)
            let place = try await begin(server)
            let first = try await server.ask("PATCH", place, headers: ["Content-Range: 0-999"], body: blob[0..<1000])
            #expect(first.status == 202 && first.headers["range"] == "0-999" && first.headers["location"] == place)
            for (range, part) in [("2000-2999", blob[2000...]), ("0-999", blob[0..<1000])] {
                let wrong = try await server.ask("PATCH", place, headers: ["Content-Range: \(range)"], body: part)
                #expect(wrong.status == 416 && wrong.codes == ["BLOB_UPLOAD_INVALID"])
                #expect(wrong.headers["range"] == "0-999" && wrong.headers["location"] == place)
            }
            let status = try await server.ask("GET", place)
            #expect(status.status == 204 && status.headers["range"] == "0-999" && status.headers["location"] == place)
            #expect(status.headers["content-length"] == nil)
            #expect(try await server.ask("PATCH", place, body: blob[1000..<2000]).headers["range"] == "0-1999")
            let end = "\(place)?digest=\(blob.digest)"
            let outOfStep = try await server.ask(
                "PUT",
                end,
                headers: ["Content-Range: 1000-1999"],
                body: blob[1000..<2000]
            )
            #expect(outOfStep.status == 416)
            let last = try await server.ask("PUT", end, headers: ["Content-Range: 2000-2999"], body: blob[2000...])
            #expect(last.status == 201)
            #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)").body == blob)
        }
    }

    @Test("a stream of unknown length")
    func stream() async throws {
        try await RunningAppStore.with { server, _ in
            let blob = Data.random(700_000)
            let place = try await begin(server)
            let header = ["Transfer-Encoding: chunked"]
            #expect(try await server.ask("PATCH", place, headers: header, body: blob).headers["range"] == "0-699999")
            #expect(try await server.ask("PUT", "\(place)?digest=\(blob.digest)").status == 201)
            #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)").body == blob)
        }
    }

    @Test("a killed server goes on with an upload where its file ends")
    func resume() async throws {
        try await RunningAppStore.withFolder { folder in
            let blob = Data.random(2_000_000)
            var server = try RunningAppStore(folder: folder)
            let place = try await begin(server)
            _ = try await server.ask("PATCH", place, headers: ["Content-Range: 0-1234566"], body: blob[0..<1_234_567])
            server.kill()
            server = try RunningAppStore(folder: folder)
            #expect(try await server.ask("GET", place).headers["range"] == "0-1234566")
            #expect(try await server.ask("PATCH", place, body: blob[1_234_567..<1_500_000]).status == 202)
            server.kill()
            server = try RunningAppStore(folder: folder)
            defer { server.kill() }
            let end = "\(place)?digest=\(blob.digest)"
            #expect(try await server.ask("PUT", end, body: blob[1_500_000...]).status == 201)
            #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)").body == blob)
        }
    }

    @Test("what arrived before a connection broke is kept")
    func broken() async throws {
        try await RunningAppStore.with { server, folder in
            let blob = Data.random(1_000_000)
            let place = try await begin(server)
            // curl, told of more bytes than it gets, waits for the rest until it is ended.
            let file = folder.appending(path: "half")
            try blob[0..<600_000].write(to: file)
            _ = try await Tool.capture([
                "curl", "-sS", "--max-time", "3", "-X", "PATCH", "-H", "Content-Length: 1000000", "-H",
                "Content-Type: application/octet-stream", "--data-binary", "@\(file.path)", server.address + place,
            ])
            var range: String?
            for _ in 0..<600 where range != "0-599999" {
                range = try await server.ask("GET", place).headers["range"]
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(range == "0-599999")
            #expect(try await server.ask("PUT", "\(place)?digest=\(blob.digest)", body: blob[600_000...]).status == 201)
        }
    }

    @Test("cancelled uploads are no more; an upload belongs to its repository")
    func cancel() async throws {
        try await RunningAppStore.with { server, folder in
            let place = try await begin(server)
            let elsewhere = place.replacing("/v2/lab/", with: "/v2/other/")
            #expect(try await server.ask("DELETE", elsewhere).codes == ["BLOB_UPLOAD_UNKNOWN"])
            #expect(try await server.ask("DELETE", place).status == 204)
            #expect(try await server.ask("PATCH", place, body: Data("a".utf8)).codes == ["BLOB_UPLOAD_UNKNOWN"])
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "store/uploads").path)
            #expect(left.isEmpty)
        }
    }

    @Test("content with another digest is refused, and leaves nothing")
    func badDigest() async throws {
        try await RunningAppStore.with { server, folder in
            let blob = Data.random(1000), wrong = Data("x".utf8).digest
            let post = try await server.ask("POST", "/v2/lab/blobs/uploads/?digest=\(wrong)", body: blob)
            #expect(post.status == 400 && post.codes == ["DIGEST_INVALID"])
            let place = try await begin(server)
            let put = try await server.ask("PUT", "\(place)?digest=\(wrong)", body: blob)
            #expect(put.status == 400 && put.codes == ["DIGEST_INVALID"])
            let none = try await server.ask("PUT", try await begin(server), body: blob)
            #expect(none.status == 400 && none.codes == ["DIGEST_INVALID"])
            #expect(try await server.ask("HEAD", "/v2/lab/blobs/\(wrong)").status == 404)
            #expect(
                try await server.ask("POST", "/v2/lab/blobs/uploads/?digest-algorithm=md5").codes == ["DIGEST_INVALID"]
            )
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "store/uploads").path)
            #expect(left.count == 2, "the upload without a digest, which can still be ended")
        }
    }

    @Test("chunks that contradict themselves are refused", arguments: ["0-1", "5-4", "0-", "a-b", "bytes 0-3/4"])
    func badRange(range: String) async throws {
        try await RunningAppStore.with { server, _ in
            let place = try await begin(server)
            let answer = try await server.ask(
                "PATCH",
                place,
                headers: ["Content-Range: \(range)"],
                body: Data("abcd".utf8)
            )
            #expect(answer.status == 400)
            #expect(try await server.ask("GET", place).headers["range"] == "0-0")
        }
    }

    @Test("uploads that nobody goes on with end, and their files go")
    func abandoned() async throws {
        try await RunningAppStore.with(["--grace-period", "1", "--maintenance-interval", "0.5"]) { server, folder in
            let place = try await begin(server)
            _ = try await server.ask("PATCH", place, body: Data("abc".utf8))
            let uploads = folder.appending(path: "store/uploads").path
            for _ in 0..<600 where try !FileManager.default.contentsOfDirectory(atPath: uploads).isEmpty {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await server.ask("GET", place).status == 404)
        }
    }
}
