import ExternalTools
import Foundation
import LayerArchive
import Reporting
import SystemPackage
import Testing
import Workspaces

/// Git over real servers on the loopback interface: `git daemon`, and `git http-backend` behind a password.
struct GitServerTests {
    /// A web server that runs `git http-backend` and wants `me` with the password `s3cret word`; writes its port to a file.
    private static let server = """
        import base64, http.server, os, subprocess, sys
        root, port_file, log = sys.argv[1:4]
        wanted = "Basic " + base64.b64encode(b"me:s3cret word").decode()
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"
            def log_message(self, *a): pass
            def serve(self):
                open(log, "a").write(f"{self.headers.get('Host')} {self.path} {self.headers.get('Authorization')}\\n")
                if self.path.startswith("/elsewhere"):
                    self.send_response(302)
                    place = self.path.replace("/elsewhere", f"http://localhost:{s.server_port}/private")
                    self.send_header("Location", place); self.end_headers(); return
                if self.path.startswith("/private") and self.headers.get("Authorization") != wanted:
                    self.send_response(401); self.send_header("WWW-Authenticate", 'Basic realm="git"'); self.end_headers(); return
                path, _, query = self.path.partition("?")
                for prefix in ("/private", "/public"): path = path.removeprefix(prefix)
                env = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path, QUERY_STRING=query,
                    REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers.get("Content-Type", ""), REMOTE_ADDR="127.0.0.1",
                    HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""),
                    GIT_PROTOCOL=self.headers.get("Git-Protocol", ""), GIT_CONFIG_GLOBAL="/dev/null")
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                out = subprocess.run(["git", "http-backend"], env=env, input=body, capture_output=True).stdout
                head, _, rest = out.partition(b"\\r\\n\\r\\n")
                status, headers = 200, []
                for line in head.decode().split("\\r\\n"):
                    k, _, v = line.partition(": ")
                    if k == "Status": status = int(v.split()[0])
                    else: headers.append((k, v))
                self.send_response(status)
                for k, v in headers: self.send_header(k, v)
                self.end_headers(); self.wfile.write(rest)
            do_GET = do_POST = serve
        s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        open(port_file + ".new", "w").write(str(s.server_port)); os.rename(port_file + ".new", port_file)
        s.serve_forever()
        """

