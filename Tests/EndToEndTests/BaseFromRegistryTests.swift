import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// Datalabs on bases that are in a registry and stay there.
    @Suite("bases from registries")
    struct BaseFromRegistryTests {
        private struct Publication: Decodable {
            struct Report: Decodable {
                struct Amount: Decodable { let blobs, bytes: Int }
                let digest: String
                let mounted, sent: Amount
            }
            let report: Report
        }

        private struct Manifest: Decodable {
            struct Layer: Decodable {
                let mediaType, digest: String
                let size: Int
            }
            let layers: [Layer]
            let annotations: [String: String]?
        }

        @Test("a published base is built on without its layers; they are mounted, or fetched when they are needed")
        func published() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry")
                defer { server.stop() }
                let base = "\(server.address)/bases/jupyterlab:trixie"
                let maker = try await Lab.homeWithBase(in: folder)
                _ = try await publish(["base/jupyterlab:trixie", base], maker)
                let lab = try write(folder)
                let local = try await Lab.build([lab.path], home: maker)

                let home = folder.appending(path: "home")
                let checked = try await Lab.datalab(["check", lab.path, "--base-image", base], home: home)
                #expect(checked.status == 0, "\(checked.transcript)")
                let built = try await Lab.build([lab.path, "--base-image", base], home: home)
                #expect(built.result.layers.map(\.digest) == local.result.layers.map(\.digest))
                let inherited = try await manifest("docker://\(base)").layers
                #expect(inherited.count > 5)
                #expect(inherited.allSatisfy { !hasBlob($0.digest, home) })
                let image = try await manifest("oci:\(home.path)/store:\(built.result.reference)")
                #expect(image.annotations?["org.opencontainers.image.base.name"] == base)
                let digest = try await Program.expectSuccess([
                    "skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", "docker://\(base)",
                ])
                #expect(image.annotations?["org.opencontainers.image.base.digest"] == digest.trimmed)
                let again = try await Lab.build([lab.path, "--base-image", base], home: home)
                #expect(again.result.digest == built.result.digest)
                let listed = try await Lab.datalab(["base", "show", digest.trimmed], home: home)
                #expect(listed.output.contains("from      \(base)  \(digest.trimmed)"), "\(listed.transcript)")

                let size = inherited.map(\.size).reduce(0, +)
                let there = try await publish(["\(server.address)/team/lab"], home)
                #expect(there.report.mounted.bytes == size && there.report.sent.bytes < size / 5)
                #expect(inherited.allSatisfy { !hasBlob($0.digest, home) })

                let other = try SupportServer("run-registry")
                defer { other.stop() }
                let elsewhere = try await publish(["\(other.address)/team/lab"], home)
                #expect(elsewhere.report.digest == built.result.digest && elsewhere.report.sent.bytes > size)
                #expect(inherited.allSatisfy { hasBlob($0.digest, home) })
            }
        }

        @Test("a base that moves takes the next build with it; one that is pinned, misses or does not fit does not")
        func moved() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry")
                defer { server.stop() }
                let base = "\(server.address)/bases/jupyterlab"
                let home = try await Lab.homeWithBase(in: folder)
                let first = try await publish(["base/jupyterlab:trixie", "\(base):trixie"], home)
                let lab = try write(folder)
                let before = try await Lab.build([lab.path, "--base-image", "\(base):trixie"], home: home)
                // The operator's patch: another manifest under the tag.
                let patch = """
                    import json, sys, urllib.request
                    url = "http://" + sys.argv[1] + "/v2/bases/jupyterlab/manifests/trixie"
                    kind = {"Accept": "application/vnd.oci.image.manifest.v1+json"}
                    manifest = json.loads(urllib.request.urlopen(urllib.request.Request(url, headers=kind)).read())
                    manifest["annotations"]["patched"] = "yes"
                    kind = {"Content-Type": "application/vnd.oci.image.manifest.v1+json"}
                    body = json.dumps(manifest).encode()
                    urllib.request.urlopen(urllib.request.Request(url, data=body, method="PUT", headers=kind))
                    """
                try await Program.expectSuccess(["python3", "-c", patch, server.address])
                let after = try await Lab.build([lab.path, "--base-image", "\(base):trixie"], home: home)
                #expect(after.result.digest != before.result.digest)
                #expect(after.result.layers.dropLast().map(\.digest) == before.result.layers.dropLast().map(\.digest))
                let pinned = try await Lab.build(
                    [lab.path, "--base-image", "\(base)@\(first.report.digest)"],
                    home: home
                )
                #expect(pinned.result.layers.map(\.digest) == before.result.layers.map(\.digest))

                for (arguments, status, text) in [
                    (["--base-image", "\(base):missing"], Int32(66), "there is no such image"),
                    (["--base-image", "jupyterlab"], 64, "does not begin with a registry"),
                    (["--base-image", "\(base):trixie", "--python", "3.11"], 65, "Python 3.11 was asked for"),
                ] {
                    let refused = try await Lab.datalab(["build", lab.path] + arguments, home: home)
                    #expect(refused.status == status && refused.errors.contains(text), "\(refused.transcript)")
                }
            }
        }

        @Test("an image of another tool, in Docker's form, becomes a base below the recipe's contract, and starts")
        func foreign() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry")
                defer { server.stop() }
                let shared = try await Lab.sharedHome()
                // Without its annotations, it is an image of Debian and JupyterLab that says nothing of datalabs.
                let image = "\(server.address)/foreign/jupyter:1"
                try await Program.expectSuccess([
                    "skopeo", "copy", "-q", "-f", "v2s2", "--dest-tls-verify=false",
                    "oci:\(shared.path)/store:base/jupyterlab:trixie", "docker://\(image)",
                ])
                let recipes = try recipe(from: image, folder)
                let home = folder.appending(path: "home"), lab = try write(folder)
                let refused = try await Lab.datalab(["build", lab.path, "--base-image", image], home: home)
                #expect(refused.status == 65 && refused.errors.contains("is no datalab base"), "\(refused.transcript)")

                let layout = folder.appending(path: "layout").path
                let built = try await Lab.build([lab.path, "--recipes", recipes], home: home)
                let original = try await manifest("docker://\(image)").layers.map(\.digest)
                #expect(Array(built.result.layers.map(\.digest).prefix(original.count)) == original)
                #expect(original.allSatisfy { !hasBlob($0, home) })
                _ = try await Lab.build(
                    [lab.path, "--recipes", recipes, "--output", "oci:\(layout):lab"],
                    home: home
                )
                let types = Set(try await manifest("oci:\(layout):lab").layers.map(\.mediaType))
                #expect(types == ["application/vnd.oci.image.layer.v1.tar+gzip"])
                let container = Container(named: "foreign-base")
                let page = try await container.start("\(layout):lab", arguments: [])
                let output = try await container.run(code: "import six; print(six.__version__)", on: page)
                #expect(output.contains("1.17.0"))
                try await container.stop()
            }
        }

        private func write(_ folder: URL) throws -> URL {
            let lab = folder.appending(path: "lab")
            try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n", "a.txt": "a"], to: lab)
            return lab
        }

        /// The project's recipe, but for where its system and its server come from.
        private func recipe(from image: String, _ folder: URL) throws -> String {
            let recipes = folder.appending(path: "recipes")
            try Lab.write(
                [
                    "jupyterlab/recipe.yaml": """
                    kind: jupyterlab
                    title: JupyterLab of somebody else
                    variants:
                      - name: theirs
                        from: \(image)
                        python: "3.13.5"
                        interpreter: /usr/bin/python3.13
                        glibc: "2.41"
                        default: true
                    port: 10000
                    probe: /api/status
                    user: { prefix: /opt/datalab/env, requirements: [ipykernel] }
                    files: [shared/contract, rootfs]
                    environment: { GREETING: hello }
                    entrypoint: [/usr/bin/tini, --, /opt/datalab/start.sh]
                    """
                ],
                to: recipes
            )
            try FileManager.default.copyItem(
                at: Lab.root.appending(path: "recipes/jupyterlab/rootfs"),
                to: recipes.appending(path: "jupyterlab/rootfs")
            )
            return recipes.path
        }

        private func publish(_ arguments: [String], _ home: URL) async throws -> Publication {
            let finished = try await Lab.datalab(["publish", "--format", "json"] + arguments, home: home)
            guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
            return try JSONDecoder().decode(Publication.self, from: Data(finished.output.utf8))
        }

        private func manifest(_ image: String) async throws -> Manifest {
            let trust = image.hasPrefix("docker:") ? ["--tls-verify=false"] : []
            let text = try await Program.expectSuccess(["skopeo", "inspect", "--raw"] + trust + [image])
            return try JSONDecoder().decode(Manifest.self, from: Data(text.utf8))
        }

        private func hasBlob(_ digest: String, _ home: URL) -> Bool {
            let path = home.appending(path: "store/blobs").appending(path: digest.replacing(":", with: "/")).path
            return FileManager.default.fileExists(atPath: path)
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
