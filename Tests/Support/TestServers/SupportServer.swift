public import Foundation

/// A server of Tests/Support/registry: it tells its address in a line of JSON, and ends with its standard input.
public final class SupportServer: Sendable {
    /// What the server said of itself.
    public let facts: [String: String]
    private let process: Process
    private let input: Pipe

    /// The server's address, `host:port`.
    public var address: String { facts["address"] ?? "" }

    /// The server's address with its protocol.
    public var url: String { facts["url"] ?? "" }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - name: the program's file name.
    ///   - arguments: its arguments.
    /// - Throws: when it cannot be started, or says nothing.
    public init(_ name: String, _ arguments: [String] = []) throws {
        process = Process()
        process.executableURL = Self.folder.appending(path: name)
        process.arguments = arguments
        let output = Pipe()
        input = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw CocoaError(.fileReadUnknown, userInfo: ["server": name]) }
            line += piece
        }
        let values = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
        facts = values.compactMapValues { value in value is NSNull ? nil : "\(value)" }
    }

    /// Ends the server.
    public func stop() {
        try? input.fileHandleForWriting.close()
    }

    /// Where the servers are.
    public static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "registry")
    }
}

extension SupportServer {
    /// Asks the server's control address, and decodes the answer.
    ///
    /// - Parameters:
    ///   - type: what is expected.
    ///   - path: path and query.
    /// - Returns: the answer.
    /// - Throws: when there is none.
    public func control<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        let output = try request(path, [])
        return try JSONDecoder().decode(type, from: output)
    }

    /// Sends JSON to the server's control address.
    ///
    /// - Parameters:
    ///   - path: where to.
    ///   - json: the body.
    /// - Throws: when it is not taken.
    public func post(_ path: String, _ json: String) throws {
        _ = try request(path, ["-X", "POST", "--data-binary", json])
    }

    private func request(_ path: String, _ options: [String]) throws -> Data {
        let curl = Process()
        curl.executableURL = URL(filePath: "/usr/bin/curl")
        curl.arguments = ["-sSf", "--max-time", "60"] + options + [(facts["control"] ?? "") + path]
        let output = Pipe()
        curl.standardOutput = output
        curl.standardInput = FileHandle.nullDevice
        try curl.run()
        return try output.fileHandleForReading.readToEnd() ?? Data()
    }
}
