import Foundation
import Testing

extension RunningDatalabs {
    /// A repository's `postBuild`: named where the builder does not run it, a layer of its own where it does.
    @Suite("a postBuild is run where the builder says so")
    struct PostBuildTests {
        private static let script = """
            #!/bin/bash
            set -eu
            touch '/MARKERS/postBuild' 2>/dev/null || true
            echo "made by $(basename "$0")" >made.txt
            rm unwanted.txt
            ${NB_PYTHON_PREFIX}/bin/python -m ipykernel install --sys-prefix --name lab-kernel --display-name "The lab's own"
            """.replacing("\n", with: "\r\n")

        private static func repository(in folder: URL, _ script: String, more: [String: String] = [:]) throws -> (
            URL, URL
        ) {
            let lab = folder.appending(path: "lab-\(UUID().uuidString)"), markers = folder.appending(path: "markers")
            try FileManager.default.createDirectory(at: markers, withIntermediateDirectories: true)
            try Lab.write(
                [
                    "meta-data.yaml": Lab.metadata, "unwanted.txt": "unwanted\n", "kept.txt": "kept\n",
                    "binder/postBuild": script.replacing("/MARKERS", with: markers.path),
                ].merging(more) { $1 },
                to: lab
            )
            return (lab, markers)
        }

        @Test("a file made, a kernel installed and a file deleted: twice the same digest, and the datalab has it")
        func runs() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let (lab, markers) = try Self.repository(in: folder, Self.script)
                let checked = try await Lab.datalab(["check", lab.path, "--post-build"], home: home)
                #expect(checked.output.contains("postBuild binder/postBuild: to be run twice"), "\(checked.transcript)")
                #expect(!checked.errors.contains("is not run"), "\(checked.errors)")

                let first = try await Lab.build([lab.path, "--post-build"], home: home)
                #expect(first.result.layers.filter { $0.role == "post-build" }.count == 1)
                #expect(first.result.layers.last?.role == "identity")
                let again = try await Lab.build([lab.path], home: home, environment: ["DATALAB_POST_BUILD": "1"])
                #expect(again.result.digest == first.result.digest && again.result.layers.allSatisfy(\.isReused))
                try FileManager.default.removeItem(at: home.appending(path: "cache/layers"))
                let anew = try await Lab.build([lab.path, "--post-build"], home: home)
                #expect(anew.result.digest == first.result.digest)
                #expect(try FileManager.default.contentsOfDirectory(atPath: markers.path) == [])

                let inspected = try await Lab.datalab(["inspect", "a-test:latest"], home: home)
                let line = "postBuild binder/postBuild was run in a sealed box, reproducible"
                #expect(inspected.output.contains(line), "\(inspected.output)")
                try await Self.look(at: "a-test:latest", home)
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.appending(path: "scratch").path) == [])
            }
        }

        /// What a started datalab has of it.
        private static func look(at image: String, _ home: URL) async throws {
            let running = try RunningLab([image], home: home)
            let address = try await running.address()
            func get(_ path: String) async throws -> String {
                try await Program.expectSuccess(["curl", "-fsS", address + path])
            }
            let kernels = try await get("api/kernelspecs")
            #expect(kernels.contains("The lab's own"), "\(kernels)")
            let files = try await get("api/contents/a-test")
            #expect(
                files.contains("made.txt") && files.contains("kept.txt") && !files.contains("unwanted.txt"),
                "\(files)"
            )
            let made = try await get("api/contents/a-test/made.txt")
            #expect(made.contains("made by postBuild"), "\(made)")
            _ = try await running.interrupt()
        }

        @Test("one whose runs differ is told, and the same build gives the same image here")
        func differs() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let (lab, _) = try Self.repository(
                    in: folder,
                    "cat /proc/sys/kernel/random/uuid >random.txt; echo same >same.txt\n"
                )
                let built = try await Lab.datalab(["build", lab.path, "--post-build"], home: home)
                #expect(built.status == 0, "\(built.transcript)")
                let words = "two runs of 'binder/postBuild' gave different files: '/media/notebooks/random.txt'"
                #expect(built.errors.contains(words), "\(built.errors)")
                let first = try await Lab.datalab(["inspect", "a-test:latest"], home: home)
                #expect(
                    first.output.contains("not reproducible: two runs differ in /media/notebooks/random.txt"),
                    "\(first.output)"
                )
                let again = try await Lab.datalab(["build", lab.path, "--post-build"], home: home)
                #expect(again.errors.contains(words), "\(again.errors)")
                let second = try await Lab.datalab(["inspect", "a-test:latest"], home: home)
                #expect(first.output == second.output)
                let shown = try await Lab.datalab(["builds", "show", "2"], home: home)
                #expect(shown.output.contains("not reproducible"), "\(shown.output)")
            }
        }

        @Test("one that fails ends the build with its log, and the image before stays")
        func fails() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let (lab, _) = try Self.repository(in: folder, "pip install six\n")
                // Without the setting it is only named.
                let built = try await Lab.datalab(["build", lab.path], home: home)
                #expect(built.status == 0, "\(built.transcript)")
                #expect(
                    built.errors.contains("'postBuild' is not run: it would do 'pip install six'"),
                    "\(built.errors)"
                )
                #expect(built.errors.contains("write 'six' in requirements.txt"), "\(built.errors)")
                let before = try await Lab.datalab(["images", "--format", "json"], home: home)

                let failing =
                    "echo this far; python3 -c 'import socket; socket.create_connection((\"example.org\", 80))'"
                try Lab.write(["binder/postBuild": failing], to: lab)
                let failed = try await Lab.datalab(["build", lab.path, "--post-build"], home: home)
                #expect(failed.status == 65, "\(failed.transcript)")
                #expect(failed.errors.contains("'binder/postBuild' ended with status 1"), "\(failed.errors)")
                #expect(
                    failed.errors.contains("  this far") && failed.errors.contains("has no network"),
                    "\(failed.errors)"
                )
                #expect(try await Lab.datalab(["images", "--format", "json"], home: home).output == before.output)
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.appending(path: "scratch").path) == [])

                let forbidden = ["DATALAB_POST_BUILD": "0"]
                let refused = try await Lab.datalab(
                    ["build", lab.path, "--post-build"],
                    home: home,
                    environment: forbidden
                )
                #expect(
                    refused.status == 0 && refused.errors.contains("this builder does not run it"),
                    "\(refused.transcript)"
                )
            }
        }
    }
}
