import Foundation
import Testing

extension EndToEnd {
    /// The example, built from a git URL as the README says, then looked at by tools that share no code with us.
    @Suite("the example image")
    struct ExampleImageTests {
        /// The example's image in the shared home, built once.
        private static let image = Task<(home: URL, record: Lab.Record), any Error> {
            let home = try await Lab.sharedHome()
            let repository = Lab.artifacts.appending(path: "example/black-bodies")
            try? FileManager.default.removeItem(at: repository)
            try FileManager.default.createDirectory(
                at: repository.deletingLastPathComponent(),
                withIntermediateDirectories: true,
            )
            try FileManager.default.copyItem(at: Lab.root.appending(path: "templates/jupyterlab"), to: repository)
            try await Lab.commit(repository)
            return (home, try await Lab.build(["file://\(repository.path)"], home: home))
        }

        private var layout: String {
            get async throws {
                let image = try await Self.image.value
                return "\(image.home.path)/store:\(image.record.result.reference)"
            }
        }

        @Test("skopeo reads it, and every digest, size and DiffID is what it should be")
        func skopeo() async throws {
            let text = try await Program.expectSuccess(["skopeo", "inspect", "oci:\(layout)"])
            let digest = try await Self.image.value.record.result.digest
            #expect(text.contains("\"Digest\": \"\(digest)\""))
            try await Lab.withFolder { folder in
                try await Program.expectSuccess(["skopeo", "copy", "-q", "oci:\(layout)", "dir:\(folder.path)/image"])
                try await Program.expectSuccess([
                    Lab.proof.appending(path: "verify-image").path, "\(folder.path)/image",
                ])
            }
        }

        @Test("umoci unpacks it, and every RECORD in it verifies")
        func umoci() async throws {
            try await Lab.withFolder { folder in
                let bundle = folder.appending(path: "bundle").path
                try await Program.expectSuccess(["umoci", "unpack", "--rootless", "--image", layout, bundle])
                try await Program.expectSuccess([Lab.proof.appending(path: "verify-records").path, "\(bundle)/rootfs"])
            }
        }

        @Test("it is written as oci:, oci-archive: and docker-archive:, and read back the same")
        func outputs() async throws {
            let image = try await Self.image.value
            try await Lab.withFolder { folder in
                let places = [
                    "oci:\(folder.path)/layout", "oci-archive:\(folder.path)/oci.tar",
                    "docker-archive:\(folder.path)/docker.tar",
                ]
                let again = try await Lab.build(
                    ["file://\(Lab.artifacts.path)/example/black-bodies"] + places.flatMap { ["--output", $0] },
                    home: image.home,
                )
                #expect(again.result.digest == image.record.result.digest)
                #expect(again.result.layers.filter { !$0.isReused }.isEmpty)
                let name = again.result.reference
                for place in ["oci:\(folder.path)/layout:\(name)", "oci-archive:\(folder.path)/oci.tar:\(name)"] {
                    let text = try await Program.expectSuccess(["skopeo", "inspect", place])
                    #expect(text.contains(image.record.result.digest))
                }
                // A docker archive has no manifest to compare: its configuration and its layers' contents are.
                let docker = try await Program.expectSuccess(["skopeo", "inspect", "--config", places[2]])
                let oci = try await Program.expectSuccess(["skopeo", "inspect", "--config", "oci:\(layout)"])
                #expect(docker == oci)
                try await Program.expectSuccess(["skopeo", "copy", "-q", places[2], "dir:\(folder.path)/unpacked"])
            }
        }

        @Test("a stranger's platform starts it, a browser opens it, and the notebook runs with the user's packages")
        func browser() async throws {
            let container = Container(named: "datalab-test-example")
            let page = try await container.start(layout, arguments: ["--base-path", "lab-7", "--uid", "54321"])
            do {
                #expect(page.hasSuffix("/datalabs/lab-7/"))
                let notebook = try await container.run(notebook: "black-bodies.ipynb", on: page)
                #expect(notebook.contains("Sun               peak 0.502 um"))
                #expect(notebook.contains("image/png"))
                let who = try await container.run(
                    code: "import os, sys, astropy; print(os.getuid(), sys.prefix, astropy.__file__)",
                    on: page
                )
                #expect(who.contains("54321 /opt/datalab/env /opt/datalab/env/lib/python3.13/site-packages/astropy"))
                let check = try await container.enter(["/opt/datalab/env/bin/python", "-m", "pip", "check"])
                #expect(check.contains("No broken requirements found"))
                let screenshot = Lab.artifacts.appending(path: "jupyterlab.png").path
                try await Program.expectSuccess([
                    Lab.proof.appending(path: "browser").path, page, "--screenshot", screenshot, "--expect-file",
                    "black-bodies.ipynb",
                    "--open", "black-bodies/black-bodies.ipynb", "--run",
                ])
                let picture = try Data(contentsOf: URL(filePath: screenshot))
                #expect(picture.count > 20_000, "a picture this small shows an empty page")
            } catch {
                try? await container.stop()
                throw error
            }
            try await container.stop()
        }

        @Test("'check', 'inspect', 'images' and 'builds' tell of it, as text and as JSON")
        func commands() async throws {
            let image = try await Self.image.value
            let source = "file://\(Lab.artifacts.path)/example/black-bodies"
            let reference = image.record.result.reference
            let commands: [([String], String)] = [
                (["check", source], "astropy"),
                (["inspect", reference], image.record.result.digest),
                (["images"], reference),
                (["base", "list"], "base/jupyterlab:trixie"),
                (["base", "show"], "jupyterlab"),
                (["builds", "list"], "SUCCESS"),
                (["builds", "show", "#\(image.record.id)"], "Build started"),
                (["licences", "apache", "2"], "Apache-2.0"),
            ]
            for (arguments, expected) in commands {
                let text = try await Lab.datalab(arguments, home: image.home)
                #expect(text.status == 0 && text.output.contains(expected), "\(arguments): \(text.transcript)")
                let json = try await Lab.datalab(arguments + ["--format", "json"], home: image.home)
                _ = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
            }
            let log = try await Lab.datalab(["builds", "log", "#\(image.record.id)"], home: image.home)
            #expect(log.output.contains("Build ended with status BUILD_SUCCESS"))
        }
    }
}
