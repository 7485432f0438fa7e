import Foundation
import Testing

extension EndToEnd {
    /// podman and we read what the other has pushed.
    @Suite("podman")
    struct PodmanTests {
        /// podman with a storage of its own.
        private struct Podman {
            /// podman takes no name of more than 50 characters for the folder of what runs, and none with capitals for a layout.
            let folder = "/tmp/podman-\(UInt64.random(in: 0 ... .max))"

            /// Removes the storage.
            func end() { try? FileManager.default.removeItem(atPath: folder) }

            @discardableResult
            func callAsFunction(_ arguments: String...) async throws -> String {
                try await self(arguments)
            }

            @discardableResult
            func callAsFunction(_ arguments: [String]) async throws -> String {
                let storage = ["--root", "\(folder)/root", "--runroot", "\(folder)/run"]
                let output = try await Program.expectSuccess(
                    ["podman", "--storage-driver", "vfs"] + storage + arguments
                )
                return output.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }

        @Test("podman pulls what was published, with every kind of access", arguments: TestRegistry.Access.allCases)
        func pulls(_ access: TestRegistry.Access) async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(access, in: folder), podman = Podman()
                defer {
                    registry.stop()
                    podman.end()
                }
                let home = folder.appending(path: "home"), tree = folder.appending(path: "tree").path
                let digest = try await MadeImage.make(
                    [2_500_000, 100, 0],
                    named: "made:1",
                    in: home.appending(path: "store"),
                    ["--tree", tree]
                )
                let name = "\(registry.address)/team/made:1"
                let published = try await Lab.datalab(
                    ["publish", "made:1", name] + registry.trust,
                    home: home,
                    environment: registry.environment
                )
                #expect(published.status == 0, "\(published.transcript)")
                try await podman(["pull", "-q"] + registry.options() + [name])
                #expect(try await podman("image", "inspect", "--format", "{{.Digest}}", name) == digest)
                let mounted = try await podman("image", "mount", name)
                let difference = try await Program.run(["diff", "-r", mounted, tree])
                try await podman("image", "umount", name)
                #expect(difference.status == 0, "\(difference.transcript)")
            }
        }

        @Test("what podman pushes is pulled byte for byte: in both forms, and as a list of platforms")
        func pushes() async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(in: folder), podman = Podman()
                defer {
                    registry.stop()
                    podman.end()
                }
                let home = folder.appending(path: "home"), plain = "--tls-verify=false"
                var images: [String] = []
                for (index, architecture) in ["amd64", "arm64"].enumerated() {
                    let layout = URL(filePath: "\(podman.folder)/\(architecture)")
                    try await MadeImage.make(
                        [2_000_000 + index, 100],
                        named: "made:1",
                        in: layout,
                        ["--architecture", architecture]
                    )
                    images.append(try await podman("pull", "-q", "oci:\(layout.path):made:1"))
                }
                for form in ["oci", "v2s2"] {
                    let name = "\(registry.address)/foreign/\(form):1"
                    try await podman("push", "-q", plain, "--format", form, images[0], name)
                    let digest = try await expectedDigest(of: name, containing: form == "oci" ? "oci.image" : "docker")
                    let pulled = try await Lab.datalab(["pull", name], home: home)
                    #expect(pulled.status == 0 && pulled.output.contains(digest), "\(pulled.transcript)")
                    try await MadeImage.verify(digest, in: home.appending(path: "store"))
                }
                try await podman("manifest", "create", "both")
                for image in images { try await podman("manifest", "add", "both", "containers-storage:\(image)") }
                for form in ["oci", "v2s2"] {
                    let name = "\(registry.address)/foreign/both-\(form):1"
                    try await podman("manifest", "push", "-q", "--all", plain, "-f", form, "both", "docker://\(name)")
                    let digest = try await expectedDigest(of: name, containing: "arm64")
                    let layout = folder.appending(path: "all-\(form)")
                    let copied = try await Lab.datalab(
                        ["copy", name, "oci:\(layout.path):all", "--all-platforms"],
                        home: home
                    )
                    #expect(copied.status == 0 && copied.output.contains(digest), "\(copied.transcript)")
                    try await MadeImage.verify(digest, in: layout)
                }
            }
        }

        /// The digest of what the registry has under a name, computed from what skopeo gets.
        private func expectedDigest(of name: String, containing text: String) async throws -> String {
            let inspect = ["skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(name)"]
            let raw = try await Program.expectSuccess(inspect)
            #expect(raw.contains(text), "\(raw)")
            let script = "import hashlib, sys; print(hashlib.sha256(sys.argv[1].encode()).hexdigest(), end='')"
            return "sha256:" + (try await Program.expectSuccess(["python3", "-c", script, raw]))
        }
    }
}
