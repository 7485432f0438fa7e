import Foundation
import Testing

extension EndToEnd {
    /// `datalab why` and `datalab diff`.
    @Suite("explaining an image")
    struct ExplainTests {
        private struct Reason: Decodable {
            struct Layer: Decodable {
                let role: String?
                let number: Int
            }
            struct Package: Decodable { let name: String }
            let name: String?
            let path: String?
            let kind: String
            let layer: Layer
            let chain: [String]?
            let covered: [Layer]?
            let package: Package?
        }

        private struct Difference: Decodable {
            struct Change: Decodable, Equatable {
                let name: String
                let before: String?
                let after: String?
            }
            struct File: Decodable, Equatable {
                let path: String
                let before: Int?
                let after: Int?
            }
            struct Layers: Decodable { let count: Int }
            let shared: Layers
            let onlyFirst: Layers
            let onlySecond: Layers
            let packages: [Change]
            let serverPackages: [Change]
            let metadata: [Change]
            let files: [File]
        }

        private struct Planned: Decodable {
            let packages: [Difference.Change]
            let metadata: [Difference.Change]
            let files: [Difference.File]?
        }

        private struct Plan: Decodable { let changes: Planned? }

        @Test(
            "why a package or a file is in a datalab: the way from a requirement, also by an extra; the base; the files"
        )
        func reasons() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let requirements = "# what it needs\nrequests[socks]\npython-dateutil==2.9.0.post0\n"
                try Lab.write(
                    [
                        "meta-data.yaml": Lab.metadata, "binder/requirements.txt": requirements,
                        // Beside a folder 'binder' the root's file counts for nothing.
                        "requirements.txt": "six\n", "notes/a.md": "A\n",
                    ],
                    to: lab
                )
                try FileManager.default.moveItem(
                    at: lab.appending(path: "meta-data.yaml"),
                    to: lab.appending(path: "binder/meta-data.yaml")
                )
                let image = try await Lab.build([lab.path], home: home).result.reference

                let six = try await why(image, "six", home)
                #expect(six.map(\.chain) == [["python-dateutil", "six"], ["six"]], "the user's, and the server's own")
                #expect(six.map(\.kind) == ["python", "server"])
                let text = try await Lab.datalab(["why", image, "Six"], home: home)
                #expect(
                    text.output.contains("you require 'python-dateutil==2.9.0.post0' (binder/requirements.txt:3:1)"),
                    "\(text.transcript)"
                )
                let socks = try await why(image, "PySocks", home)
                #expect(socks.first?.chain == ["requests", "pysocks"], "by the extra 'socks'")
                let debian = try await why(image, "tini", home)
                #expect(debian.map(\.kind) == ["debian"] && debian[0].layer.role == "system")

                let module = try await why(image, "/opt/datalab/env/lib/python3.13/site-packages/six.py", home)
                #expect(module.map(\.package?.name) == ["six"] && module[0].layer.role == "packages")
                let file = try await why(image, "notes/a.md", home)
                #expect(file.map(\.path) == ["/media/notebooks/notes/a.md"] && file[0].layer.role == "files")
                let program = try await why(image, "/usr/bin/tini", home)
                #expect(program.map(\.package?.name) == ["tini"])