    private func repository() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try await folder.shell(
            """
            git init -q -b main repo; cd repo; echo x > x.txt; git add -A; git commit -qm x; echo y > y.txt; git add -A
            git commit -qm y; touch .git/git-daemon-export-ok
            """
        )
        return folder
    }

    /// Runs a body while a program runs; the program is stopped afterwards.
    private func whileRunning<Value: Sendable>(
        _ tool: String,
        _ arguments: [String],
        _ body: @escaping @Sendable () async throws -> Value,
    ) async throws -> Value {
        let tool = try ExternalTool.locate(tool, installHint: "install it")
        let server = Task { try await tool.capture(arguments) }
        defer { server.cancel() }
        let value: Result<Value, any Error>
        do { value = .success(try await body()) } catch { value = .failure(error) }
        server.cancel()
        _ = try? await server.value
        return try value.get()
    }

    private func withHTTP<Value: Sendable>(
        _ folder: TemporaryFolder,
        _ body: @escaping @Sendable (String) async throws -> Value,
    ) async throws -> Value {
        let portFile = folder.path.appending("port").string
        let arguments = ["-c", Self.server, folder.path.string, portFile, folder.path.appending("log").string]
        return try await whileRunning("python3", arguments) {
            for _ in 0..<600 where !FileManager.default.fileExists(atPath: portFile) {
                try await Task.sleep(for: .milliseconds(50))
            }
            return try await body(String(contentsOfFile: portFile, encoding: .utf8))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `the git protocol works`() async throws {
        let folder = try await repository()
        let port = Int.random(in: 20000...50000)
        let arguments = [
            "daemon", "--listen=127.0.0.1", "--port=\(port)", "--base-path=\(folder.path)", "--reuseaddr",
            folder.path.string,
        ]
        let workspace = try await whileRunning("git", arguments) {
            for _ in 0..<100 {
                if let workspace = try? await folder.open(["git://127.0.0.1:\(port)/repo"]) { return workspace }
                try await Task.sleep(for: .milliseconds(100))
            }
            return try await folder.open(["git://127.0.0.1:\(port)/repo"])
        }
        #expect(workspace.paths == ["x.txt", "y.txt"])
        #expect(workspace.origin.url == "git://127.0.0.1:\(port)/repo")
    }

    /// A stand-in for `ssh` notes its arguments and runs the server's command here.
    @Test(arguments: ["ssh://me@host.example:2222", "me@host.example:"])
    func `SSH is given the account and the host`(_ server: String) async throws {
        let folder = try await repository()
        try await folder.shell(
            """
            printf '#!/bin/sh\necho "$@" >> \(folder.path)/log; for last; do :; done; exec sh -c "$last"\n' > fake-ssh
            printf '#!/bin/sh\nGIT_SSH_COMMAND=\(folder.path)/fake-ssh GIT_SSH_VARIANT=ssh exec git "$@"\n' > git; chmod +x fake-ssh git
            """
        )
        let git = ExternalTool(name: "git", path: folder.path.appending("git"))
        let workspace = try await folder.open(["\(server)\(folder.path)/repo"], git: git)
        #expect(workspace.paths == ["x.txt", "y.txt"])
        #expect(workspace.origin.url == "\(server)\(folder.path)/repo")
        let log = try await folder.shell("cat log")
        #expect(log.contains("me@host.example git-upload-pack '\(folder.path)/repo'"))
        #expect(log.contains("-p 2222") == server.hasPrefix("ssh"))
    }

    @Test(.timeLimit(.minutes(5)))
    func `a password reaches the server, and nothing else`() async throws {
        let folder = try await repository()
        let workspace = try await withHTTP(folder) { port in
            try await folder.open(["http://me:s3cret%20word@127.0.0.1:\(port)/private/repo"])
        }
        #expect(workspace.paths == ["x.txt", "y.txt"])
        let record = String(decoding: try JSONEncoder().encode(workspace.origin), as: UTF8.self)
        #expect(!record.contains("s3cret") && !record.contains("me:"))
        let leftovers = try await folder.shell("grep -rl --exclude=log -e s3cret . || true")
        #expect(leftovers.isEmpty, "\(leftovers)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `a password is not given to a submodule's other host`() async throws {
        let folder = try await repository()
        try await folder.shell(
            """
            cp -a repo other; cd repo
            git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),mod
            """
        )
        let error = try await withHTTP(folder) { port in
            let url = "http://localhost:\(port)/private/other"
            try await folder.shell(
                """
                cd repo; printf '[submodule "m"]\\n\\tpath = mod\\n\\turl = \(url)\\n' > .gitmodules; git add .gitmodules; git commit -qm m
                """
            )
            return await #expect(throws: WorkspaceError.self) {
                try await folder.open(["http://me:s3cret%20word@127.0.0.1:\(port)/private/repo"])
            }
        }
        #expect(error?.description.contains("localhost") == true)
        let log = try await folder.shell("grep other log")
        #expect(log.split(separator: "\n").allSatisfy { $0.hasSuffix(" None") }, "\(log)")
    }

    @Test(.timeLimit(.minutes(5)))
    func `a password is not given to the host of a redirect`() async throws {
        let folder = try await repository()
        let error = try await withHTTP(folder) { port in
            await #expect(throws: WorkspaceError.self) {
                try await folder.open(["http://me:s3cret%20word@127.0.0.1:\(port)/elsewhere/repo"])
            }
        }
        #expect(error?.code == .fetchFailed)
        let log = try await folder.shell("grep ^localhost log")
        #expect(log.split(separator: "\n").allSatisfy { $0.hasSuffix(" None") }, "\(log)")
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["me:wrong-password@", "a-wrong-token@", ""])
    func `a wrong or missing password is told without it`(_ credential: String) async throws {
        let folder = try await repository()
        let error = try await withHTTP(folder) { port in
            await #expect(throws: WorkspaceError.self) {
                try await folder.open(["http://\(credential)127.0.0.1:\(port)/private/repo"])
            }
        }
        #expect(error?.code == .fetchFailed)
        #expect(error?.problems.first?.hint?.contains("token") == true, "\(String(describing: error))")
        #expect(error?.description.contains("wrong") == false)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a commit that the server gives only with its branch is found`() async throws {
        let folder = try await repository()
        let commit = try await folder.shell(
            "cd repo; git config uploadpack.allowReachableSHA1InWant false; git rev-parse main~1"
        )
        let workspace = try await withHTTP(folder) { port in
            try await folder.open(["http://127.0.0.1:\(port)/public/repo"], commit: commit)
        }
        #expect(workspace.paths == ["x.txt"])
        #expect(workspace.origin.commit == commit)
    }
}
