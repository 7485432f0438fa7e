import PythonPackages
import Reporting
import Testing

/// Requirements that name source or files themselves, in the forms that people write.
@Suite struct DirectSourceTests {
    private static let sum = String(repeating: "0a", count: 32)

    /// What is written, and what is understood.
    static let forms: [(String, String)] = [
        ("git+https://github.com/a/b.git", "git+https://github.com/a/b.git"),
        ("git+https://github.com/a/b@main", "git+https://github.com/a/b@main"),
        ("git+https://github.com/a/b@v1.0#egg=B_c", "b-c @ git+https://github.com/a/b@v1.0"),
        ("git+https://github.com/a/b#subdirectory=py/x&egg=b", "b @ git+https://github.com/a/b#subdirectory=py/x"),
        ("b[x] @ git+https://github.com/a/b@feature/one", "b[x] @ git+https://github.com/a/b@feature/one"),
        (
            "b@git+https://github.com/a/b ; python_version > '3'",
            "b @ git+https://github.com/a/b ; python_version > \"3\""
        ),
        ("git+ssh://git@github.com/a/b.git@v1", "git+ssh://git@github.com/a/b.git@v1"),
        ("git+git@github.com:a/b.git", "git@github.com:a/b.git"),
        ("git@github.com:a/b.git@v2", "git@github.com:a/b.git@v2"),
        ("git+file:///srv/b@main", "git+file:///srv/b@main"),
        ("-e git+https://github.com/a/b.git@dev#egg=b", "b @ git+https://github.com/a/b.git@dev"),
        ("--editable git+https://github.com/a/b", "git+https://github.com/a/b"),
        ("https://h/b-1.0.tar.gz", "https://h/b-1.0.tar.gz"),
        ("b @ https://github.com/a/b/archive/main.zip", "b @ https://github.com/a/b/archive/main.zip"),
        ("https://h/b.tar.bz2#egg=b&subdirectory=py", "b @ https://h/b.tar.bz2#subdirectory=py"),
        (".", "."), ("./", "."), ("-e .", "."), ("-e ./", "."), ("-e.", "."), (".[docs,Test]", ".[docs,test]"),
        ("-e .[all]", ".[all]"), ("./lib", "./lib"), ("lib/", "./lib"), ("-e lib/", "./lib"), ("file:./lib", "./lib"),
        ("lib @ file:./lib", "lib @ ./lib"), (#".\lib"#, "./lib"),
        ("./lib ; python_version > '3'", "./lib ; python_version > \"3\""),
        ("wheels/b-1.0-py3-none-any.whl", "./wheels/b-1.0-py3-none-any.whl"),
        ("./wheels/b-1.0.tar.gz", "./wheels/b-1.0.tar.gz"),
    ]

    private static let files: [String: String] = [
        "setup.py": "", "lib/pyproject.toml": "", "wheels/b-1.0-py3-none-any.whl": "", "wheels/b-1.0.tar.gz": "",
    ]

    private func read(_ files: [String: String], in folder: String = "") throws -> PackageRequest {
        let all = Self.files.merging(files) { $1 }
        return try #require(try RequirementsReader { all[$0].map { Array($0.utf8) } }.read(in: folder))
    }

    @Test(arguments: forms)
    func understands(text: String, expected: String) throws {
        let request = try read(["requirements.txt": text])
        #expect(request.requirements.map(\.description) == [expected])
        #expect(request.requirements[0].place?.line == 1)
    }

    @Test func hashesOfArchivesAreKept() throws {
        let request = try read([
            "requirements.txt": "https://h/b-1.tar.gz --hash=sha256:\(Self.sum)\nhttps://h/c-1.zip#sha256=\(Self.sum)"
        ])
        #expect(request.requirements.map(\.hashes) == [["sha256:\(Self.sum)"], ["sha256:\(Self.sum)"]])
    }

    @Test func pathsAreLookedForFromTheRootAndBesideTheFile() throws {
        let files = [
            "sub/requirements.txt": "./own\n-e .\n../lib", "sub/own/setup.cfg": "",
            "requirements.txt": "-r sub/requirements.txt",
        ]
        #expect(try read(files).requirements.map(\.description) == ["./sub/own", ".", "./lib"])
        #expect(try read(["binder/requirements.txt": "-e .."], in: "binder").requirements.map(\.description) == ["."])
    }

    @Test func saysThatEditsDoNotReachAnEditablePackage() throws {
        let warnings = try read(["requirements.txt": "six\n-e ."]).warnings
        #expect(warnings.map { "\($0.place?.line ?? 0)" } == ["2"])
        #expect(warnings.allSatisfy { $0.message.contains("edits in the running datalab do not reach it") })
        #expect(try read(["requirements.txt": "-e git+https://h/b"]).warnings.isEmpty)
    }

    @Test func saysThatWheelsAreUsedAllTheSame() throws {
        let request = try read(["requirements.txt": "--no-binary :all:\n--only-binary :none:\n--no-binary :none:\nsix"])
        #expect(request.warnings.count == 1 && request.requirements.map(\.name) == ["six"])
    }
}
