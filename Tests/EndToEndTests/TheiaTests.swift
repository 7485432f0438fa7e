import Foundation
import TestServers
import Testing

extension RunningDatalabs {
    /// Theia datalabs, on an image that stands in for Theia's (``TheiaStandIn``).
    ///
    /// About 20 seconds, and a minute for the base.
    @Suite("Theia")
    struct TheiaTests {
        @Test("the base is made without the layers of the image, and published without them")
        func layers() async throws {
            let theia = try await TheiaStandIn.shared.value
            #expect(theia.requests.contains("GET /v2/mirror/team/theia/manifests/sha256:"))
            for layer in theia.layers { #expect(!theia.requests.contains("GET /v2/mirror/team/theia/blobs/\(layer)")) }
            #expect(Array(theia.record.result.layers.map(\.digest).prefix(theia.layers.count)) == theia.layers)

            let base = try await base(theia)
            let shown = try await Lab.datalab(["base", "show", base], home: theia.home)
            #expect(shown.output.contains("packages of Debian 'bookworm' on top, glibc 2.36"), "\(shown.transcript)")
            #expect(shown.output.contains("\npython3.11 ") && shown.output.contains("\nnginx "))
            #expect(!shown.output.contains("\nlibc6 ") && !shown.output.contains("\nbash "))

            let place = "\(theia.registry.address)/bases/theia"
            let mirror = Array(theia.options.suffix(2))
            let published = try await Lab.datalab(
                ["publish", base, "\(place):1", "--format", "json"] + mirror,
                home: theia.home
            )
            let report = try JSONDecoder().decode(Publication.self, from: Data(published.output.utf8)).report
            #expect(report.mounted.blobs >= theia.layers.count, "\(published.transcript)")
            // What was published is a base itself, all of whose layers are there.
            try await Lab.withFolder { folder in
                let lab = Lab.root.appending(path: "templates/theia").path, out = "oci:\(folder.path)/out:lab"
                let home = folder.appending(path: "home")
                let again = try await Lab.build([lab, "--base-image", "\(place):1", "--output", out], home: home)
                #expect(again.result.layers.map(\.digest) == theia.record.result.layers.map(\.digest))
                let image = try await Program.expectSuccess(["skopeo", "inspect", "--raw", out])
                #expect(image.contains("\"org.opencontainers.image.base.name\":\"\(place):1\""), "\(image)")
            }
        }

        @Test("the same datalab comes of the same base in another home")
        func reproducible() async throws {
            let theia = try await TheiaStandIn.shared.value
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home")
                try copy(try await base(theia), from: theia.home, to: home)
                let lab = Lab.root.appending(path: "templates/theia").path
                let checked = try await Lab.datalab(["check", lab] + theia.options, home: home)
                #expect(checked.output.contains("theia:bookworm  ") && !checked.output.contains("to be built"))
                let built = try await Lab.build([lab] + theia.options, home: home)
                #expect(built.result.digest == theia.record.result.digest)
            }
        }

        @Test("the template's packages import, and its program finds the planet")
        func template() async throws {
            let theia = try await TheiaStandIn.shared.value
            let tested = try await Lab.datalab(
                ["test", theia.record.result.reference] + theia.options.suffix(2),
                home: theia.home
            )
            #expect(tested.status == 0, "\(tested.transcript)")
            let container = Container(named: "datalab-test-theia")
            let image = "\(theia.home.path)/store:\(theia.record.result.reference)"
            let ending = try await container.whileRunning(image, arguments: ["--probe", "/ready"]) { page in
                let folder = "/home/someone/planet-transit"
                let found = try await container.enter([
                    "bash", "-c", "cd \(folder) && /opt/datalab/env/bin/python transit.py lightcurve.csv",
                ])
                #expect(found.hasPrefix("every 3.40"), "\(found)")
                #expect(try await Program.expectSuccess(["curl", "-sS", page]).contains("<p>\(folder)</p>"))
            }
            // Who waits for Theia to start is told nothing.
            #expect(ending.log.contains("Theia app listening") && !ending.log.contains("[error]"), "\(ending.log)")
        }

