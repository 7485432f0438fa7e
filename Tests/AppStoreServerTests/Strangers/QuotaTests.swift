import Foundation
import OCIModel
import Testing

/// What a quota counts, and when it says no.
@Suite("quotas", .timeLimit(.minutes(10)))
struct QuotaTests {
    private static func stored(_ company: Company) throws -> Int {
        let store = company.folder.appending(path: "store")
        let files = try #require(FileManager.default.enumerator(at: store, includingPropertiesForKeys: [.fileSizeKey]))
        return try files.compactMap { $0 as? URL }
            .filter { $0.path.contains("/uploads/") || $0.path.contains("/blobs/") }
            .reduce(0) { $0 + (try $1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) }
    }

    private static func login(_ company: Company) throws -> String {
        "Authorization: Basic \(Data("ann:\(try company.token(.ann))".utf8).base64EncodedString())\r\n"
    }

    private static func begin(_ company: Company) async throws -> Answer {
        try await company.ask("POST", "/v2/ann/open/blobs/uploads/", as: .ann)
    }

    @Test("what is stored is counted anew after a restart, uploads under way too")
    func restart() async throws {
        try await RunningAppStore.withFolder { folder in
            let company = try await Company(in: folder, ["--quota", "1MB"])
            let blob = Data.random(600_000)
            let path = "/v2/ann/open/blobs/uploads/"
            #expect(try await company.ask("POST", "\(path)?digest=\(blob.digest)", as: .ann, body: blob).status == 201)
            let begun = try await company.ask("POST", path, as: .ann)
            let place = try #require(begun.headers["location"])
            #expect(try await company.ask("PATCH", place, as: .ann, body: .random(300_000)).status == 202)
            company.server.kill()
            let server = try RunningAppStore(folder: folder, ["--quota", "1MB"], isOpen: false)
            defer { server.kill() }
            func push(_ count: Int) async throws -> Answer {
                let more = Data.random(count)
                return try await server.ask(
                    "POST",
                    "\(path)?digest=\(more.digest)",
                    body: more,
                    options: company.login(.ann)
                )
            }
            let refused = try await push(200_000)
            #expect(refused.status == 403 && refused.text.contains("hold 90"), "\(refused.text)")
            #expect(try await push(50_000).status == 201)
        }
    }

    @Test("what does not fit is refused before its body is sent")
    func atTheBeginning() async throws {
        try await Company.with(["--quota", "1MB"]) { company in
            let connection = try RawConnection(to: company.server)
            let head = """
                POST /v2/ann/open/blobs/uploads/?digest=\(Data("x".utf8).digest) HTTP/1.1\r
                Host: x\r
                \(try Self.login(company))Content-Length: 2000000\r
                Expect: 100-continue\r
                Connection: close\r
                \r

                """
            connection.send(Data(head.utf8))
            let answer = String(decoding: try #require(connection.received()), as: UTF8.self)
            #expect(
                answer.contains(" 403 ") && answer.contains("DENIED") && !answer.contains("100 Continue"),
                "\(answer)"
            )
        }
    }

    @Test("a stream is stopped at the limit, and what it brought is let go")
    func stream() async throws {
        try await Company.with(["--quota", "1MB"]) { company in
            let place = try #require(try await Self.begin(company).headers["location"])
            let connection = try RawConnection(to: company.server)
            let head =
                "PATCH \(place) HTTP/1.1\r\nHost: x\r\n\(try Self.login(company))Transfer-Encoding: chunked\r\n\r\n"
            connection.send(Data(head.utf8))
            let piece = Data("10000\r\n".utf8) + Data.random(65536) + Data("\r\n".utf8)
            var sent = 0
            while sent < 20_000_000, connection.send(piece) { sent += 65536 }
            #expect(sent < 20_000_000, "the stream was taken to its end")
            #expect(try Self.stored(company) < 1_000_000)
            #expect(try await company.ask("GET", place, as: .ann).status == 404)
        }
    }

    @Test("uploads under way count, also after a restart, and manifests do")
    func everything() async throws {
        try await Company.with(["--quota", "1MB"]) { company in
            var places: [String] = []
            for size in [400_000, 400_000] {
                let place = try #require(try await Self.begin(company).headers["location"])
                #expect(try await company.ask("PATCH", place, as: .ann, body: Data.random(size)).status == 202)
                places.append(place)
            }
            let third = try #require(try await Self.begin(company).headers["location"])
            let refused = try await company.ask("PATCH", third, as: .ann, body: Data.random(400_000))
            #expect(refused.status == 403 && refused.codes == ["DENIED"])
            #expect(try await company.ask("DELETE", places[0], as: .ann).status == 204)
            let blob = Data.random(300_000)
            let push = try await company.ask(
                "POST",
                "/v2/ann/open/blobs/uploads/?digest=\(blob.digest)",
                as: .ann,
                body: blob
            )
            #expect(push.status == 201)
            let image = try SampleImage(annotations: ["long": String(repeating: "x", count: 400_000)])
            for blob in image.blobs {
                let path = "/v2/ann/open/blobs/uploads/?digest=\(blob.digest)"
                #expect(try await company.ask("POST", path, as: .ann, body: blob).status == 201)
            }
            let manifest = try await image.put(company, as: .ann, "ann/open", "big")
            #expect(manifest.status == 403 && manifest.codes == ["DENIED"])
        }
    }
}
