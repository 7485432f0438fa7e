import Foundation
import HTTPTransfer
import SystemPackage
import Testing

/// What goes to which server, and where requests do not go at all.
@Suite(.timeLimit(.minutes(2)))
struct OriginTests {
    let server = try? TestServer()
    let other = try? TestServer(1)

    @Test(arguments: [301, 302, 303, 307, 308])
    func credentialsDoNotFollowToAnotherOrigin(status: Int) async throws {
        let (server, other) = (try #require(server), try #require(other))
        let session = quickSession()
        for (header, value) in [("Authorization", "Bearer secret"), ("Cookie", "a=secret")] {
            var request = try server.request("/redirect?status=\(status)&to=\(other.base)/echo")
            request.headers = [header: value, "X-Kept": "yes"]
            let (response, content) = try await session.send(request)
            #expect(response.url.text == "\(other.base)/echo")
            let text = String(decoding: content, as: UTF8.self)
            #expect(!text.contains("secret"))
            #expect(text.contains("X-Kept"))
            #expect(try await server.seen(session).last?.header(header) == value)
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308], [TransferRequest.Method.post, .put, .patch, .delete])
    func aBodyDoesNotFollowToAnotherOrigin(status: Int, method: TransferRequest.Method) async throws {
        let (server, other) = (try #require(server), try #require(other))
        let session = quickSession()
        let path = FileManager.default.temporaryDirectory.appending(path: "body-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data("refresh_token=secret".utf8).write(to: path)
        let file = try TransferFile(FilePath(path.path), range: 0..<20)
        for body in [TransferRequest.Body.bytes(Array("refresh_token=secret".utf8)), .file(file)] {
            for target in [other.base, other.base.replacing("127.0.0.1", with: "localhost")] {
                var request = try server.request("/redirect?status=\(status)&to=\(target)/echo", method)
                request.body = body
                request.headers = [
                    "Authorization": "Bearer secret", "Cookie": "a=secret", "Content-Type": "text/plain",
                ]
                request.isRepeatable = false
                let sent = request
                let becomesGet = status == 303 || method == .post && status < 303
                if becomesGet {
                    let (response, content) = try await session.send(sent)
                    #expect(response.isSuccess)
                    #expect(!String(decoding: content, as: UTF8.self).contains("secret"))
                } else {
                    let error = await #expect(throws: TransferError.self) { try await session.send(sent) }
                    #expect(error?.code == .foreignBody)
                    #expect(error?.description.contains("name that server instead") == true)
                    #expect(error?.attempts == 1)
                }
            }
        }
        let seen = try await other.seen(session)
        #expect(seen.allSatisfy { $0.method == "GET" && $0.body.isEmpty })
        // On its own origin it does.
        var own = try server.request("/redirect?status=307&to=echo", method)
        own.body = .file(file)
        let (_, content) = try await session.send(own)
        #expect(String(decoding: content, as: UTF8.self).contains("refresh_token=secret"))
    }

    @Test func credentialsInTheURLDoNotFollowToAnotherOrigin() async throws {
        let (server, other) = (try #require(server), try #require(other))
        let session = quickSession()
        let text = server.base.replacingOccurrences(of: "//", with: "//name:p%40ss@")
        let request = TransferRequest(.get, try TransferURL("\(text)/redirect?to=\(other.base)/echo"))
        let (_, content) = try await session.send(request)
        let there = try JSONDecoder().decode(SeenRequest.self, from: Data(content))
        #expect(there.header("Authorization") == nil)
        let token = Data("name:p@ss".utf8).base64EncodedString()
        #expect(try await server.seen(session).first?.header("Authorization") == "Basic \(token)")
    }

    @Test func credentialsStayOnTheirOrigin() async throws {
        let server = try #require(server)
        let session = quickSession()
        var request = try server.request("/redirect?to=echo")
        request.credentials = TransferCredentials(user: "name", password: "secret")
        _ = try await session.send(request)
        let token = Data("name:secret".utf8).base64EncodedString()
        let seen = try await server.seen(session).map { $0.header("Authorization") }
        #expect(seen == ["Basic \(token)", "Basic \(token)"])
    }

    @Test(
        arguments: [
            (.get, 302, "GET"), (.head, 303, "HEAD"), (.post, 301, "GET"), (.post, 302, "GET"), (.post, 303, "GET"),
            (.put, 303, "GET"), (.post, 307, "POST"), (.put, 308, "PUT"), (.put, 302, "PUT"),
        ] as [(TransferRequest.Method, Int, String)]
    )
    func theMethodAfterARedirect(method: TransferRequest.Method, status: Int, then: String) async throws {
        let server = try #require(server)
        let session = quickSession()
        var request = try server.request("/redirect?status=\(status)&to=echo", method)
        if method != .get && method != .head { request.body = .bytes(Array("body".utf8)) }
        _ = try await session.send(request)
        let last = try #require(try await server.seen(session).last)
        #expect(last.method == then)
        #expect(last.body == (then == "GET" || then == "HEAD" ? "" : "body"))
    }

    @Test(arguments: [TransferRequest.Method.post, .put, .patch])
    func aBodyArrivesWithItsType(method: TransferRequest.Method) async throws {
        let server = try #require(server)
        let session = quickSession()
        let bytes = [UInt8]((0..<300_000).map { UInt8($0 % 127) })
        var request = try server.request("/echo", method)
        request.body = .bytes(bytes)
        _ = try await session.send(request)
        request.headers = ["Content-Type": "application/json", "X-Empty": ""]
        _ = try await session.send(request)
        let seen = try await server.seen(session)
        #expect(seen.map(\.method) == [method.rawValue, method.rawValue])
        #expect(seen.map { Array($0.body.utf8) } == [bytes, bytes])
        #expect(seen.map { $0.header("Content-Type") } == [nil, "application/json"])
        #expect(seen.last?.header("X-Empty") == "")
        #expect(seen.last?.header("User-Agent") == "datalab")
    }

    @Test func redirectsEnd() async throws {
        let server = try #require(server)
        let session = quickSession { $0.redirectLimit = 4 }
        let request = try server.request("/loop")
        let error = await #expect(throws: TransferError.self) { try await session.send(request) }
        #expect(error?.code == .redirect)
        #expect(error?.detail == "more than 4 redirects")
        #expect(try await server.seen(session).count == 5)
    }

    @Test(
        arguments: [
            "file:///etc/passwd", "gopher://127.0.0.1/x", "ftp://127.0.0.1/x", "//", "http://exa mple/",
            "http://127.0.0.1:99999/",
        ])
    func aRedirectElsewhereIsRefused(to: String) async throws {
        let server = try #require(server)
        let value = try #require(to.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let request = try server.request("/redirect?to=\(value)")
        let error = await #expect(throws: TransferError.self) { try await quickSession().send(request) }
        #expect(error?.code == .redirect)
        #expect(error?.attempts == 1)
    }

    @Test func plainHTTPToAnotherMachineNeedsLeave() async throws {
        let server = try #require(server)
        let session = quickSession()
        for request in [
            TransferRequest(.get, try TransferURL("http://192.0.2.1/x")),
            try server.request("/redirect?to=http://192.0.2.1/x"),
        ] {
            let error = await #expect(throws: TransferError.self) { try await session.send(request) }
            #expect(error?.code == .plainHTTP)
            #expect(error?.detail == "'192.0.2.1' would be reached without encryption")
        }
    }

    @Test(
        arguments: [
            ["Bad Name": "x"], ["": "x"], ["X": "a\r\nY: b"], ["X": "a\nb"], ["X": "a\u{0}b"], ["X:": "a"],
        ] as [[String: String]]
    )
    func headersThatWouldBreakTheRequestAreRefused(headers: [String: String]) async throws {
        let server = try #require(server)
        let session = quickSession()
        var request = try server.request("/echo")
        for (name, value) in headers { request.headers.append(name, value) }
        let bad = request
        let error = await #expect(throws: TransferError.self) { try await session.send(bad) }
        #expect(error?.code == .protocolError)
        #expect(try await server.seen(session).isEmpty)
    }
}
