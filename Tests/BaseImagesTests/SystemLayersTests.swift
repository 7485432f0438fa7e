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

    /// A certificate of which nothing is real but the form; the seals were made with Python's hashlib.
    @Test func theJavaKeystoreHasNoTimeOfItsOwn() throws {
        let head: [UInt8] = [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 0x61]
        let rest: [UInt8] = [0, 5] + Array("X.509".utf8) + [0, 0, 0, 3, 1, 2, 3]
        func store(_ time: [UInt8], _ seal: String) -> [UInt8] {
            head + time + rest
                + stride(from: 0, to: 40, by: 2).compactMap { UInt8(seal.dropFirst($0).prefix(2), radix: 16) }
        }
        let first = store([0, 0, 1, 0x91, 2, 3, 4, 5], "b06158d582d02d1358ac3287a4e27d622db23393")
        let second = store([0, 0, 1, 0x92, 7, 7, 7, 7], "9ffdcb0ecd7030a6078a5dda9d3458700f0b87a4")
        func cleaned(_ bytes: [UInt8]) -> [LayerEntry] {
            SystemTree(cleaning: [.file("etc/ssl/certs/java/cacerts", .bytes(bytes))]).entries
        }
        func content(_ bytes: [UInt8]) throws -> [UInt8] {
            guard case .file(let content) = try #require(cleaned(bytes).first).kind,
                case .bytes(let bytes) = content.source
            else { return [] }
            return bytes
        }
        let dated = store([0, 0, 0, 0xDC, 0x6A, 0xCF, 0xAC, 0], "13c498d3aaac80149d85e762691d92ecb68984ca")
        #expect(try content(first) == dated && content(second) == dated)
        // What is no keystore stays as it is.
        for bytes in [first.dropLast() + [0], [], Array(first.prefix(40))] { #expect(try content(bytes) == bytes) }
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
