import Foundation
import HTTPTransfer
import Testing

/// A process of the Python server of `serverScript`, which ends with the value or with this process.
final class ServerProcess: Sendable {
    /// The two servers that all tests share: two origins.
    static let shared = [Result { try ServerProcess() }, Result { try ServerProcess() }]

    let base: String
    private let process: Process

    init(certificate: (certificate: String, key: String)? = nil) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", serverScript] + (certificate.map { [$0.certificate, $0.key] } ?? [])
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        base = "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port)"
        self.process = process
    }

    deinit {
        process.terminate()
    }
}

/// A place of its own on a shared server: what is counted and logged there is one test's.
struct TestServer: Sendable {
    /// The place's path, without a slash at the end.
    let path: String
    /// The place's URL, without a slash at the end.
    let base: String
    private let server: ServerProcess

    init(_ number: Int = 0) throws {
        self.init(try ServerProcess.shared[number].get())
    }

    init(_ server: ServerProcess) {
        self.server = server
        path = "/\(UUID().uuidString)"
        base = server.base + path
    }

    func url(_ path: String) throws -> TransferURL { try TransferURL(base + path) }

    func request(_ path: String, _ method: TransferRequest.Method = .get) throws -> TransferRequest {
        TransferRequest(method, try url(path))
    }
}

/// A request as the server saw it.
struct SeenRequest: Decodable {
    let method: String
    let path: String
    let headers: [String: String]
    let body: String
    let connection: Int

    func header(_ name: String) -> String? {
        headers.first { $0.key.lowercased() == name.lowercased() }?.value
    }
}

extension TestServer {
    /// All requests so far, but for those for the log itself.
    func seen(_ session: TransferSession) async throws -> [SeenRequest] {
        let (_, content) = try await session.send(request("/log"))
        return try JSONDecoder().decode([SeenRequest].self, from: Data(content)).filter { $0.path != path + "/log" }
    }
}

/// Keeps what it is given, and counts how often it began.
actor RecordingSink: TransferSink {
    private(set) var bytes: [UInt8] = []
    private(set) var beginnings = 0
    private let delay: Duration

    init(delay: Duration = .zero) {
        self.delay = delay
    }

    func begin() {
        beginnings += 1
        bytes = []
    }

    func write(_ piece: [UInt8]) async throws {
        bytes += piece
        if delay > .zero { try await Task.sleep(for: delay) }
    }
}
