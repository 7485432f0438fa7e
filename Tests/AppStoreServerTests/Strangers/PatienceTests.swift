import Foundation
import Testing

/// Strangers who take their time, and those who open much.
@Suite("patient strangers", .timeLimit(.minutes(10)))
struct PatienceTests {
    /// A client of another address of loopback.
    private static let neighbour = ["--interface", "127.0.0.2"]

    @Test("a thousand half-open connections of one address are refused or ended, and others are served meanwhile")
    func halfOpen() async throws {
        try await RunningAppStore.withFolder { folder in
            let server = try RunningAppStore(folder: folder, ["--request-timeout", "2"], files: 256)
            defer { server.kill() }
            var connections: [RawConnection] = []
            for _ in 0..<600 {
                // Refused at once, some of them, as there is no room for so many.
                guard let connection = try? RawConnection(to: server) else { continue }
                connection.send(Data("GET /v2/ HTTP/1.1\r\nHost: x\r\nX-".utf8))
                connections.append(connection)
            }
            let answer = try await server.ask("GET", "/v2/", options: Self.neighbour)
            #expect(answer.status == 200)
            #expect(try server.openFiles() < 256)
            for connection in connections { #expect(connection.received() != nil, "a connection was kept") }
            #expect(try await server.ask("GET", "/v2/").status == 200)
        }
    }

    @Test("a body that stops or drips is ended; what has arrived of an upload is kept")
    func slowBody() async throws {
        try await RunningAppStore.withFolder { folder in
            let server = try RunningAppStore(folder: folder, ["--request-timeout", "1"])
            defer { server.kill() }
            let begun = try await server.ask("POST", "/v2/lab/blobs/uploads/")
            let place = try #require(begun.headers["location"])
            let connection = try RawConnection(to: server)
            connection.send(Data("PATCH \(place) HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc".utf8))
            #expect(connection.received() != nil, "the connection was kept")
            let drip = try RawConnection(to: server)
            drip.send(Data("POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n".utf8))
            var drops = 0
            while drops < 600, drip.send([UInt8(ascii: "a")]) {
                drops += 1
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(drops < 600, "the connection was kept")
            let after = try await server.ask("GET", place)
            #expect(after.status == 204 && after.headers["range"] == "0-2")
        }
    }

    @Test("a connection may rest between two requests, or not wait for answers, and a body may wait for its invitation")
    func goodClients() async throws {
        try await RunningAppStore.withFolder { folder in
            let server = try RunningAppStore(folder: folder, ["--request-timeout", "1"])
            defer { server.kill() }
            let connection = try RawConnection(to: server)
            connection.send(Data("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            try await Task.sleep(for: .seconds(2))
            connection.send(Data("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
            let answers = String(decoding: try #require(connection.received()), as: UTF8.self)
            #expect(answers.components(separatedBy: "200 OK").count == 3)
            let hasty = try RawConnection(to: server)
            hasty.send(
                Data(
                    (String(repeating: "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", count: 5)
                        + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").utf8
                )
            )
            let all = String(decoding: try #require(hasty.received()), as: UTF8.self)
            #expect(all.components(separatedBy: "200 OK").count == 7)
            let blob = Data.random(3_000_000)
            let answer = try await server.ask(
                "POST",
                "/v2/lab/blobs/uploads/?digest=\(blob.digest)",
                headers: ["Expect: 100-continue"],
                body: blob,
                options: ["--limit-rate", "1M"]
            )
            #expect(answer.status == 201)
        }
    }

    @Test("uploads that rest keep no file open, and one user has only so many")
    func uploads() async throws {
        try await RunningAppStore.with { server, _ in
            _ = try await server.ask("POST", "/v2/lab/blobs/uploads/")
            let before = try server.openFiles()
            var statuses: [Int] = []
            for _ in 0..<260 {
                let request =
                    "POST /v2/lab/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                statuses.append(try server.status(of: request))
            }
            #expect(statuses.prefix(255).allSatisfy { $0 == 202 } && statuses.suffix(5).allSatisfy { $0 == 429 })
            #expect(try server.openFiles() < before + 30)
        }
    }
}