                let wrong = try await Lab.datalab(["why", image, "dateutils"], home: home)
                #expect(wrong.status == 65 && wrong.output.isEmpty)
                #expect(wrong.errors.contains("did you mean"), "\(wrong.transcript)")
            }
        }

        @Test(
            "what differs between two versions: packages, metadata, files, layers; nothing between a version and itself"
        )
        func differences() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(
                    [
                        "meta-data.yaml": Lab.metadata, "requirements.txt": "six==1.16.0\n", "same.txt": "same\n",
                        "a.txt": "one\n",
                    ],
                    to: lab
                )
                let first = try await Lab.build([lab.path], home: home).result.reference
                try Lab.write(
                    [
                        "meta-data.yaml": Lab.metadata.replacing("A test", with: "Another test"),
                        "requirements.txt": "six==1.17.0\n", "b.txt": "three\n",
                    ],
                    to: lab
                )
                try FileManager.default.removeItem(at: lab.appending(path: "a.txt"))
                let planned = try await planned(lab, home)
                let second = try await Lab.build([lab.path], home: home).result.reference

                let difference = try await diff(first, second, home)
                #expect(difference.packages == [.init(name: "six", before: "1.16.0", after: "1.17.0")])
                #expect(difference.metadata == [.init(name: "title", before: "A test", after: "Another test")])
                #expect(
                    difference.files.filter { $0.path != "/media/notebooks/meta-data.yaml" } == [
                        .init(path: "/media/notebooks/a.txt", before: 4, after: nil),
                        .init(path: "/media/notebooks/b.txt", before: nil, after: 6),
                        .init(path: "/media/notebooks/requirements.txt", before: 12, after: 12),
                    ]
                )
                #expect(difference.serverPackages.isEmpty && difference.shared.count > 5)
                #expect(planned?.packages == difference.packages && planned?.metadata == difference.metadata)
                #expect(planned?.files == difference.files)
                // Also when files are known by what the file system says of them, which takes two seconds.
                try await Task.sleep(for: .seconds(3))
                _ = try await Lab.build([lab.path], home: home)
                let none = try await self.planned(lab, home)
                #expect(none?.packages == [] && none?.metadata == [] && none?.files == [])
                let checked = try await Lab.datalab(["check", lab.path], home: home)
                #expect(checked.output.contains("changes   none, since the newest image"), "\(checked.transcript)")
                let text = try await Lab.datalab(["diff", first, second], home: home)
                #expect(text.output.contains("six      1.16.0  1.17.0"), "\(text.transcript)")
                let same = try await Lab.datalab(["diff", second, second], home: home)
                #expect(same.output.contains("are the same image"), "\(same.transcript)")
            }
        }

        /// Made by umoci, whose second layer takes away a file and a folder, and writes another.
        @Test(
            "of an image that is no datalab, a file that a layer takes away is not there, and one that it covers is told"
        )
        func whiteouts() async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(in: folder)
                defer { registry.stop() }
                let home = folder.appending(path: "home"), image = "\(registry.address)/team/plain"
                let layout = folder.appending(path: "layout").path
                try await Program.expectSuccess([
                    "sh", "-ec",
                    """
                    umoci init --layout "$1"
                    umoci new --image "$1:one"
                    umoci config --image "$1:one" --os linux --architecture "$(dpkg --print-architecture)" --config.entrypoint /a
                    umoci unpack --rootless --image "$1:one" "$1.bundle"
                    cd "$1.bundle/rootfs"
                    mkdir folder; echo a > a; echo b > b; echo c > folder/c
                    umoci repack --image "$1:one" --refresh-bundle "$1.bundle"
                    rm -r b folder; echo aa > a
                    umoci repack --image "$1:two" "$1.bundle"
                    for tag in one two; do skopeo copy -q --dest-tls-verify=false "oci:$1:$tag" "docker://$2:$tag"; done
                    """, "sh", layout, image,
                ])
                let covered = try await why("\(image):two", "/a", home)
                #expect(covered.map(\.layer.number) == [1] && covered[0].covered?.map(\.number) == [0])
                for path in ["/b", "/folder/c"] {
                    #expect(try await why("\(image):one", path, home).map(\.layer.number) == [0])
                    #expect(try await Lab.datalab(["why", "\(image):two", path], home: home).status == 65)
                }
                let difference = try await diff("\(image):one", "\(image):two", home)
                #expect(
                    difference.files == [
                        .init(path: "/a", before: 2, after: 3), .init(path: "/b", before: 2, after: nil),
                        .init(path: "/folder/c", before: 2, after: nil),
                    ]
                )
                #expect(difference.shared.count == 1 && difference.onlyFirst.count == 0)
                #expect(difference.onlySecond.count == 1)
            }
        }

        private func why(_ image: String, _ subject: String, _ home: URL) async throws -> [Reason] {
            let finished = try await Lab.datalab(["why", image, subject, "--format", "json"], home: home)
            try #require(finished.status == 0, "\(finished.transcript)")
            return try JSONDecoder().decode([Reason].self, from: Data(finished.output.utf8))
        }

        /// What `check` says that a build would change.
        private func planned(_ lab: URL, _ home: URL) async throws -> Planned? {
            let finished = try await Lab.datalab(["check", lab.path, "--format", "json"], home: home)
            try #require(finished.status == 0, "\(finished.transcript)")
            return try JSONDecoder().decode(Plan.self, from: Data(finished.output.utf8)).changes
        }

        private func diff(_ first: String, _ second: String, _ home: URL) async throws -> Difference {
            let finished = try await Lab.datalab(["diff", first, second, "--format", "json"], home: home)
            try #require(finished.status == 0, "\(finished.transcript)")
            return try JSONDecoder().decode(Difference.self, from: Data(finished.output.utf8))
        }
    }
}
