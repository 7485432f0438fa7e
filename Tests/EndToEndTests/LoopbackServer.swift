import Foundation

/// Serves a folder over HTTP on loopback, by Python's own server.
final class LoopbackServer: Sendable {
    /// The server's address, with a slash at its end.
    let address: String
    private let process: Process

    /// Serves a folder, to those who know `user:password` when one is given.
    init(folder: URL, login: String = "") async throws {
        let script = """
            import base64, functools, http.server, sys
            wanted = "Basic " + base64.b64encode(sys.argv[2].encode()).decode()
            class Handler(http.server.SimpleHTTPRequestHandler):
                def do_GET(self):
                    if not sys.argv[2] or self.headers.get("Authorization") == wanted:
                        return super().do_GET()
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", 'Basic realm="test"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
            handler = functools.partial(Handler, directory=sys.argv[1])
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, folder.path, login]
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
