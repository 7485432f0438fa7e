import BaseImages
import LayerArchive
import Testing

/// Debian's packages on top of an image.
struct PackagesAboveImageTests {
    private static let status = """
        Package: base-files
        Essential: yes
        Status: install ok installed
        Pre-Depends: awk
        Version: 1

        Package: bash
        Essential: yes
        Status: install ok installed
        Pre-Depends: libc6 (>= 2.36), libtinfo5 | libtinfo6 (>= 6)
        Version: 1

        Package: gawk
        Status: install ok installed
        Version: 1

        Package: libc6
        Status: install ok installed
        Depends: libgcc-s1
        Version: 2.36

        Package: libgcc-s1
        Status: install ok installed
        Version: 1

        Package: libtinfo6
        Status: install ok installed
        Version: 6

        Package: mawk
        Status: install ok installed
        Provides: awk (= 1.3), nothing
        Version: 1

        Package: perl-modules
        Status: install ok installed
        Installed-Size: 10240
        Version: 5

        Package: python3.11
        Status: install ok installed
        Depends: libc6 (>= 2.36), bash:any
        Installed-Size: 600
        Version: 3.11.2-6

        """

    private static let entries: [LayerEntry] = [
        .symbolicLink("bin", to: "usr/bin"), .directory("usr"), .directory("usr/bin"), .directory("usr/lib"),
        .directory("opt"), .directory("var/python", mode: 0o2775),
        .file("usr/bin/bash", .text("bash"), executable: true), .file("usr/bin/mawk", .text("mawk"), executable: true),
        .file("usr/bin/gawk", .text("gawk"), executable: true), .file("usr/lib/libc.so.6", .text("libc")),
        .file("usr/lib/libgcc.so", .text("libgcc")), .file("usr/lib/libtinfo.so", .text("libtinfo")),
        .file("usr/lib/modules.pm", .text("perl")), .file("usr/lib/os.py", .text("os")),
        .file("usr/lib/__pycache__/os.cpython-311.pyc", .bytes([0xF3, 13, 13, 10, 3, 0, 0, 0, 1])),
        .file("etc/ld.so.cache", .text("cache")), .file("etc/passwd", .text("root:x:0:0\n")),
        .file("var/lib/dpkg/status", .text(status)),
        list("bash", "bin", "bin/bash", "usr"), list("libc6", "usr/lib", "usr/lib/libc.so.6"),
        list("libgcc-s1", "usr/lib/libgcc.so"), list("libtinfo6", "usr/lib/libtinfo.so"),
        list("mawk", "usr/bin/mawk"), list("gawk", "usr/bin/gawk"), list("perl-modules", "usr/lib/modules.pm"),
        list("python3.11", "usr/lib", "usr/lib/os.py", "var/python"),
    ]

    private static func list(_ package: String, _ paths: String...) -> LayerEntry {
        .file(
            "var/lib/dpkg/info/\(package).list",
            .text((["/."] + paths.map { "/\($0)" }).joined(separator: "\n") + "\n")
        )
    }

    private func parts(_ entries: [LayerEntry]) -> [SystemLayers.Part] {
        PackagesAboveImage(SystemTree(cleaning: entries), status: DpkgStatus(Self.status)).parts
    }

    @Test("what every system has is known by what essential packages need")
    func essential() {
        let status = DpkgStatus(Self.status)
        #expect(status.essential == ["base-files", "bash", "libc6", "libgcc-s1", "libtinfo6", "mawk"])
        #expect(status.aboveImages.map(\.name) == ["gawk", "perl-modules", "python3.11"])
    }

    @Test("layers hold whole packages and their folders, and nothing that no package owns", arguments: [false, true])
    func chosen(_ isReversed: Bool) throws {
        let parts = parts(isReversed ? Self.entries.reversed() : Self.entries)
        #expect(parts.map(\.contents) == ["Debian: perl-modules 5", "Debian: 2 other packages"])
        #expect(parts[0].entries.map(\.path).sorted() == ["usr", "usr/lib", "usr/lib/modules.pm"])
        let others = parts[1].entries.map(\.path).sorted()
        #expect(
            others == [
                "usr", "usr/bin", "usr/bin/gawk", "usr/lib", "usr/lib/__pycache__/os.cpython-311.pyc", "usr/lib/os.py",
                "usr/share/datalab/unpacked", "var/python",
            ]
        )
        #expect(parts[1].entries.first { $0.path == "var/python" }?.mode == 0o2775)
    }

    @Test("the image says what was added, as dpkg's database does not")
    func listed() throws {
        let entry = try #require(parts(Self.entries)[1].entries.first { $0.path == "usr/share/datalab/unpacked" })
        let list = DpkgStatus(try #require(SystemTree(cleaning: [entry]).text(entry.path)))
        #expect(list.entries.map(\.package) == DpkgStatus(Self.status).aboveImages)
    }
}
