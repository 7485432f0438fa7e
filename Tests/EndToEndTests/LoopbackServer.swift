import Foundation

/// Serves a folder over HTTP on loopback, by Python's own server.
final class LoopbackServer: Sendable {
    /// The server's address, with a slash at its end.
    let address: String
    private let process: Process

    init(folder: URL) async throws {
        let script = """
            import functools, http.server, sys
            handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, folder.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))/"
    }

    /// Ends the server; Foundation starts children with SIGTERM blocked, so by SIGKILL.
    func stop() {
        kill(process.processIdentifier, SIGKILL)
    }
}
