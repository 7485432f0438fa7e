import Foundation
import Testing

extension RunningDatalabs {
    /// Debian packages of a datalab: added once to a base that stays as it is.
    @Suite("system packages")
    struct SystemPackageTests {
        private struct Base: Decodable {
            struct Manifest: Decodable { let digest: String }
            struct Layer: Decodable {
                struct Descriptor: Decodable { let digest: String }
                let descriptor: Descriptor
            }
            let referenceName: String
            let manifest: Manifest
            let layers: [Layer]
        }

        private struct Plan: Decodable {
            struct SystemPackages: Decodable {
                struct Package: Decodable { let name: String }
                let requested: [String]
                let isBuilt: Bool
                let added: [Package]?
            }
            let base: String
            let systemPackages: SystemPackages?
        }

        @Test(
            "a program of Debian is added once, runs, and leaves the base's layers as they are; twice gives one digest"
        )
        func added() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab"), layout = folder.appending(path: "layout").path
                try Lab.write(
                    [
                        "meta-data.yaml": Lab.metadata + "system-packages: [figlet]\n",
                        "apt.txt": "# a banner\nfiglet\n",
                    ],
                    to: lab
                )
                let planned = try await check(lab, home)
                #expect(planned.systemPackages?.requested == ["figlet"] && planned.systemPackages?.isBuilt == false)
                #expect(planned.systemPackages?.added?.map(\.name) == ["figlet"])

                let built = try await Lab.build([lab.path, "--output", "oci:\(layout):lab"], home: home)
                let base = try await self.base(["show", "jupyterlab:trixie"], home)
                let extended = try await self.base(["show", planned.base], home)
                let layers = extended.layers.map(\.descriptor.digest)
                #expect(Array(layers.prefix(base.layers.count)) == base.layers.map(\.descriptor.digest))
                #expect(layers.count == base.layers.count + 2)
                #expect(Array(built.result.layers.map(\.digest).prefix(layers.count)) == layers)

                // The same set by other words: found, not made.
                try Lab.write(["apt.txt": "figlet\nfiglet\n"], to: lab)
                #expect(try await check(lab, home).systemPackages?.isBuilt == true)
                let again = try await self.base(["build", "jupyterlab", "--system-package", "figlet", "--force"], home)
                #expect(again.manifest.digest == extended.manifest.digest)

                let container = Container(named: "system-packages")
                _ = try await container.start("\(layout):lab", arguments: [])
                #expect(try await container.enter(["figlet", "-v"]).contains("FIGlet Copyright"))
                #expect(
                    try await container.enter(["dpkg-query", "-W", "-f", "${Status}", "figlet"]).contains("installed")
                )
                try await container.stop()

                let shown = try await Lab.datalab(["inspect", built.result.reference], home: home)
                #expect(shown.output.contains("system    figlet "), "\(shown.transcript)")
                let record = try await Lab.datalab(["builds", "show", "\(built.id)"], home: home)
                #expect(record.output.contains("system    figlet"), "\(record.transcript)")
            }
        }

        @Test("packages that do not exist are all told before anything is made, with near matches")
        func unknown() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "lab")
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "apt.txt": "figlet\ntopcatt\n\nnumpy\njava-runtime\n"],
                    to: lab
                )
                let refused = try await Lab.datalab(["build", lab.path], home: home)
                #expect(refused.status == 65, "\(refused.transcript)")
                for text in [
                    "apt.txt:2:1: Debian 'trixie' has no package 'topcatt'\nhint: did you mean 'topcat'",
                    "apt.txt:4:1: Debian 'trixie' has no package 'numpy'\nhint: did you mean 'python3-numpy'",
                    "apt.txt:5:1: Debian 'trixie' has no package 'java-runtime'\nhint: choose one that provides it: 'default-jre'",
                ] {
                    #expect(refused.errors.contains(text), "\(refused.transcript)")
                }
                let store = home.appending(path: "store/index.json")
                #expect(!FileManager.default.fileExists(atPath: store.path))
            }
        }

        @Test("what a recipe does not accept, or a site does not allow, is refused at its line")
        func refused() async throws {
            try await Lab.withFolder { folder in
                let home = folder.appending(path: "home"), lab = folder.appending(path: "lab")
                let allowed = folder.appending(path: "allowed.txt").path
                try Lab.write(
                    [
                        "lab/meta-data.yaml": Lab.metadata, "lab/apt.txt": "figlet\n", "allowed.txt": "cowsay\n",
                        "recipes/jupyterlab/recipe.yaml": """
                        kind: jupyterlab
                        title: From an image
                        variants:
                          - { name: stable, from: "registry.example.org/lab:1", python: "3.13", default: true }
                        """,
                    ],
                    to: folder
                )
                for (arguments, text) in [
                    (["--system-packages", "none"], "apt.txt:1:1: this site does not allow system packages"),
                    (
                        ["--system-packages", allowed],
                        "apt.txt:1:1: this site does not allow the system package 'figlet'"
                    ),
                    (
                        ["--base-image", "registry.example.org/lab:1"],
                        "apt.txt:1:1: the system package 'figlet' cannot be added"
                    ),
                    (
                        ["--recipes", folder.appending(path: "recipes").path],
                        "apt.txt:1:1: the system package 'figlet' cannot be added: datalabs of the kind 'jupyterlab' take none"
                    ),
                ] {
                    let refused = try await Lab.datalab(["build", lab.path] + arguments, home: home)
                    #expect(refused.status == 65 && refused.errors.contains(text), "\(refused.transcript)")
                }
            }
        }

        private func check(_ lab: URL, _ home: URL) async throws -> Plan {
            let finished = try await Lab.datalab(["check", "--format", "json", lab.path], home: home)
            guard finished.status == 0 else { throw ProgramFailed(arguments: ["check"], finished: finished) }
            return try JSONDecoder().decode(Plan.self, from: Data(finished.output.utf8))
        }

        private func base(_ arguments: [String], _ home: URL) async throws -> Base {
            let finished = try await Lab.datalab(["base"] + arguments + ["--format", "json"], home: home)
            guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
            return try JSONDecoder().decode(Base.self, from: Data(finished.output.utf8))
        }
    }
}
