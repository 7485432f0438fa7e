import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// Bases that somebody has published, found by builds that cannot make them.
    @Suite("published bases")
    struct PublishedBaseTests {
        private struct Record: Decodable {
            struct Report: Decodable {
                struct Amount: Decodable { let bytes: Int }
                let digest: String
                let mounted, sent: Amount
            }
            let report: Report
        }

        private struct Manifest: Decodable {
            struct Layer: Decodable {
                let digest: String
                let size: Int
            }
            let layers: [Layer]
        }

        @Test(
            "a base is found by what it is: the image is that of one made here, its layers stay until they are needed"
        )
        func found() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry")
                defer { server.stop() }
                let maker = try await Lab.homeWithBase(in: folder), lab = try write(folder)
                let bases = "\(server.address)/bases"
                let published = try await Lab.datalab(["base", "publish", "--to", bases], home: maker)
                #expect(published.status == 0 && published.output.contains("trixie-"), "\(published.transcript)")
                let local = try await Lab.build([lab.path], home: maker)

                let home = folder.appending(path: "home"), found = try without(bases: bases, folder)
                let checked = try await Lab.datalab(["check", lab.path], home: home, environment: found)
                #expect(checked.status == 0, "\(checked.transcript)")
                let built = try await Lab.build([lab.path], home: home, environment: found)
                #expect(built.result.digest == local.result.digest)
                let base = "docker://\(bases)/jupyterlab:trixie"
                let text = try await Program.expectSuccess(["skopeo", "inspect", "--raw", "--tls-verify=false", base])
                let layers = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8)).layers
                #expect(layers.count > 5 && layers.allSatisfy { !hasBlob($0.digest, home) })

                let place = "\(server.address)/team/lab"
                let json = try await Lab.datalab(
                    ["publish", place, "--format", "json"],
                    home: home,
                    environment: found
                )
                let report = try JSONDecoder().decode(Record.self, from: Data(json.output.utf8)).report
                let size = layers.map(\.size).reduce(0, +)
                #expect(report.digest == local.result.digest)
                #expect(report.mounted.bytes == size && report.sent.bytes < size / 5)
                #expect(layers.allSatisfy { !hasBlob($0.digest, home) })

                // What needs the content fetches it, and says so.
                let why = try await Lab.datalab(["why", "a-test", "usr/bin/tini"], home: home, environment: found)
                #expect(why.status == 0 && why.output.contains("tini"), "\(why.transcript)")
                #expect(why.errors.contains("fetching \(layers.count) layers"), "\(why.transcript)")
                #expect(layers.allSatisfy { hasBlob($0.digest, home) })
            }
        }

        @Test(
            "without mmdebstrap, what is not published, is not what its tag says or out of reach is told with what to do"
        )
        func missing() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("run-registry")
                defer { server.stop() }
                let lab = try write(folder), bases = "\(server.address)/bases"
                func refuse(_ places: String, _ texts: [String]) async throws {
                    let home = folder.appending(path: "home-\(UUID().uuidString)")
                    let environment = try without(bases: places, folder)
                    let refused = try await Lab.datalab(["build", lab.path], home: home, environment: environment)
                    #expect(refused.status == 69, "\(refused.transcript)")
                    let expected = ["there is no base 'jupyterlab:trixie' here", "apt install mmdebstrap"] + texts
                    for text in expected { #expect(refused.errors.contains(text), "\(text): \(refused.transcript)") }
                }
                try await refuse("none", ["no registry is named"])
                try await refuse(bases, ["none is published below '\(bases)'"])
                try await refuse("127.0.0.1:1/bases", ["127.0.0.1:1"])
                let maker = try await Lab.homeWithBase(in: folder)
                _ = try await Lab.datalab(["base", "publish", "--to", bases], home: maker)
                // Somebody who may push there lets the tag stand for another base.
                let poison = """
                    import json, sys, urllib.request
                    root = "http://" + sys.argv[1] + "/v2/bases/jupyterlab/"
                    tag = [one for one in json.load(urllib.request.urlopen(root + "tags/list"))["tags"] if "amd64" in one][0]
                    kind = "application/vnd.oci.image.manifest.v1+json"
                    url = root + "manifests/" + tag
                    manifest = json.load(urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": kind})))
                    facts = json.loads(manifest["annotations"]["int.esa.datalab.base"])
                    facts["key"] = "sha256:" + "0" * 64
                    manifest["annotations"]["int.esa.datalab.base"] = json.dumps(facts)
                    body, headers = json.dumps(manifest).encode(), {"Content-Type": kind}
                    urllib.request.urlopen(urllib.request.Request(url, data=body, method="PUT", headers=headers))
                    """
                try await Program.expectSuccess(["python3", "-c", poison, server.address])
                try await refuse(bases, ["is not the base that its tag says, so it is not taken"])
            }
        }

        @Test("an AppStore's chosen bases are public, and looked for by everybody who has chosen it")
        func appStore() async throws {
            try await Lab.withFolder { folder in
                let store = try SupportServer("run-appstore", [Lab.appstore, "--login", "--role", "administrator"])
                defer { store.stop() }
                let maker = try await Lab.homeWithBase(in: folder), lab = try write(folder)
                let user = try #require(store.facts["user"]), password = try #require(store.facts["password"])
                let login = ["REGISTRY_AUTH_FILE": folder.appending(path: "auth.json").path, "PASSWORD": password]
                let script =
                    "printf %s \"$PASSWORD\" | \"$0\" login \"$1\" --default --username \"$2\" --password-stdin"
                try await Program.expectSuccess(
                    ["sh", "-c", script, Lab.program, store.address, user],
                    environment: Lab.environment(home: maker).merging(login) { $1 }
                )
                let published = try await Lab.datalab(["base", "publish"], home: maker, environment: login)
                #expect(published.status == 0, "\(published.transcript)")

                let home = folder.appending(path: "home")
                let nobody = ["DATALAB_APPSTORE": store.address, "PATH": try emptyPath(folder)]
                let built = try await Lab.datalab(["build", lab.path], home: home, environment: nobody)
                #expect(built.status == 0, "\(built.transcript)")
            }
        }

        private func write(_ folder: URL) throws -> URL {
            let lab = folder.appending(path: "lab")
            try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.17.0\n", "a.txt": "a"], to: lab)
            return lab
        }

        /// The environment of a machine that has no mmdebstrap.
        private func without(bases: String, _ folder: URL) throws -> [String: String] {
            ["DATALAB_BASES": bases, "PATH": try emptyPath(folder)]
        }

        private func emptyPath(_ folder: URL) throws -> String {
            let path = folder.appending(path: "nothing")
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            return path.path
        }

        private func hasBlob(_ digest: String, _ home: URL) -> Bool {
            let path = home.appending(path: "store/blobs").appending(path: digest.replacing(":", with: "/")).path
            return FileManager.default.fileExists(atPath: path)
        }
    }
}
