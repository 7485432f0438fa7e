import Foundation
import Testing

extension EndToEnd {
    /// Nobody needs root for a datalab.
    @Suite("as an unprivileged user")
    struct UnprivilegedTests {
        @Test("'nobody', without a user namespace, builds on a base that is there: the same digest as root's")
        func nobody() async throws {
            try await Lab.withFolder { folder in
                let source = folder.appending(path: "lab")
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n", "a.py": "1\n"],
                    to: source
                )
                let home = try await Lab.homeWithBase(in: folder)
                let root = try await Lab.build([source.path], home: try await Lab.homeWithBase(in: folder))
                // The checkout may lie where others cannot look: what the program needs is put where they can.
                let programs = folder.appending(path: "programs")
                try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
                try FileManager.default.copyItem(atPath: Lab.program, toPath: programs.appending(path: "datalab").path)
                let uv = Lab.tools.appending(path: "uv").resolvingSymlinksInPath()
                try FileManager.default.copyItem(at: uv, to: programs.appending(path: "uv"))
                try FileManager.default.copyItem(
                    at: Lab.root.appending(path: "recipes"),
                    to: programs.appending(path: "recipes")
                )
                try await Program.expectSuccess(["chown", "-R", "nobody", folder.path])
                let libraries = try await Program.expectSuccess(["dirname", try await swiftLibrary()])
                let finished = try await Program.run(
                    ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"]
                        + [programs.appending(path: "datalab").path, "build", "--format", "json", source.path],
                    environment: [
                        "DATALAB_HOME": home.path, "DATALAB_TOOLS": programs.path, "HOME": folder.path,
                        "DATALAB_RECIPES": programs.appending(path: "recipes").path,
                        "LD_LIBRARY_PATH": libraries.trimmed,
                    ],
                )
                #expect(finished.status == 0, "\(finished.transcript)")
                let record = try JSONDecoder().decode(Lab.Record.self, from: Data(finished.output.utf8))
                #expect(record.result.digest == root.result.digest)
            }
        }

        private func swiftLibrary() async throws -> String {
            let text = try await Program.expectSuccess(["ldd", Lab.program])
            let line = text.split(separator: "\n").first { $0.contains("libswiftCore") }
            return line.flatMap { $0.split(separator: " ").first { $0.hasPrefix("/") } }.map(String.init) ?? "/"
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