        @Test("nginx strips the base path, takes lines of its own page and of the platform's only, and keeps addresses")
        func page() async throws {
            let container = Container(named: "datalab-test-theia-page")
            let platform = "https://datalabs.of-a-platform-with-an-uncommonly-long-name.example.org:8443"
            let arguments = [
                "--probe", "/ready", "--path", "/user/ann%40home/lab-1/", "--uid", "54321", "--env",
                "JUPYTERHUB_SERVICE_PREFIX=/user/ann%40home/lab-1/", "--env", "DATALABS_URL=\(platform)/here",
                // It ends in time all the same.
                "--env", "STAND_IN=deaf",
            ]
            let image = try await DatalabUnderContract.theia.image.value
            try await container.whileRunning(image, arguments: arguments) { page in
                let echo = try await Program.expectSuccess(["curl", "-sS", "\(page)echo/a%2Fb%20c?x=/datalabs/"])
                #expect(echo.hasPrefix("GET /echo/a%2Fb%20c?x=/datalabs/ HTTP/1.1"), "\(echo)")
                for (path, place) in [
                    ("folder", "/user/ann%40home/lab-1/folder/"), ("../lab-1", "/user/ann%40home/lab-1/"),
                ] {
                    let format = "%{http_code} %header{location}"
                    let answer = try await Program.expectSuccess([
                        "curl", "-sS", "-o", "/dev/null", "-w", format, page + path,
                    ])
                    #expect(answer == "302 \(place)")
                }
                let own = page.split(separator: "/")[1]
                for (headers, isTaken) in [
                    ([], true), (["Origin: http://\(own)"], true), (["Origin: \(platform)"], true),
                    (["Origin: https://elsewhere.example.org"], false), (["Origin: null"], false),
                    (["Origin: https://outer.example.org", "X-Forwarded-Host: outer.example.org"], true),
                ] {
                    let answer = try await line(page, headers)
                    #expect(answer.contains(isTaken ? "said back" : " 403 "), "\(headers): \(answer)")
                    let post = try await Program.expectSuccess(
                        ["curl", "-sS", "-X", "POST", "-o", "/dev/null", "-w", "%{http_code}", "\(page)echo"]
                            + headers.flatMap { ["-H", $0] }
                    )
                    #expect(post == (isTaken ? "200" : "403"), "\(headers)")
                }
                try await policy(container)
            }
        }

        /// What of the image stays, and what packages replace; the settings of a user who has none.
        private func policy(_ container: Container) async throws {
            #expect(try await container.enter(["cat", "/var/lib/dpkg/status"]).contains("of-the-image"))
            #expect(try await container.enter(["cat", "/etc/passwd"]).contains("theia:x:100:101"))
            #expect(try await container.enter(["less", "--version"]).hasPrefix("less 590"))
            let unpacked = try await container.enter(["cat", "/usr/share/datalab/unpacked"])
            #expect(unpacked.contains("Package: less\n") && !unpacked.contains("Package: libc6\n"))
            let settings = try await container.enter(["cat", "/home/someone/.theia-ide/settings.json"])
            #expect(settings.contains(#""python.defaultInterpreterPath": "/opt/datalab/env/bin/python""#))
            #expect(try await container.enter(["stat", "-c", "%a %u", "/home/datalab"]) == "775 1000\n")
        }

