import Foundation
import HTTPTransfer
import Reporting
import Testing

@Suite(.timeLimit(.minutes(2)))
struct FailureTests {
    let server = try? TestServer()

    @Test(
        arguments: [
            (
                path: "/bytes?size=1000", expected: UInt64(999), limit: UInt64.max,
                detail: "got 1000 bytes, expected 999"
            ),
            (path: "/bytes?size=1000", expected: 1001, limit: .max, detail: "got 1000 bytes, expected 1001"),
            (path: "/endless", expected: 100_000, limit: .max, detail: "got more bytes, expected 100000"),
            (path: "/endless", expected: nil, limit: 5_000_000, detail: "more than the allowed 5000000 bytes"),
            (path: "/bytes?size=1000", expected: nil, limit: 999, detail: "more than the allowed 999 bytes"),
        ])
    func contentOfTheWrongSizeIsRefused(path: String, expected: UInt64?, limit: UInt64, detail: String) async throws {
        let server = try #require(server)
        var request = try server.request(path)
        request.expectedSize = expected
        request.sizeLimit = limit
        let bounded = request
        let sink = RecordingSink()
        let error = await #expect(throws: TransferError.self) {
            try await quickSession().download(bounded, to: sink)
        }
        #expect(error?.code == .size)
        #expect(error?.detail == detail)
        #expect(error?.attempts == 1)
        #expect(await UInt64(sink.bytes.count) <= expected ?? limit)
    }

    @Test(arguments: [400, 401, 403, 404, 410, 501])
    func aRefusalIsNotTriedAgain(status: Int) async throws {
        let server = try #require(server)
        let session = quickSession()
        let request = try server.request("/status?status=\(status)")
        let error = await #expect(throws: TransferError.self) {
            try await session.download(request, to: RecordingSink())
        }
        #expect(error?.code == .status(status))
        #expect(try await server.seen(session).count == 1)
        let answer = try await session.send(request)
        #expect(answer.response.status == status)
        #expect(String(decoding: answer.content, as: UTF8.self) == "not now")
    }

    @Test(arguments: [408, 425, 429, 500, 502, 503, 504])
    func aTemporaryFailureIsTriedAgain(status: Int) async throws {
        let server = try #require(server)
        let session = quickSession()
        let sink = RecordingSink()
        _ = try await session.download(server.request("/status?status=\(status)&times=2"), to: sink)
        #expect(await sink.bytes == Array("at last".utf8))
        #expect(try await server.seen(session).count == 3)
    }

    @Test func attemptsEnd() async throws {
        let server = try #require(server)
        let session = quickSession { $0.retries.attempts = 3 }
        let request = try server.request("/status?status=503&secret=query")
        let error = await #expect(throws: TransferError.self) {
            try await session.download(request, to: RecordingSink())
        }
        #expect(error?.code == .status(503))
        #expect(error?.failureClass == .temporary)
        #expect(
            error?.description == "error: cannot fetch '\(server.base)/status': the server answered 503 (3 attempts)"
        )
        let answer = try await session.send(request)
        #expect(answer.response.status == 503)
        #expect(try await server.seen(session).count == 6)
    }

    @Test func theServersWaitIsKept() async throws {
        let server = try #require(server)
        let session = quickSession()
        let time = try await ContinuousClock().measure {
            _ = try await session.download(
                server.request("/status?status=429&times=1&after=1"),
                to: RecordingSink()
            )
        }
        #expect(time >= .seconds(1))
    }

    @Test(arguments: ["100000", "Fri, 01 Jan 2100 00:00:00 GMT"])
    func aWaitTooLongIsNotWaited(after: String) async throws {
        let server = try #require(server)
        let session = quickSession()
        let value = try #require(after.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let request = try server.request("/status?status=429&times=1&after=\(value)")
        await #expect(throws: TransferError.self) { try await session.download(request, to: RecordingSink()) }
        #expect(try await server.seen(session).count == 1)
    }

    @Test(arguments: [TransferRequest.Method.post, .patch])
    func whatMayHaveBeenDoneIsNotAskedTwice(method: TransferRequest.Method) async throws {
        let server = try #require(server)
        let session = quickSession()
        let answer = try await session.send(server.request("/status?status=503&times=1", method))
        #expect(answer.response.status == 503)
        await #expect(throws: TransferError.self) {
            try await session.send(server.request("/cut?size=1000&at=10&times=1&etag=", method))
        }
        #expect(try await server.seen(session).count == 2)
    }

    @Test(.timeLimit(.minutes(5))) func aStalledTransferEnds() async throws {
        let server = try #require(server)
        let session = quickSession {
            $0.stallTimeout = .seconds(1)
            $0.retries.attempts = 2
        }
        let request = try server.request("/stall")
        let error = await #expect(throws: TransferError.self) {
            try await session.download(request, to: RecordingSink())
        }
        #expect(error?.code == .timeout, "\(error?.description ?? "")")
        #expect(error?.attempts == 2)
    }

    @Test(.timeLimit(.minutes(5))) func aRequestEndsInItsTotalTime() async throws {
        let server = try #require(server)
        let session = quickSession { $0.totalTimeout = .seconds(1) }
        let request = try server.request("/slow?seconds=3600")
        let error = await #expect(throws: TransferError.self) { try await session.send(request) }
        #expect(error?.code == .timeout)
    }

    @Test func anAnswerThatIsNotHTTPIsRefused() async throws {
        let server = try #require(server)
        let request = try server.request("/garbage")
        await #expect(throws: TransferError.self) { try await quickSession().send(request) }
    }

    @Test func aServerThatIsNotThereIsNamed() async throws {
        let request = TransferRequest(.get, try TransferURL("http://127.0.0.1:1/x?token=secret"))
        let error = await #expect(throws: TransferError.self) { try await quickSession().send(request) }
        #expect(error?.code == .connection)
        #expect(error?.failureClass == .unavailable)
        #expect(error?.attempts == 5)
        #expect(error?.description.contains("secret") == false)
    }
}
