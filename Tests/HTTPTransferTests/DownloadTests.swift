import HTTPTransfer
import Testing

/// A session with short waits, so that failing tests end soon.
func quickSession(_ change: (inout TransferOptions) -> Void = { _ in }) -> TransferSession {
    var options = TransferOptions()
    options.retries.firstWait = .milliseconds(10)
    options.retries.longestWait = .milliseconds(50)
    options.totalTimeout = .seconds(600)
    change(&options)
    return TransferSession(options)
}

/// What the server's `/bytes` and `/cut` paths hold.
func serverContent(_ size: Int) -> [UInt8] {
    (0..<size).map { place in
        let index = place % 65521
        return UInt8(truncatingIfNeeded: index * 7 + index / 251)
    }
}

@Suite(.timeLimit(.minutes(2)))
struct DownloadTests {
    let server = try? TestServer()

    @Test(arguments: [0, 1, 70_000, 12_000_000])
    func contentArrivesWhole(size: Int) async throws {
        let server = try #require(server)
        let sink = RecordingSink()
        var request = try server.request("/bytes?size=\(size)")
        request.expectedSize = UInt64(size)
        let response = try await quickSession().download(request, to: sink)
        #expect(response.status == 200)
        #expect(await sink.bytes == serverContent(size))
        #expect(await sink.beginnings == 1)
    }

    @Test func aSlowSinkPausesItsOwnDownloadOnly() async throws {
        let server = try #require(server)
        let session = quickSession()
        let slow = RecordingSink(delay: .milliseconds(300))
        let slowRequest = try server.request("/bytes?size=24000000")
        async let slowDone = session.download(slowRequest, to: slow)
        let quick = RecordingSink()
        _ = try await session.download(server.request("/bytes?size=1000"), to: quick)
        #expect(await slow.bytes.count < 24_000_000)
        _ = try await slowDone
        #expect(await slow.bytes == serverContent(24_000_000))
    }

    @Test func connectionsAreReused() async throws {
        let server = try #require(server)
        let session = quickSession()
        for _ in 0..<5 { _ = try await session.send(server.request("/echo")) }
        let connections = try await server.seen(session).map(\.connection)
        #expect(connections.count == 5)
        #expect(Set(connections).count == 1)
    }

    @Test func parallelDownloadsAreBounded() async throws {
        let server = try #require(server)
        let session = quickSession { $0.parallelTransfers = 4 }
        let clock = ContinuousClock()
        let time = try await clock.measure {
            try await withThrowingTaskGroup { group in
                for number in 0..<8 {
                    let request = try server.request("/slow?seconds=0.5&n=\(number)")
                    group.addTask { _ = try await session.send(request) }
                }
                try await group.waitForAll()
            }
        }
        #expect(time >= .seconds(1))
        let connections = try await server.seen(session).map(\.connection)
        #expect(connections.count == 8)
        #expect(Set(connections).count <= 4, "\(connections)")
    }

    @Test(
        arguments: [
            (path: "/cut?size=3000000&at=1000000&times=1", beginnings: 1),
            (path: "/cut?size=3000000&at=400000&times=3", beginnings: 1),
            (path: "/cut?size=3000000&at=1000000&times=1&ignores=1", beginnings: 2),
            (path: "/cut?size=3000000&at=1000000&times=1&refuses=1", beginnings: 2),
            (path: "/cut?size=3000000&at=1000000&times=1&lies=1", beginnings: 2),
            (path: "/cut?size=3000000&at=1000000&times=2&etag=", beginnings: 3),
            (path: "/cut?size=3000000&at=1000000&times=1&etag=W/%22weak%22", beginnings: 2),
        ])
    func aCutDownloadGoesOnOrBeginsAnew(path: String, beginnings: Int) async throws {
        let server = try #require(server)
        let sink = RecordingSink()
        var request = try server.request(path)
        request.expectedSize = 3_000_000
        let response = try await quickSession().download(request, to: sink)
        #expect(response.isSuccess)
        #expect(await sink.beginnings == beginnings)
        #expect(await sink.bytes == serverContent(3_000_000))
    }

    @Test func contentThatChangedBetweenAttemptsIsNotMixed() async throws {
        let server = try #require(server)
        let sink = RecordingSink()
        _ = try await quickSession().download(
            server.request("/cut?size=3000000&at=1000000&times=1&changes=1"),
            to: sink,
        )
        var expected = serverContent(3_000_000)
        expected[0] = 2
        #expect(await sink.bytes == expected)
        #expect(await sink.beginnings == 2)
    }

    @Test(.timeLimit(.minutes(5))) func aCancelledTaskEndsItsTransfer() async throws {
        let server = try #require(server)
        let session = quickSession()
        let request = try server.request("/stall")
        let task = Task { try await session.download(request, to: RecordingSink()) }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await session.send(server.request("/echo")).response.status == 200)
    }

    @Test func aSinkThatFailsEndsTheTransferWithItsOwnError() async throws {
        struct Full: Error {}
        struct FullSink: TransferSink {
            func begin() {}
            func write(_ bytes: [UInt8]) throws { throw Full() }
        }
        let server = try #require(server)
        let request = try server.request("/endless")
        await #expect(throws: Full.self) { try await quickSession().download(request, to: FullSink()) }
    }
}
