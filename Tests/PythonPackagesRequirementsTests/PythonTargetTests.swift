import Hashing
import OCIModel
import PythonPackages
import Testing

@Suite struct PythonTargetTests {
    /// Count and SHA-256 of the tags, one a line, as `packaging` 26.2 gives them.
    static let references: [(String, String, PythonTarget.Architecture, Int, String)] = [
        (
            "3.13", "2.41", .x86_64, 1205,
            "33300acb431c5a2a0c4456d979ff6d894cf8e219b261da7adf87a52580283cd3"
        ),
        (
            "3.13", "2.41", .aarch64, 799,
            "6cbbac0920b045b413973484cf7d20b270aaa320654956efbd509996eee5ef80"
        ),
        (
            "3.11", "2.36", .x86_64, 914,
            "383ffd2beb764fa9054698434f944b99ad76427d82d57c95382f2b5df9c80b33"
        ),
        (
            "3.9", "2.17", .aarch64, 75,
            "2f1b7a94c81a4d75f57522c4fee6552cb5230d1a6e92f2c2117e7e1dce33cc48"
        ),
    ]

    @Test(arguments: references)
    func tagsAreThoseOfTheReference(
        python: String,
        glibc: String,
        architecture: PythonTarget.Architecture,
        count: Int,
        digest: String,
    ) throws {
        let target = try #require(PythonTarget(fullVersion: python, glibc: glibc, architecture: architecture))
        let tags = target.compatibleTags.map(\.description)
        #expect(tags.count == count)
        #expect(Digest.sha256(of: tags.joined(separator: "\n")).hex == digest)
    }

    @Test(arguments: [
        ("2.7.18", "2.41"), ("3", "2.41"), ("3.x", "2.41"), ("3.13.5", "3.0"), ("3.13.5", "musl"), ("", ""),
    ])
    func refusesWhatIsNoTarget(python: String, glibc: String) {
        #expect(PythonTarget(fullVersion: python, glibc: glibc, architecture: .x86_64) == nil)
    }
}

@Suite struct WheelFilenameTests {
    @Test func readsCompressedTags() throws {
        let name = try #require(
            WheelFilename("Foo_Bar-1.0-2b-py2.py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl")
        )
        #expect(name.name == "foo-bar")
        #expect(name.version == "1.0")
        #expect(name.build == "2b")
        #expect(name.buildOrder == (2, "b"))
        #expect(
            name.tags.map(\.description) == [
                "py2-none-manylinux_2_17_x86_64", "py2-none-manylinux2014_x86_64",
                "py3-none-manylinux_2_17_x86_64", "py3-none-manylinux2014_x86_64",
            ]
        )
    }

    @Test(arguments: [
        "", "a.whl", "a-1.0-py3-none.whl", "a-1.0-py3-none-any.zip", "a-1.0-x1-py3-none-any.whl", "a-1.0-py3--any.whl",
        "a-1.0-1-2-py3-none-any.whl", "../a-1.0-py3-none-any.whl", "-1.0-py3-none-any.whl", "a-1 0-py3-none-any.whl",
        "a-1.0-py3..py2-none-any.whl",
    ])
    func refusesOtherNames(text: String) {
        #expect(WheelFilename(text) == nil)
    }
}
