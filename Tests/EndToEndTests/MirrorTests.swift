import Foundation
import Testing

extension EndToEnd {
    /// Registries that are asked instead of others.
    @Suite("mirrors of registries")
    struct MirrorTests {
        @Test("an image comes from the mirror with the mirror's credentials, and keeps its name")
        func pull() async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(.password, in: folder)
                defer { registry.stop() }
                let layout = folder.appending(path: "layout")
                let digest = try await MadeImage.make([1000], named: "small", in: layout)
                try await Program.expectSuccess(
                    ["skopeo", "copy", "-q", "--preserve-digests"] + registry.options(prefix: "dest-")
                        + ["oci:\(layout.path):small", "docker://\(registry.address)/far/team/small:1"]
                )
                // The far registry's own, which the mirror must not get: it would refuse them.
                let file = folder.appending(path: "docker/config.json")
                var logins = try #require(
                    JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String: [String: String]]]
                )
                logins["auths"]?["far.example.org"] = ["auth": Data("ann:far".utf8).base64EncodedString()]
                try JSONSerialization.data(withJSONObject: logins).write(to: file)

                let home = folder.appending(path: "home")
                let mirror = "far.example.org=\(registry.address)/far"
                let other = "far.example.org=127.0.0.1:1/nothing"
                let variables = registry.environment.merging(["DATALAB_REGISTRY_MIRRORS": "\(other) x.org=y.org"]) {
                    $1
                }
                let pulled = try await Lab.datalab(
                    ["pull", "far.example.org/team/small:1", "--registry-mirror", mirror],
                    home: home,
                    environment: variables
                )
                #expect(pulled.status == 0, "\(pulled.transcript)")
                #expect(pulled.output.contains("pulled    far.example.org/team/small:1"))
                #expect(pulled.output.contains(digest))
                for wrong in ["far.example.org", "far.example.org=", "far/x=y.org", "=y.org"] {
                    let refused = try await Lab.datalab(["pull", "r.org/x", "--registry-mirror", wrong], home: home)
                    #expect(refused.status == 64 && refused.errors.contains("no mirror of a registry"), "\(wrong)")
                }
            }
        }
    }
}
