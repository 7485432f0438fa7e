import Foundation
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
                let traces = try await PodmanTraces(of: second.address)
                #expect(try await watch.interrupt() == 0, "\(watch.errors)")
                #expect(try await traces.found() == [])
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.appending(path: "scratch").path) == [])
            }
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
