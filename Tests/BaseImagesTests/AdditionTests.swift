import BaseImages
import DatalabModel
import LayerArchive
import PythonPackages
import Testing

@Suite("what packages add to a base")
struct AdditionTests {
    private static let baseStatus = "Package: bash\nEssential: yes\nStatus: a b installed\nVersion: 1\n\n"
    private static let base: [LayerEntry] = [
        .symbolicLink("bin", to: "usr/bin"), .directory("usr"), .directory("usr/bin"),
        .directory("var/mail", mode: 0o2775),
        .file("usr/bin/bash", .text("bash"), executable: true),
        LayerEntry(path: "usr/bin/rbash", kind: .hardLink(target: "usr/bin/bash"), mode: 0o755),
        .directory("etc"), .file("etc/menu", .text("the package's")), .file("etc/old", .text("old")),
        .directory("etc/gone"), .file("etc/gone/file", .text("x")),
        .file("var/lib/dpkg/status", .text(baseStatus)),
        .file("var/lib/dpkg/info/bash.list", .text("/.\n/bin\n/bin/bash\n/usr\n/var/mail\n")),
    ]
    private static let status =
        baseStatus + """
            Package: small
            Status: install ok installed
            Version: 2
            Installed-Size: 10

            Package: large
            Status: install ok installed
            Version: 3
            Installed-Size: 99999

            """
    /// The base with two packages: the same file by its other name, a changed mode, a file gone, and the recipe's changed.
    private static let system: [LayerEntry] = [
        .symbolicLink("bin", to: "usr/bin"), .directory("usr"), .directory("usr/bin"),
        .directory("var/mail", mode: 0o2777),
        LayerEntry(path: "usr/bin/bash", kind: .hardLink(target: "usr/bin/rbash"), mode: 0o755),
        .file("usr/bin/rbash", .text("bash"), executable: true),
        .directory("etc"), .file("etc/menu", .text("another")),
        LayerEntry(path: "usr/bin/a", kind: .hardLink(target: "usr/bin/z"), mode: 0o755),
        .file("usr/bin/z", .text("tool"), executable: true),
        .file("usr/bin/java", .text("java"), executable: true),
        .file("etc/cache", .text("made by a script")),
        .file("var/lib/dpkg/status", .text(status)),
        .file("var/lib/dpkg/info/bash.list", .text("/.\n/bin\n/bin/bash\n/usr\n/var/mail\n")),
        .file("var/lib/dpkg/info/small.list", .text("/.\n/usr\n/usr/bin\n/usr/bin/a\n/usr/bin/z\n")),
        .file("var/lib/dpkg/info/large:amd64.list", .text("/.\n/usr\n/usr/bin\n/usr/bin/java\n")),
    ]

    private func overlay(_ entries: [LayerEntry]) -> (SystemOverlay, SystemTree) {
        let tree = SystemTree(cleaning: entries)
        let base = SystemTree(cleaning: Self.base).entries
        return (SystemOverlay(base: base, system: tree, covered: ["etc/menu"]), tree)
    }

    private func parts(_ entries: [LayerEntry]) -> [SystemLayers.Part] {
        let (overlay, tree) = overlay(entries)
        let base = DpkgStatus(Self.baseStatus).entries.map(\.package)
        return AdditionLayers(overlay, system: tree, status: DpkgStatus(Self.status), base: base).parts
    }

    @Test("only what is new or changed is told; the recipe's files stay as they are")
    func differences() {
        let (overlay, _) = overlay(Self.system)
        #expect(
            overlay.entries.map(\.path).sorted() == [
                "etc/cache", "usr/bin/a", "usr/bin/java", "usr/bin/z", "var/lib/dpkg/info/large:amd64.list",
                "var/lib/dpkg/info/small.list", "var/lib/dpkg/status", "var/mail",
            ]
        )
        #expect(overlay.removed == ["etc/gone", "etc/old"])
        let (same, _) = self.overlay(Self.base)
        #expect(same.entries.isEmpty && same.removed.isEmpty)
    }

    @Test("of the names of one file the first is the file, so that a layer holds both")
    func hardLinks() throws {
        let entries = overlay(Self.system).0.entries
        guard case .file = try #require(entries.first { $0.path == "usr/bin/a" }).kind,
            case .hardLink("usr/bin/a") = try #require(entries.first { $0.path == "usr/bin/z" }).kind
        else {
            Issue.record("the links are \(entries)")
            return
        }
    }

    @Test("a large package has a layer of its own, others share one, and what is no package's is on top")
    func layers() throws {
        let parts = parts(Self.system)
        #expect(parts.map(\.contents).prefix(2) == ["Debian: large 3", "Debian: 1 added package"])
        #expect(parts[0].entries.map(\.path).sorted() == ["usr", "usr/bin", "usr/bin/java"])
        #expect(parts[1].entries.map(\.path).sorted() == ["usr", "usr/bin", "usr/bin/a", "usr/bin/z"])
        let state = Set(parts[2].entries.map(\.path))
        #expect(state.isSuperset(of: ["etc/.wh.gone", "etc/.wh.old", "etc/cache", "var/lib/dpkg/status", "var/mail"]))
        #expect(!state.contains("etc/menu"))
        for part in parts { _ = try LayerWriter.write(part.entries) { _ in } }
    }

    @Test("the order of the tar does not matter")
    func order() throws {
        func digests(_ entries: [LayerEntry]) throws -> [String] {
            try parts(entries).map { "\(try LayerWriter.write($0.entries) { _ in }.diffID)" }
        }
        #expect(try digests(Self.system) == digests(Self.system.reversed()))
    }

    @Test("a set is what it holds, and its name tells it")
    func sets() {
        let set = SystemPackageSet(["topcat", "figlet", "topcat"])
        #expect(set == SystemPackageSet(["figlet", "topcat"]) && set.names == ["figlet", "topcat"])
        #expect(set.tag.count == 12 && set.tag != SystemPackageSet(["figlet"]).tag)
        let name = BaseName(kind: .jupyterlab, variant: "trixie", adding: set, architecture: .aarch64)
        #expect(name.description == "base/jupyterlab:trixie+\(set.tag)-arm64")
    }

    @Test(
        "names nearby",
        arguments: [
            ("topcatt", ["topcat"]), ("ds9", ["saods9", "python3-pyds9"]), ("numpy", ["python3-numpy"]),
            ("nothing-like-it", []),
        ] as [(String, [String])]
    )
    func near(word: String, expected: [String]) {
        let names = ["figlet", "python3-numpy", "python3-pyds9", "saods9", "topcat", "zsh"]
        #expect(NearPackages.of(word, in: names).prefix(max(expected.count, 1)).elementsEqual(expected))
    }
}