        @Test("what will be built is told, and system packages are refused, without the registry")
        func check() async throws {
            try await Lab.withFolder { folder in
                let planned = try await Lab.datalab(
                    ["check", Lab.root.appending(path: "templates/theia").path],
                    home: folder.appending(path: "home")
                )
                #expect(planned.status == 0, "\(planned.transcript)")
                #expect(planned.output.contains("theia:bookworm  to be built") && planned.output.contains("numpy"))
                try Lab.write(
                    ["meta-data.yaml": "\(Lab.metadata)kind: theia\n", "apt.txt": "figlet\n"],
                    to: folder.appending(path: "lab")
                )
                let refused = try await Lab.datalab(
                    ["check", folder.appending(path: "lab").path],
                    home: folder.appending(path: "home")
                )
                let message =
                    "apt.txt:1:1: the system package 'figlet' cannot be added: datalabs of the kind 'theia' take none"
                #expect(refused.status == 65 && refused.errors.contains(message), "\(refused.transcript)")
            }
        }

        /// Opens a WebSocket through the page, says something and hears it.
        private func line(_ page: String, _ headers: [String]) async throws -> String {
            let script = """
                import sys
                sys.path.insert(0, sys.argv[1])
                from websocket import WebSocket
                try:
                    with WebSocket(sys.argv[2] + "socket.io/?EIO=4", sys.argv[3:]) as line:
                        line.send("x" * 300)
                        print("said back" if line.receive() == b"x" * 300 else "something else came")
                except ConnectionError as error:
                    print(error)
                """
            return try await Program.expectSuccess(["python3", "-B", "-c", script, Lab.proof.path, page] + headers)
        }

        /// The name of the base of the datalab.
        private func base(_ theia: TheiaStandIn) async throws -> String {
            let listed = try await Lab.datalab(["base", "list", "--format", "json"], home: theia.home)
            let bases = try JSONDecoder().decode(Bases.self, from: Data(listed.output.utf8)).bases
            return try #require(bases.first { $0.origin?.name == theia.name }?.referenceName)
        }

        /// Copies a base to a new home, without the layers of the image it is made from.
        private func copy(_ base: String, from home: URL, to other: URL) throws {
            let (from, to) = (home.appending(path: "store"), other.appending(path: "store"))
            let index = try JSONSerialization.jsonObject(with: Data(contentsOf: from.appending(path: "index.json")))
            let entries = try #require((index as? [String: Any])?["manifests"] as? [[String: Any]])
            let entry = try #require(
                entries.first {
                    ($0["annotations"] as? [String: String])?["org.opencontainers.image.ref.name"] == base
                }
            )
            let copyBlob = { (digest: String) throws -> Data in
                let path = "blobs/\(digest.replacing(":", with: "/"))"
                let target = to.appending(path: path)
                let folder = target.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                if !FileManager.default.fileExists(atPath: target.path) {
                    try FileManager.default.copyItem(at: from.appending(path: path), to: target)
                }
                return try Data(contentsOf: target, options: .alwaysMapped)
            }
            let manifest = try JSONDecoder().decode(
                Parts.self,
                from: copyBlob(try #require(entry["digest"] as? String))
            )
            let own = manifest.layers.filter { $0.annotations?["int.esa.datalab.layer.role"] != "image" }
            for part in [manifest.config] + own { _ = try copyBlob(part.digest) }
            let text = try JSONSerialization.data(withJSONObject: ["schemaVersion": 2, "manifests": [entry]])
            try text.write(to: to.appending(path: "index.json"))
            try Data(#"{"imageLayoutVersion":"1.0.0"}"#.utf8).write(to: to.appending(path: "oci-layout"))
        }

        private struct Parts: Decodable {
            struct Part: Decodable {
                let digest: String
                let annotations: [String: String]?
            }
            let config: Part
            let layers: [Part]
        }

        private struct Bases: Decodable {
            struct Base: Decodable {
                struct Origin: Decodable { let name: String }
                let referenceName: String
                let origin: Origin?
            }
            let bases: [Base]
        }

        private struct Publication: Decodable {
            struct Report: Decodable {
                struct Amount: Decodable { let blobs: Int }
                let mounted: Amount
            }
            let report: Report
        }
    }
}
