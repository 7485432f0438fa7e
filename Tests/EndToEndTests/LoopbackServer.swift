import Foundation

/// Serves a folder over HTTP on loopback, by Python's own server.
final class LoopbackServer: Sendable {
    /// The server's address, with a slash at its end.
    let address: String
    private let process: Process

    /// A path whose answer waits until a folder has files.
    struct Hold {
        /// The end of the path.
        let path: String
        /// Nothing is held before this file is there.
        let from: URL
        /// The folder; it need not be there.
        let folder: URL
    }

    /// Serves a folder, to those who know `user:password` when one is given.
    ///
    /// What is held is answered with status 500 after two minutes.
    init(folder: URL, login: String = "", holding: Hold? = nil) async throws {
        let script = """
            import base64, functools, http.server, os, sys, time
            held, start, watched = sys.argv[3:6]
            wanted = "Basic " + base64.b64encode(sys.argv[2].encode()).decode()
            class Handler(http.server.SimpleHTTPRequestHandler):
                def do_GET(self):
                    if held and self.path.endswith(held) and os.path.exists(start):
                        for _ in range(1200):
                            if os.path.isdir(watched) and os.listdir(watched):
                                break
                            time.sleep(0.1)
                        else:
                            return self.send_error(500)
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
        process.arguments = [
            "-c", script, folder.path, login, holding?.path ?? "", holding?.from.path ?? "", holding?.folder.path ?? "",
        ]
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
