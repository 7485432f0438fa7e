import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// From the store to real registries, and back.
    @Suite("publishing")
    struct PublishTests {
        /// What `publish --format json` says.
        private struct Publication: Decodable {
            struct Report: Decodable {
                struct Amount: Decodable {
                    let blobs: Int
                    let bytes: Int
                }
                let digest: String
                let tags: [String]
                let present: Amount
                let mounted: Amount
                let sent: Amount
                let resumed: Int
            }
            let report: Report
            let keptTags: [String]
        }

        @Test(
            "push, push again, one byte changed, mount, pull: with every kind of access",
            arguments: TestRegistry.Access.allCases
        )
        func whole(_ access: TestRegistry.Access) async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(access, in: folder)
                defer { registry.stop() }
                let (environment, trust) = (registry.environment, registry.trust)
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab"), place = "\(registry.address)/team/lab"
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n", "a.txt": "a"],
                    to: lab
                )
                let built = try await Lab.build([lab.path], home: home)

                let first = try await publish([place] + trust, home, environment)
                #expect(first.report.tags == ["1.2.3-0", "1.2.3", "latest"])
                #expect(first.report.digest == built.result.digest)
                #expect(first.report.sent.bytes > 10_000_000)
                let again = try await publish([place] + trust, home, environment)
                #expect(again.report.sent.bytes == 0 && again.report.tags == first.report.tags)

                try Lab.write(["a.txt": "b"], to: lab)
                _ = try await Lab.build([lab.path], home: home)
                let changed = try await publish([place] + trust, home, environment)
                #expect(changed.report.tags == ["1.2.3-1", "1.2.3", "latest"])
                #expect((1...3).contains(changed.report.sent.blobs) && changed.report.sent.bytes < 100_000)

                let older = try await publish(["a-test:1.2.3-0", place] + trust, home, environment)
                #expect(older.report.tags == ["1.2.3-0"] && older.keptTags == ["1.2.3", "latest"])

                let other = "\(registry.address)/other/lab:x"
                let copied = try await Lab.datalab(
                    ["copy", "\(place):1.2.3-0", other] + trust,
                    home: home,
                    environment: environment
                )
                #expect(copied.status == 0 && copied.output.contains("sent      0 blobs, 0 B"), "\(copied.transcript)")

                try await pullBack(built.result.digest, "\(place):1.2.3-0", registry, folder)
                let log = try await Lab.datalab(["builds", "show", "\(built.id)"], home: home)
                #expect(log.output.contains("published as \(place) 1.2.3-0, 1.2.3, latest"), "\(log.transcript)")
            }
        }

        @Test("what skopeo pushes is pulled byte for byte: Docker's form, and several platforms")
        func foreign() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry")
                defer { server.stop() }
                let home = try await Lab.homeWithBase(in: folder)
                let base = "oci:\(home.path)/store:base/jupyterlab:trixie", name = "\(server.address)/foreign"
                let plain = ["--dest-tls-verify=false"]
                for form in ["oci", "v2s2"] {
                    try await Program.expectSuccess(
                        ["skopeo", "copy", "-q", "-f", form] + plain + [base, "docker://\(name)/\(form):1"]
                    )
                    try await compare("\(name)/\(form):1", home)
                }
                let script = """
                    import hashlib, json, subprocess, sys, urllib.request
                    registry = "http://" + sys.argv[1]
                    def get(path):
                        request = urllib.request.Request(registry + path, headers={"Accept": "application/vnd.oci.image.manifest.v1+json"})
                        return urllib.request.urlopen(request).read()
                    manifest = get("/v2/foreign/oci/manifests/1")
                    entry = {"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": len(manifest),
                             "digest": "sha256:" + hashlib.sha256(manifest).hexdigest()}
                    other = dict(json.loads(manifest), annotations={"other": "platform"})
                    other = json.dumps(other, indent=7).encode()
                    def put(path, body, kind):
                        request = urllib.request.Request(registry + path, data=body, method="PUT", headers={"Content-Type": kind})
                        urllib.request.urlopen(request)
                    digest = "sha256:" + hashlib.sha256(other).hexdigest()
                    put("/v2/foreign/oci/manifests/" + digest, other, entry["mediaType"])
                    index = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
                        dict(entry, digest=digest, size=len(other), platform={"os": "linux", "architecture": "arm64"}),
                        dict(entry, platform={"os": "linux", "architecture": "amd64"})]}
                    index_bytes = json.dumps(index, indent=5).encode()
                    put("/v2/foreign/oci/manifests/all", index_bytes, index["mediaType"])
                    print(entry["digest"], digest, "sha256:" + hashlib.sha256(index_bytes).hexdigest(), end="")
                    """
                let digests = try await Program.expectSuccess(["python3", "-c", script, server.address]).split(
                    separator: " "
                )
                for (platform, digest) in zip(["linux/amd64", "linux/arm64"], digests) {
                    let pulled = try await Lab.datalab(["pull", "\(name)/oci:all", "--platform", platform], home: home)
                    #expect(pulled.output.contains(digest), "\(pulled.transcript)")
                }
                let none = try await Lab.datalab(["pull", "\(name)/oci:all", "--platform", "linux/s390x"], home: home)
                #expect(none.status == 66 && none.errors.contains("linux/arm64"), "\(none.transcript)")
                let all = folder.appending(path: "all").path
                let copied = try await Lab.datalab(
                    ["copy", "\(name)/oci:all", "oci:\(all):all", "--all-platforms"],
                    home: home
                )
                #expect(copied.status == 0, "\(copied.transcript)")
                #expect(copied.output.contains(try #require(digests.last)), "\(copied.transcript)")
                let index = try String(contentsOf: URL(filePath: "\(all)/index.json"), encoding: .utf8)
                #expect(index.contains(try #require(digests.last)))
            }
        }

        @Test("bad names, passwords and registries are told, each with its exit status")
        func refused() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry", ["--auth", "htpasswd"])
                defer { server.stop() }
                let home = try await Lab.homeWithBase(in: folder)
                let environment = ["DOCKER_CONFIG": folder.path, "HOME": folder.path]
                let base = "base/jupyterlab:trixie"
                let cases: [([String], Int32, String)] = [
                    (["publish", base, "lab"], 64, "does not begin with a registry"),
                    (["publish", base, "\(server.address)/Team"], 64, "not a repository"),
                    (["publish", base, "\(server.address)/team:.x"], 64, "not a tag"),
                    (["publish", "nothing:1", "\(server.address)/team"], 66, "no image 'nothing:1'"),
                    (["publish", "\(server.address)/team"], 66, "no build has made an image"),
                    (["publish", base, "\(server.address)/team"], 77, "datalab login \(server.address)"),
                    (["publish", base, "127.0.0.1:1/team"], 69, "127.0.0.1"),
                    (["pull", "\(server.address)/team"], 77, "login"),
                    (["copy", base, "nowhere"], 64, "does not begin with a registry"),
                    (["login", "bad host", "-u", "x", "--password-stdin"], 64, "not a registry's host"),
                ]
                for (arguments, status, words) in cases {
                    let finished = try await Lab.datalab(arguments, home: home, environment: environment)
                    #expect(
                        finished.status == status && finished.errors.contains(words),
                        "\(arguments): \(finished.transcript)"
                    )
                }
                let script = "printf wrong | \"$@\""
                let login = [Lab.program, "login", server.address, "-u", "someone", "--password-stdin"]
                let finished = try await Program.run(["sh", "-c", script, "sh"] + login, environment: environment)
                #expect(finished.status == 77, "\(finished.transcript)")
                #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "config.json").path))
            }
        }

        @Test("killed twenty times in the middle, it sends what is missing and no more than a chunk each time")
        func killed() async throws {
            try await Lab.withFolder { folder in
                let registry = try SupportServer("hostile-registry")
                defer { registry.stop() }
                let rules =
                    #"[{"method": "PATCH|PUT", "path": "/blobs/uploads/", "do": {"throttle-request": 90000000}}]"#
                let proxy = try SupportServer(
                    "fault-proxy",
                    ["--upstream", "http://\(registry.address)", "--rules", rules]
                )
                defer { proxy.stop() }
                let size = 480 << 20, chunk = 16 << 20
                let home = folder.appending(path: "home")
                try await MadeImage.make([size], named: "big:1", in: home.appending(path: "store"))
                let publish = [Lab.program, "publish", "big:1", "\(proxy.address)/plain/big:1", "--progress", "none"]
                var kills = 0
                for _ in 0..<20 {
                    let delay = String(format: "%.2f", Double.random(in: 0.25...0.6))
                    let killed = try await Program.run(
                        ["timeout", "-s", "KILL", delay] + publish,
                        environment: Lab.environment(home: home)
                    )
                    if killed.status != 0 { kills += 1 }
                }
                #expect(kills >= 8, "the pushes were too quick to be killed")
                let last = try await Program.run(publish, environment: Lab.environment(home: home))
                #expect(last.status == 0, "\(last.transcript)")
                struct Counts: Decodable {
                    let uploads: Int
                    enum CodingKeys: String, CodingKey { case uploads = "upload-bytes" }
                }
                let sent = try proxy.control(Counts.self, "/counts").uploads
                // On a busy machine the registry may still be taking in a killed client's chunk when the next one asks how far it is.
                #expect(sent <= size + (kills + 3) * chunk + 1_000_000, "\(sent) bytes were sent, \(kills) kills")
                let name = "docker://\(registry.address)/plain/big:1"
                try await Program.expectSuccess(
                    ["skopeo", "copy", "-q", "--src-tls-verify=false", name, "dir:\(folder.path)/back"]
                )
            }
        }

        // MARK: helps

        private func publish(_ arguments: [String], _ home: URL, _ environment: [String: String]) async throws
            -> Publication
        {
            let finished = try await Lab.datalab(
                ["publish", "--format", "json"] + arguments,
                home: home,
                environment: environment
            )
            guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
            return try JSONDecoder().decode(Publication.self, from: Data(finished.output.utf8))
        }

        /// skopeo and we pull what was pushed: every digest is recomputed by a program that shares no code with us.
        private func pullBack(
            _ digest: String,
            _ image: String,
            _ registry: TestRegistry,
            _ folder: URL,
        ) async throws {
            let directory = "\(folder.path)/skopeo"
            try await Program.expectSuccess(
                ["skopeo", "copy", "-q", "--preserve-digests"] + registry.options(prefix: "src-") + [
                    "docker://\(image)", "dir:\(directory)",
                ]
            )
            try await Program.expectSuccess([Lab.proof.appending(path: "verify-image").path, directory])
            let home = folder.appending(path: "pulled")
            let pulled = try await Lab.datalab(
                ["pull", image] + registry.trust,
                home: home,
                environment: registry.environment
            )
            #expect(pulled.status == 0 && pulled.output.contains(digest), "\(pulled.transcript)")
            try await Program.expectSuccess([
                "skopeo", "copy", "-q", "--preserve-digests", "oci:\(home.path)/store:\(image)", "dir:\(directory)2",
            ])
            try await Program.expectSuccess(["diff", "-r", directory, "\(directory)2"])
        }

        /// Pulls an image and recomputes all that is in the store, from what the registry says the manifest is.
        private func compare(_ image: String, _ home: URL) async throws {
            let pulled = try await Lab.datalab(["pull", image], home: home)
            #expect(pulled.status == 0, "\(pulled.transcript)")
            let raw = try await Program.expectSuccess([
                "skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(image)",
            ])
            let script = "import hashlib, sys; print(hashlib.sha256(sys.argv[1].encode()).hexdigest(), end='')"
            let digest = "sha256:" + (try await Program.expectSuccess(["python3", "-c", script, raw]))
            try await MadeImage.verify(digest, in: home.appending(path: "store"))
        }
    }
}
