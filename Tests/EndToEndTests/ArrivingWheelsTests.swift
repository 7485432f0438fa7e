import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// Layers are written while wheels still arrive.
    @Suite("arriving wheels")
    struct ArrivingWheelsTests {
        @Test("a layer is written as soon as its wheels are there, while another wheel is still on its way")
        func overlapping() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), index = folder.appending(path: "index")
                let slow = ["datalab-test-slow": ["datalab_test_slow.py": "x = 1\n"]]
                try await TestIndex.write(slow, to: index)
                let start = folder.appending(path: "start"), layers = home.appending(path: "cache/layers")
                let held = ["--hold", ".whl", "--from", start.path, "--until", layers.path]
                let server = try SupportServer("serve-folder", [index.path] + held)
                defer { server.stop() }
                let lab = try lab(slow.keys.sorted(), in: folder)
                let environment = ["UV_INDEX": server.url]
                // The resolver reads the wheel's metadata: the lock has to be known first.
                let first = try await Lab.build([lab.path], home: home, environment: environment)
                for gone in ["cache/layers", "cache/installed-paths", "cache/wheel-sets", "cache/wheels"] {
                    try FileManager.default.removeItem(at: home.appending(path: gone))
                }
                // From now on the server gives the wheel only once another package's layer is written.
                try Data().write(to: start)
                let second = try await Lab.build([lab.path], home: home, environment: environment)
                #expect(second.result.digest == first.result.digest)
            }
        }

        @Test("packages that turn out to share a path get a layer together, whatever was known before")
        func sharing() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), index = folder.appending(path: "index")
                let wheels = ["left", "right"].map { side in
                    ("datalab-test-\(side)", ["datalab_test_shared.py": "side = '\(side)'\n", "\(side).py": "x = 1\n"])
                }
                try await TestIndex.write(Dictionary(uniqueKeysWithValues: wheels), to: index)
                let server = try SupportServer("serve-folder", [index.path])
                defer { server.stop() }
                let lab = try lab(wheels.map(\.0), in: folder)
                let environment = ["UV_INDEX": server.url]
                let first = try await Lab.build([lab.path], home: home, environment: environment)
                let shown = try await Lab.datalab(["builds", "log", "\(first.id)"], home: home)
                let warnings = shown.output.components(separatedBy: "both install").count - 1
                #expect(warnings == 1, "\(shown.transcript)")
                try await onePath(first.result.digest, home: home, folder: folder)

                // Now their paths are known from the start.
                try FileManager.default.removeItem(at: home.appending(path: "cache/layers"))
                let second = try await Lab.build([lab.path], home: home, environment: environment)
                #expect(second.result.digest == first.result.digest)
                #expect(Set(second.result.layers.map(\.digest)) == Set(first.result.layers.map(\.digest)))
            }
        }

        private func lab(_ requirements: [String], in folder: URL) throws -> URL {
            let lab = folder.appending(path: "lab")
            let text = requirements.map { "\($0)\n" }.joined()
            try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": text], to: lab)
            return lab
        }

        /// The shared path is in one layer only, with the content of the last package by name.
        private func onePath(_ digest: String, home: URL, folder: URL) async throws {
            let script = """
                import json, os, sys, tarfile
                blob = lambda digest: os.path.join(sys.argv[1], "blobs", *digest.split(":"))
                found = []
                for layer in json.load(open(blob(sys.argv[2])))["layers"]:
                    with tarfile.open(blob(layer["digest"])) as archive:
                        found += [archive.extractfile(m).read().decode() for m in archive if m.name.endswith("datalab_test_shared.py")]
                print(found)
                """
            let store = home.appending(path: "store").path
            let found = try await Program.expectSuccess(["python3", "-c", script, store, digest])
            #expect(found == "[\"side = 'right'\\n\"]\n")
        }
    }
}
