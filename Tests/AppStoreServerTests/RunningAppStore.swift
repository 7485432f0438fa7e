import Foundation
import Testing

/// The `appstore` program, serving a folder of its own on a free port of loopback.
final class RunningAppStore: Sendable {
    /// The built program, beside the tests.
    static let program = beside("appstore")
    /// The program for those who make images.
    static let datalab = beside("datalab")

    private static func beside(_ name: String) -> String {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: name).path
    }

    /// `http://127.0.0.1:<port>`.
    let address: String
    private let process: Process
    private let log: URL

    /// Starts the program and waits until it takes requests.
    ///
    /// - Parameters:
    ///   - folder: holds the AppStore's folder `store`, and the log.
    ///   - options: further options of `appstore serve`.
    ///   - isOpen: whether everybody may do everything without a login, as most tests of the registry want it.
    ///   - files: how many files it may have open; nil for as many as this process may.
    ///   - disk: the size in bytes of a disk of its own; nil for the one that the folder is on.
    /// - Throws: when the program does not start.
    init(folder: URL, _ options: [String] = [], isOpen: Bool = true, files: Int? = nil, disk: Int? = nil) throws {
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        var limit = files.map { "ulimit -n \($0); " } ?? ""
        if let disk {
            // In namespaces of its own, where everybody may mount.
            let store = folder.appending(path: "store").path
            limit +=
                "mkdir -p \(store); exec unshare -rm sh -c 'mount -t tmpfs -o size=\(disk) none \(store) && exec \"$0\" \"$@\"' \"$0\" \"$@\"; "
        }
        process.arguments =
            ["-c", "\(limit)exec \"$0\" \"$@\"", Self.program]
            + ["serve", "--folder", folder.appending(path: "store").path, "--port", "0"]
            + (isOpen ? ["--open"] : []) + options
        let output = Pipe()
        process.standardOutput = output
        log = folder.appending(path: "log-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = line.trimmingCharacters(in: .whitespacesAndNewlines)
        let said = try logged()
        try #require(address.hasPrefix("http"), "\(said)")
    }

    /// The host and port, as tools want it before a repository.
    var host: String { String(address.drop { $0 != "/" }.dropFirst(2)) }

    /// What was written to the log.
    func logged() throws -> String { try String(contentsOf: log, encoding: .utf8) }

    /// How many files the program has open.
    func openFiles() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count
    }

    /// Ends the program at once, as a failure of the machine would.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks the program to end.
    func interrupt() {
        Foundation.kill(process.processIdentifier, SIGTERM)
    }

    /// Tells the program what an operator tells it when a certificate was renewed.
    func hangUp() {
        Foundation.kill(process.processIdentifier, SIGHUP)
    }

    /// Waits for the program's end.
    func exitStatus() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Makes a certificate for 127.0.0.1 and its key, as PEM files.
    static func certificate(in folder: URL) async throws -> (certificate: String, key: String) {
        let certificate = folder.appending(path: "cert.pem").path, key = folder.appending(path: "key.pem").path
        try await Tool.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
        ])
        return (certificate, key)
    }

    /// Runs a test against a fresh server in a folder that is removed afterwards.
    static func with<Value>(
        _ options: [String] = [],
        _ body: (RunningAppStore, URL) async throws -> Value
    ) async throws -> Value {
        try await withFolder { folder in
            let server = try RunningAppStore(folder: folder, options)
            defer { server.kill() }
            return try await body(server, folder)
        }
    }

    /// Runs a test with a folder that is removed afterwards.
    static func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "appstore-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}
