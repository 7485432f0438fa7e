import ExternalTools
import Foundation
import Testing

/// The tools people have: what one pushes, every other pulls.
@Suite("tools", .serialized, .timeLimit(.minutes(20)))
struct ToolTests {
    /// An OCI layout with an image named `a`, made by umoci.
    private func layout(in folder: URL) async throws -> String {
        let layout = folder.appending(path: "layout").path, file = folder.appending(path: "file")
        try Data.random(100_000).write(to: file)
        try await Tool.run(["umoci", "init", "--layout", layout])
        try await Tool.run(["umoci", "new", "--image", "\(layout):a"])
        try await Tool.run(["umoci", "insert", "--image", "\(layout):a", file.path, "/file"])
        return layout
    }

    private func digest(_ image: String) async throws -> String {
        try await Tool.run(["skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", image])
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("skopeo: push, list, copy within, as Docker's schema 2, pull, delete")
    func skopeo() async throws {
        try await RunningAppStore.with { server, folder in
            let layout = try await layout(in: folder), place = "docker://\(server.host)/team/lab"
            let plain = ["--src-tls-verify=false", "--dest-tls-verify=false"]
            try await Tool.run(["skopeo", "copy", plain[1], "oci:\(layout):a", "\(place):a"])
            let pushed = try await digest("\(place):a")
            #expect(try await Tool.run(["skopeo", "list-tags", "--tls-verify=false", place]).contains("\"a\""))
            try await Tool.run(["skopeo", "copy"] + plain + ["\(place):a", "docker://\(server.host)/other/lab:b"])
            #expect(try await digest("docker://\(server.host)/other/lab:b") == pushed)
            try await Tool.run(["skopeo", "copy", "--format", "v2s2"] + plain + ["\(place):a", "\(place):docker"])
            let raw = try await server.ask("GET", "/v2/team/lab/manifests/docker")
            #expect(raw.headers["content-type"] == "application/vnd.docker.distribution.manifest.v2+json")
            let back = folder.appending(path: "back").path
            try await Tool.run(["skopeo", "copy", plain[0], "\(place)@\(pushed)", "oci:\(back):a"])
            #expect(try await digest("oci:\(back):a") == pushed)
            try await Tool.run(["skopeo", "delete", "--tls-verify=false", "\(place):a"])
            #expect(try await server.ask("GET", "/v2/team/lab/manifests/\(pushed)").status == 404)
        }
    }

    @Test("the repair that check advises works: what is damaged is removed, the same push brings it back")
    func repair() async throws {
        try await RunningAppStore.with { server, folder in
            let layout = try await layout(in: folder), place = "docker://\(server.host)/team/lab:a"
            let push = ["skopeo", "copy", "--dest-tls-verify=false", "oci:\(layout):a", place]
            try await Tool.run(push)
            let pushed = try await digest(place)
            let store = folder.appending(path: "store"), blobs = store.appending(path: "blobs/sha256")
            let files = try FileManager.default.contentsOfDirectory(at: blobs, includingPropertiesForKeys: nil)
            try #require(files.count >= 2)
            let size = try Data(contentsOf: files[0]).count
            try FileManager.default.removeItem(at: files[0])
            try Data.random(size).write(to: files[0])
            try FileManager.default.removeItem(at: files[1])
            let check = [RunningAppStore.program, "check", "--folder", store.path]
            let advice = try await Tool.capture(check)
            #expect(advice.status == 65 && advice.standardError.contains("remove the file and push an image"))
            #expect(advice.standardError.contains("push an image that has it again"))
            for match in advice.standardError.matches(of: /'([^']+)' should be/) {
                try FileManager.default.removeItem(atPath: String(match.1))
            }
            try await Tool.run(push)
            #expect(try await Tool.capture(check).status == 0)
            let back = folder.appending(path: "back").path
            try await Tool.run(["skopeo", "copy", "--src-tls-verify=false", place, "oci:\(back):a"])
            #expect(try await digest("oci:\(back):a") == pushed)
        }
    }

    @Test("podman and buildah: pull what skopeo pushed, push it on, run nothing")
    func podman() async throws {
        try await RunningAppStore.with { server, folder in
            let layout = try await layout(in: folder), image = "\(server.host)/team/lab"
            try await Tool.run(["skopeo", "copy", "--dest-tls-verify=false", "oci:\(layout):a", "docker://\(image):a"])
            let pushed = try await digest("docker://\(image):a")
            let root = ["--root", folder.appending(path: "root").path, "--runroot", folder.appending(path: "run").path]
            let storage = root + ["--storage-driver", "vfs"]
            try await Tool.run(["podman"] + storage + ["pull", "-q", "--tls-verify=false", "\(image):a"])
            try await Tool.run(
                ["podman"] + storage + ["push", "-q", "--tls-verify=false", "\(image):a", "\(image):podman"]
            )
            #expect(try await server.ask("GET", "/v2/team/lab/manifests/podman").status == 200)
            let container = try await Tool.run(
                ["buildah"] + storage + ["from", "--tls-verify=false", "\(image):podman"]
            )
            let name = container.split(separator: "\n").last.map(String.init) ?? ""
            let target = "docker://\(image):buildah"
            try await Tool.run(["buildah"] + storage + ["commit", "-q", "--tls-verify=false", name, target])
            #expect(try await server.ask("HEAD", "/v2/team/lab/manifests/buildah").status == 200)
            try await Tool.run(["podman"] + storage + ["rmi", "-a", "-f"])
            try await Tool.run(["podman"] + storage + ["pull", "-q", "--tls-verify=false", "\(image)@\(pushed)"])
        }
    }

    @Test("datalab: copy and pull with our own client")
    func datalab() async throws {
        try await RunningAppStore.with { server, folder in
            let layout = try await layout(in: folder), image = "\(server.host)/team/lab"
            try await Tool.run(["skopeo", "copy", "--dest-tls-verify=false", "oci:\(layout):a", "docker://\(image):a"])
            let home = ["DATALAB_HOME": folder.appending(path: "home").path, "HOME": folder.path]
            let copy = "\(server.host)/mirror/lab:b"
            try await Tool.run([RunningAppStore.datalab, "copy", "\(image):a", copy], environment: home)
            #expect(try await digest("docker://\(copy)") == digest("docker://\(image):a"))
            try await Tool.run([RunningAppStore.datalab, "pull", copy], environment: home)
        }
    }
}
