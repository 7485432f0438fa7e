import BaseImages
import LayerArchive
import Testing

@Suite struct SystemLayersTests {
    private static let status = """
        Package: bash
        Essential: yes
        Status: install ok installed
        Version: 1

        Package: python3.13
        Status: install ok installed
        Version: 3.13.5-2

        """

    private static let entries: [LayerEntry] = [
        .symbolicLink("bin", to: "usr/bin"),
        .directory("usr"), .directory("usr/bin"), .directory("usr/lib"), .directory("usr/lib/python3.13"),
        .file("usr/bin/bash", .text("bash"), executable: true),
        LayerEntry(path: "usr/bin/rbash", kind: .hardLink(target: "usr/bin/bash"), mode: 0o755),
        .file("usr/lib/python3.13/os.py", .text("os")),
        .file("usr/lib/python3.13/__pycache__/os.cpython-313.pyc", .bytes([0xF3, 13, 13, 10, 3, 0, 0, 0, 1])),
        .directory("var/mail", mode: 0o2775),
        .file("var/mail/readme", .text("python's")),
        .file("etc/ld.so.cache", .text("cache")),
        .file("var/lib/dpkg/status", .text(status)),
        .file("var/lib/dpkg/info/bash.list", .text("/.\n/bin\n/bin/bash\n/usr\n/var/mail\n")),
        .file(
            "var/lib/dpkg/info/python3.13:amd64.list",
            .text("/.\n/usr\n/usr/lib\n/usr/lib/python3.13\n/usr/lib/python3.13/os.py\n/var/mail\n/var/mail/readme\n"),
        ),
    ]

    private func paths(_ entries: [LayerEntry]) -> [[String]] {
        SystemLayers(SystemTree(cleaning: entries), status: DpkgStatus(Self.status)).parts.map {
            $0.entries.map(\.path).sorted()
        }
    }

    @Test func filesAreDividedByTheirPackage() {
        let parts = paths(Self.entries)
        #expect(parts.count == 3)
        // A hard link stays with its file, bytecode with its source, and what no package owns is on top.
        #expect(parts[0] == ["bin", "usr", "usr/bin", "usr/bin/bash", "usr/bin/rbash", "var/mail"])
        #expect(parts[1].contains("usr/lib/python3.13/__pycache__/os.cpython-313.pyc"))
        #expect(parts[2].contains("etc/ld.so.cache"))
    }

    @Test func aLayerRepeatsTheFoldersItNeedsWithTheirModes() throws {
        let parts = SystemLayers(SystemTree(cleaning: Self.entries), status: DpkgStatus(Self.status)).parts
        let mail = try #require(parts[1].entries.first { $0.path == "var/mail" })
        #expect(mail.mode == 0o2775)
    }

    @Test func theOrderOfTheTarDoesNotMatter() {
        #expect(paths(Self.entries.reversed()) == paths(Self.entries))
    }

    @Test func aPackageMoreLeavesTheEssentialLayerAlone() {
        let more: [LayerEntry] = [
            .directory("opt/aaa"), .file("opt/aaa/file", .text("a")),
            .file("var/lib/dpkg/info/aaa.list", .text("/.\n/opt\n/opt/aaa\n/opt/aaa/file\n/usr\n/var/mail\n")),
        ]
        let status = Self.status + "\nPackage: aaa\nStatus: install ok installed\nVersion: 1\n"
        let parts = SystemLayers(SystemTree(cleaning: Self.entries + more), status: DpkgStatus(status)).parts
        #expect(parts[0].entries.map(\.path).sorted() == paths(Self.entries)[0])
        #expect(parts[1].entries.contains { $0.path == "opt/aaa/file" })
    }

    @Test(arguments: [
        "etc/machine-id", "etc/apt/sources.list", "etc/apt/sources.list.d/debian.list", "var/log/dpkg.log",
        "var/log/apt/term.log",
        "var/cache/ldconfig/aux-cache", "var/cache/apt/pkgcache.bin", "var/lib/apt/lists/deb_x",
        "var/lib/dpkg/status-old",
        "var/lib/dpkg/lock", "etc/passwd-", "tmp/left", "etc/dpkg/dpkg.cfg.d/99mmdebstrap",
    ])
    func whatDiffersIsLeftOut(path: String) {
        #expect(SystemTree(cleaning: [.file(path, .text("x"))]).text(path) == nil)
    }

    @Test func theMachinesNameStaysHere() {
        let tree = SystemTree(cleaning: [
            .file("etc/hostname", .text("my-laptop\n")), .file("etc/resolv.conf", .text("nameserver 1\n")),
        ])
        #expect(tree.text("etc/hostname") == "")
        #expect(tree.text("etc/resolv.conf") == "")
        #expect(tree.entries.count == 3)
    }

    @Test(arguments: [
        ([0xF3, 13, 13, 10, 3, 0, 0, 0] as [UInt8], true), ([0xF3, 13, 13, 10, 1, 0, 0, 0], true),
        ([0xF3, 13, 13, 10, 0, 0, 0, 0], false), ([0xF3], false), ([], false),
    ])
    func bytecodeByTimeIsDropped(head: [UInt8], isKept: Bool) {
        let tree = SystemTree(cleaning: [.file("a/__pycache__/b.cpython-313.pyc", .bytes(head))])
        #expect(tree.entries.contains { $0.path.hasSuffix(".pyc") } == isKept)
    }
}
