import BaseImages
import LayerArchive
import PythonPackages
import Testing

@Suite struct DpkgStatusTests {
    private let text = """
        Package: libc6
        Status: install ok installed
        Priority: optional
        Installed-Size: 13226
        Version: 2.41-12+deb13u4
        Description: GNU C Library
         Version: 9.9 of a description is no field

        Package: bash
        Essential: yes
        Status: install ok installed
        Installed-Size: 7196
        Version: 5.2.37-2+b10

        Package: gone
        Status: deinstall ok config-files
        Version: 1

        """

    @Test func installedPackagesAreReadByName() {
        let status = DpkgStatus(text)
        #expect(status.entries.map(\.package.name) == ["bash", "libc6"])
        #expect(status.entries.map(\.isEssential) == [true, false])
        #expect(status.entries.map(\.package.installedSize) == [7196 << 10, 13226 << 10])
        #expect(status.version(of: "libc6") == "2.41-12+deb13u4")
        #expect(status.version(of: "gone") == nil)
    }

    @Test(arguments: [
        ("3.13.5-2+deb13u5", "3.13.5"), ("1:3.13.5~rc1-1", "3.13.5"), ("2.36-9+deb12u13", "2.36"), ("", ""), ("x", ""),
    ])
    func upstreamVersions(version: String, expected: String) {
        #expect(DpkgStatus.upstream(version) == expected)
    }

    @Test func factsComeFromTheSystem() throws {
        let tree = SystemTree(cleaning: [
            .file("etc/debian_version", .text("13.7\n")),
            .file(
                "var/lib/dpkg/status",
                .text(text + "\nPackage: python3.13\nStatus: install ok installed\nVersion: 3.13.5-2\n")
            ),
        ])
        let facts = try SystemFacts(tree, python: "3.13", architecture: .x86_64)
        #expect(facts.debian == "13.7")
        #expect(facts.target.fullVersion == "3.13.5")
        #expect(facts.target.glibc == "2.41")
        let error = #expect(throws: BaseError.self) { try SystemFacts(tree, python: "3.11", architecture: .x86_64) }
        #expect(error?.description.contains("no package 'python3.11', found 'python3.13'") == true)
    }
}
