import Foundation
import TestServers

/// What stands in for Theia's image, which the tests cannot fetch, in a registry of its own, and what is built on it.
///
/// The image has the system, user, entry point, port and folders that Theia's public Dockerfile tells, and a small server in the
/// place of Node.js with Theia (Tests/Support/theia). It shows that the base and its start contract work, not that Theia does.
/// It is known by a name whose registry is not there, and fetched from a mirror, so that the same name serves every run.
struct TheiaStandIn: Sendable {
    /// The options of the program that make it the base.
    let options: [String]
    /// The image's name.
    let name: String
    /// The registry.
    let registry: SupportServer
    /// The shared home, with a datalab of `templates/theia`.
    let home: URL
    /// The digests of the image's layers.
    let layers: [String]
    /// The build of `templates/theia`.
    let record: Lab.Record
    /// What the registry was asked for until that was built.
    let requests: String

    /// The image in its registry, with a base and a datalab on it; made by the first test that needs it, in about a minute.
    static let shared = Task { try await TheiaStandIn() }

    private init() async throws {
        home = try await Lab.sharedHomeWithBookworm()
        registry = try SupportServer("run-registry")
        let layout = FileManager.default.temporaryDirectory.appending(path: "theia-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: layout) }
        let make = SupportServer.folder.deletingLastPathComponent().appending(path: "theia/make-image").path
        let digest = try await Program.expectSuccess([make, "\(home.path)/store", layout, "theia"])
        let image = "\(registry.address)/mirror/team/theia"
        try await Program.expectSuccess([
            "skopeo", "copy", "-q", "--preserve-digests", "--dest-tls-verify=false", "oci:\(layout):theia",
            "docker://\(image):1",
        ])
        let manifest = try await Program.expectSuccess([
            "skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(image)@\(digest)",
        ])
        layers = try JSONDecoder().decode(Manifest.self, from: Data(manifest.utf8)).layers.map(\.digest)
        name = "theia.example.org/team/theia@\(digest)"
        options = [
            "--base-image", name, "--registry-mirror", "theia.example.org=\(registry.address)/mirror",
        ]
        record = try await Lab.build([Lab.root.appending(path: "templates/theia").path] + options, home: home)
        requests = try String(contentsOfFile: registry.facts["log"] ?? "", encoding: .utf8)
    }

    struct Manifest: Decodable {
        struct Layer: Decodable { let digest: String }
        let layers: [Layer]
    }
}
