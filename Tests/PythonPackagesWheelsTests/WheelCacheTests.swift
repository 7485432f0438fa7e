import Foundation
import HTTPTransfer
import Hashing
import OCIModel
import PythonPackages
import Reporting
import Synchronization
import SystemPackage
import Testing

/// The cache of wheels against a web server on loopback.
@Suite(.timeLimit(.minutes(5)))
struct WheelCacheTests {
    let scratch: Scratch
    let cache: WheelCache

    init() throws {
        scratch = try Scratch()
        var options = TransferOptions()
        options.retries.firstWait = .milliseconds(10)
        cache = WheelCache(root: scratch.file("cache"), session: TransferSession(options))
    }

    /// A server of a folder's files, which ends with the value or with this process.
    final class FileServer {
        let base: String
        private let process = Process()

        init(_ folder: FilePath) throws {
            let script = """
                import functools, http.server, os, sys, threading, time
                def watch(parent):
                    while os.getppid() == parent: time.sleep(0.2)
                    os._exit(0)
                threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()
                handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
                server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
                print(server.server_address[1], flush=True)
                server.serve_forever()
                """
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["python3", "-c", script, folder.string]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            base = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))"
        }

        // The end is not waited for: other tests' programs may hold what Foundation waits on.
        func stop() { process.terminate() }

        deinit { stop() }
    }

    private func publish(_ number: Int, size: Int = 3_000_000) throws -> (name: String, content: [UInt8]) {
        let name = "pkg\(number)-1.0-py3-none-any.whl"
        let content = [UInt8]((0..<size).map { UInt8(truncatingIfNeeded: $0 &* (number + 7) / 3) })
        try FileManager.default.createDirectory(atPath: scratch.file("www").string, withIntermediateDirectories: true)
        try Data(content).write(to: URL(fileURLWithPath: scratch.file("www").appending(name).string))
        return (name, content)
    }

    private func request(
        _ server: FileServer,
        _ name: String,
        _ content: [UInt8],
        size: UInt64? = nil,
    ) throws -> WheelRequest {
        let filename = try #require(WheelFilename(name))
        let url = try TransferURL("\(server.base)/\(name)?token=secret")
        return WheelRequest(filename: filename, location: .remote(url), sha256: .sha256(of: content), size: size)
    }

    private func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: cache.root.appending("partial").string)
    }

    @Test func wheelsAreFetchedOnceAndKept() async throws {
        let published = try (0..<20).map { try publish($0, size: 300_000) }
        let server = try FileServer(scratch.file("www"))
        let requests = try published.map { try request(server, $0.name, $0.content, size: 300_000) }
        let events = Mutex<[ProgressEvent]>([])
        let files = try await cache.fetch(requests + requests) { event in events.withLock { $0.append(event) } }
        #expect(files.map(\.filename.text) == (published + published).map(\.name))
        for (file, one) in zip(files, published) {
            #expect(try bytes(of: file.path) == one.content)
            #expect(file.path == cache.root.appending("sha256/\(file.sha256.hex)/\(one.name)"))
        }
        let logs = events.withLock { $0.filter { if case .log = $0 { true } else { false } } }
        #expect(logs.count == 20)
        let done = events.withLock { $0 }.compactMap { event in
            if case .amount("downloading", let done, let total, .bytes) = event, total == 6_000_000 {
                done
            } else {
                nil
            }
        }
        #expect(done.max() == 6_000_000)
        #expect(try leftovers().isEmpty)
        server.stop()
        #expect(try await cache.fetch(requests) == Array(files.prefix(20)))
    }

    @Test func everyWheelThatFailsIsReported() async throws {
        let (good, changed) = (try publish(1), try publish(2))
        let server = try FileServer(scratch.file("www"))
        let other = [UInt8](repeating: 7, count: changed.content.count)
        let requests = try [
            request(server, good.name, good.content), request(server, changed.name, other),
            request(server, "pkg3-1.0-py3-none-any.whl", other), request(server, "pkg1-2.0-py3-none-any.whl", other),
        ]
        let error = await #expect(throws: PackagesError.self) { try await cache.fetch(requests) }
        #expect(error?.code == .digestMismatch)
        let messages = error?.problems.map(\.message) ?? []
        #expect(messages.count == 3)
        let (got, expected) = (Digest.sha256(of: changed.content), Digest.sha256(of: other))
        #expect(
            messages.contains(
                "the wheel '\(changed.name)' of 'pkg2' is not the one in the lock: got \(got), expected \(expected)"
            )
        )
        #expect(messages.contains { $0.contains("'pkg3'") && $0.contains("the server answered 404") })
        #expect(!messages.joined().contains("secret"))
        #expect(try leftovers().isEmpty)
        let kept = try FileManager.default.contentsOfDirectory(atPath: cache.root.appending("sha256").string)
        #expect(kept == [Digest.sha256(of: good.content).hex])
    }

    @Test(arguments: [UInt64(2_999_999), 3_000_001])
    func aWheelOfTheWrongSizeIsRefused(size: UInt64) async throws {
        let one = try publish(1)
        let server = try FileServer(scratch.file("www"))
        let wanted = try request(server, one.name, one.content, size: size)
        let error = await #expect(throws: PackagesError.self) { try await cache.fetch([wanted]) }
        #expect(error?.code == .digestMismatch)
        #expect(error?.package == "pkg1")
        #expect(error?.description.contains("3000000 bytes, expected \(size)") == true)
        #expect(cache.cached(wanted) == nil)
    }

    @Test func aTruncatedWheelIsFetchedAgain() async throws {
        let one = try publish(1)
        let server = try FileServer(scratch.file("www"))
        let wanted = try request(server, one.name, one.content, size: 3_000_000)
        let file = try #require(try await cache.fetch([wanted]).first)
        try Data(one.content.prefix(1000)).write(to: URL(fileURLWithPath: file.path.string))
        #expect(cache.cached(wanted) == nil)
        let again = try await cache.fetch([wanted])[0]
        #expect(try bytes(of: again.path) == one.content)
    }

    @Test func aFileOfThisMachineIsCopied() async throws {
        let one = try publish(1)
        let filename = try #require(WheelFilename(one.name))
        let source = scratch.file("www").appending(one.name)
        let sum = Digest.sha256(of: one.content)
        let file = try await cache.fetch([WheelRequest(filename: filename, location: .file(source), sha256: sum)])[0]
        #expect(try bytes(of: file.path) == one.content)
        let missing = WheelRequest(filename: filename, location: .file(scratch.file("none")), sha256: .sha256(of: "x"))
        let error = await #expect(throws: PackagesError.self) { try await cache.fetch([missing]) }
        #expect(error?.code == .files)
    }

    @Test func whatAKilledProcessLeftIsRemovedAfterADay() async throws {
        let one = try publish(1)
        let server = try FileServer(scratch.file("www"))
        let partial = cache.root.appending("partial")
        try FileManager.default.createDirectory(atPath: partial.string, withIntermediateDirectories: true)
        for name in ["old", "new"] {
            try Data("x".utf8).write(to: URL(fileURLWithPath: partial.appending(name).string))
        }
        let yesterday = Date(timeIntervalSinceNow: -25 * 3600)
        try FileManager.default.setAttributes(
            [.modificationDate: yesterday],
            ofItemAtPath: partial.appending("old").string
        )
        _ = try await cache.fetch([request(server, one.name, one.content)])
        #expect(try leftovers() == ["new"])
    }

    @Test func severalMayFetchTheSameAtOnce() async throws {
        let published = try (0..<4).map { try publish($0) }
        let server = try FileServer(scratch.file("www"))
        let requests = try published.map { try request(server, $0.name, $0.content) }
        try await withThrowingTaskGroup(of: [WheelFile].self) { group in
            for _ in 0..<4 {
                let other = WheelCache(root: cache.root, session: TransferSession())
                group.addTask { try await other.fetch(requests) }
            }
            for try await files in group { #expect(files.count == 4) }
        }
        for (wanted, one) in zip(requests, published) {
            #expect(try bytes(of: #require(cache.cached(wanted)).path) == one.content)
        }
        #expect(try leftovers().isEmpty)
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
        let one = try publish(1)
        let server = try FileServer(scratch.file("www"))
        try Data().write(to: URL(fileURLWithPath: cache.root.string))
        let wanted = try request(server, one.name, one.content)
        let error = await #expect(throws: PackagesError.self) { try await cache.fetch([wanted]) }
        #expect(error?.code == .files)
        #expect(error?.description.contains(cache.root.string) == true)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://h/x", "not a url"])
    func anAddressThatIsNotFetchedIsRefused(url: String) {
        let sum = String(repeating: "ab", count: 32)
        let wheel = SelectedWheel(
            name: "pkg",
            version: "1.0",
            filename: "pkg-1.0-py3-none-any.whl",
            url: url,
            sha256: sum,
            size: nil
        )
        let error = #expect(throws: PackagesError.self) { try WheelRequest(wheel) }
        #expect(error?.code == .lock)
    }
}
