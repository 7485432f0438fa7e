import Foundation
import TestServers
import Testing

extension RunningDatalabs {
    /// `datalab build --watch`.
    @Suite("watching a source")
    struct WatchTests {
        private struct Started: Decodable {
            let address: String
            let build: String
        }

        private struct Contents: Decodable { let content: String }

        @Test("what is saved is what the page has; a mistake is told, and what ran goes on; Ctrl-C leaves nothing")
        func saved() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata, "notes.txt": "first"], to: lab)
                let watch = try RunningLab(
                    [lab.path, "--watch", "--format", "json", "--progress", "none"],
                    command: "build",
                    home: home
                )
                let first = try JSONDecoder().decode(Started.self, from: await watch.next())
                #expect(try await notes(first.address) == "first")
                // A browser stays connected over the next start, and the port is kept nevertheless.
                let client = try ConnectedClient(to: first.address)
                defer { client.end() }

                try Lab.write(["requirements.txt": "no-such-package-at-all-4711\n"], to: lab)
                while !watch.errors.contains("no-such-package-at-all-4711") {
                    try await Task.sleep(for: .milliseconds(100))
                }
                #expect(try await notes(first.address) == "first", "what could be built last still runs")

                try FileManager.default.removeItem(at: lab.appending(path: "requirements.txt"))
                try Lab.write(["notes.txt": "second"], to: lab)
                let second = try JSONDecoder().decode(Started.self, from: await watch.next())
                #expect(second.address == first.address && second.build != first.build)
                #expect(try await notes(second.address) == "second")
                // What the old datalab had is removed behind.
                var names = try Traces.names(in: home)
                while names.count > 2 {
                    try await Task.sleep(for: .milliseconds(50))
                    names = try Traces.names(in: home)
                }
                #expect(names.count == 2, "the container and what keeps the port: \(names)")
                #expect(try await watch.interrupt() == 0, "\(watch.errors)")
                #expect(try await Traces.found(of: names) == [])
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.appending(path: "scratch").path) == [])
            }
        }

        @Test(
            "edited in place: what is typed in the page is in the folder; an added package is there, nothing open is lost"
        )
        func edited() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let index = folder.appending(path: "index")
                try await TestIndex.write(
                    ["datalab-test-added": ["datalab_test_added.py": "TEXT = 'it was added'\n"]],
                    to: index
                )
                let server = try SupportServer("serve-folder", [index.path])
                defer { server.stop() }
                let cell = { (id: String, code: String) in
                    #"{"cell_type":"code","execution_count":null,"id":"\#(id)","metadata":{},"outputs":[],"source":["\#(code)"]}"#
                }
                let notebook =
                    #"{"cells":["# + cell("a", "") + ","
                    + cell("b", "import datalab_test_added; print(datalab_test_added.TEXT)")
                    + #"],"metadata":{"kernelspec":{"name":"python3","display_name":"p"}},"nbformat":4,"nbformat_minor":5}"#
                try Lab.write(["meta-data.yaml": Lab.metadata, "notes.ipynb": notebook, "old.txt": "old"], to: lab)
                let edit = try RunningLab([lab.path, "--edit"], home: home, environment: ["UV_INDEX": server.url])
                let page = try await edit.address()
                let before = try await Program.expectSuccess(["curl", "-sSf", "\(page)api/status"])
                try await Program.expectSuccess([
                    Lab.proof.appending(path: "edit-notebook").path, page, "--open",
                    "home/my_workspace/a-test/notes.ipynb",
                    "--folder", lab.path, "--require", "datalab-test-added", "--log", edit.log.path,
                    "--ready", "restart a kernel to have its packages", "--output", "it was added",
                    "--screenshot", Lab.artifacts.appending(path: "edited.png").path,
                ])
                // The server is the one that was started first.
                let after = try await Program.expectSuccess(["curl", "-sSf", "\(page)api/status"])
                #expect(try started(before) == started(after))
                #expect(try await edit.interrupt() == 0, "\(edit.errors)")
                let files = try FileManager.default.contentsOfDirectory(atPath: lab.path).filter {
                    $0 != ".ipynb_checkpoints"
                }
                #expect(files.sorted() == ["meta-data.yaml", "notes.ipynb", "old.txt", "requirements.txt"])
            }
        }

        /// When a server says that it was started.
        private func started(_ status: String) throws -> String? {
            let object = try JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any]
            return object?["started"] as? String
        }

        @Test("a git URL cannot be watched, and options that do not go with it are refused")
        func refused() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home")
                let url = try await Lab.datalab(["build", "--watch", "https://git.example.org/me/lab.git"], home: home)
                #expect(url.status == 64 && url.errors.contains("cannot be watched"), "\(url.transcript)")
                let output = try await Lab.datalab(["build", "--watch", ".", "--output", "oci:x"], home: home)
                #expect(output.status == 64, "\(output.transcript)")
                let port = try await Lab.datalab(["build", ".", "--port", "8888"], home: home)
                #expect(port.status == 64 && port.errors.contains("belong to '--watch'"), "\(port.transcript)")
                try Lab.write(["notes.txt": "alone"], to: folder)
                let file = folder.appending(path: "notes.txt").path
                let edit = try await Lab.datalab(["run", file, "--edit"], home: home)
                #expect(edit.status == 64 && edit.errors.contains("only a folder can be edited"), "\(edit.transcript)")
            }
        }

        /// What the page has of a file that the datalab ships, by JupyterLab's own interface.
        private func notes(_ address: String) async throws -> String {
            let place = "\(address)api/contents/a-test/notes.txt"
            let answer = try await Program.expectSuccess(["curl", "-sSf", place])
            return try JSONDecoder().decode(Contents.self, from: Data(answer.utf8)).content
        }
    }
}

/// Somebody who has asked for a page, and keeps the connection.
private struct ConnectedClient {
    private let process = Process()

    init(to address: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/python3")
        let script = """
            import http.client, sys, time, urllib.parse
            place = urllib.parse.urlsplit(sys.argv[1])
            connection = http.client.HTTPConnection(place.hostname, place.port)
            connection.request("GET", "/api/status")
            connection.getresponse().read()
            print("connected", flush=True)
            time.sleep(600)
            """
        let output = Pipe()
        (process.arguments, process.standardOutput) = (["-c", script, address], output)
        try process.run()
        guard output.fileHandleForReading.availableData.starts(with: "connected".utf8) else {
            throw CocoaError(.executableLoad)
        }
    }

    func end() { process.terminate() }
}
