import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// Files and wheels that are not as they should be, from the source to the image.
    @Suite("odd names and wheels")
    struct OddInputTests {
        private struct Plan: Decodable {
            struct Files: Decodable {
                struct LeftOut: Decodable { let reason: String }
                let count: Int
                let leftOut: [LeftOut]
            }
            struct Problem: Decodable { let message: String }
            struct Changes: Decodable {
                struct File: Decodable { let path: String }
                let files: [File]?
            }
            let files: Files
            let problems: [Problem]
            let changes: Changes?
        }

        /// Two names that look the same: `café.txt` with one letter, and with a letter and its accent.
        private static let composed = "caf\u{E9}.txt"
        private static let decomposed = "cafe\u{301}.txt"

        private func plan(_ lab: URL, home: URL) async throws -> Plan {
            let checked = try await Lab.datalab(["check", "--format", "json", lab.path], home: home)
            #expect(checked.status == 0, "\(checked.transcript)")
            return try JSONDecoder().decode(Plan.self, from: Data(checked.output.utf8))
        }

        @Test(
            "a private key is found under either spelling of a name, and either file is in the image, listed and compared"
        )
        func twins() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata], to: lab)
                let key = folder.appending(path: "key.pem")
                try await Program.expectSuccess(["openssl", "genrsa", "-out", key.path, "2048"])
                for (secret, other) in [(Self.composed, Self.decomposed), (Self.decomposed, Self.composed)] {
                    let script = "rm -f caf*; cp \"$1\" \"$2\"; echo harmless > \"$3\""
                    try await Program.expectSuccess(["sh", "-c", script, "sh", key.path, secret, other], in: lab)
                    for _ in 1...2 {
                        let checked = try await Lab.datalab(["check", lab.path], home: home)
                        #expect(checked.status == 65 && checked.errors.contains("Private Key"), "\(checked.transcript)")
                    }
                }
                let script =
                    "echo one > \"$1\"; echo other > \"$2\"; truncate -s 70M cafe\u{301}.fits; echo small > caf\u{E9}.fits"
                try await Program.expectSuccess(["sh", "-c", script, "sh", Self.composed, Self.decomposed], in: lab)
                #expect(try await plan(lab, home: home).files.count == 5)
                let image = try await Lab.build([lab.path], home: home).result.reference
                for name in [Self.composed, Self.decomposed, "cafe\u{301}.fits", "caf\u{E9}.fits"] {
                    let why = try await Lab.datalab(["why", image, "/media/notebooks/\(name)"], home: home)
                    #expect(why.status == 0, "\(why.transcript)")
                }
                #expect(try await plan(lab, home: home).changes?.files?.isEmpty == true)
                try await Program.expectSuccess(["sh", "-c", "echo changed > \"$1\"", "sh", Self.decomposed], in: lab)
                let changed = try await plan(lab, home: home).changes?.files?.map { Array($0.path.utf8) }
                #expect(changed == [Array("/media/notebooks/\(Self.decomposed)".utf8)])
                let second = try await Lab.build([lab.path], home: home).result.digest
                let difference = try await Lab.datalab(["diff", image, second, "--format", "json"], home: home)
                #expect(
                    difference.output.utf8.split(separator: UInt8(ascii: "\n")).count > 0
                        && difference.output.contains("cafe\u{301}.txt")
                )
            }
        }

        @Test(
            "a wheel whose RECORD is wrong is installed with its files, the warning is told again by every build and check"
        )
        func records() async throws {
            try await Lab.withFolder { folder in
                let index = folder.appending(path: "index"), lab = folder.appending(path: "lab")
                try await TestIndex.write(["datalab-test-odd": ["datalab_test_odd.py": "x = 1\n"]], to: index)
                let spoil = """
                    import sys, zipfile
                    path = sys.argv[1] + "/datalab-test-odd/datalab_test_odd-1.0-py3-none-any.whl"
                    files = {i.filename: zipfile.ZipFile(path).read(i) for i in zipfile.ZipFile(path).infolist()}
                    files["datalab_test_odd.py"] = b"x = 2\\n"
                    files["datalab_test_odd_more.py"] = b""
                    files["datalab_test_odd-1.0.dist-info/entry_points.txt"] = b"\\n    [console_scripts]\\n    odd=datalab_test_odd:x\\n"
                    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
                        for name, data in files.items(): wheel.writestr(name, data)
                    """
                try await Program.expectSuccess(["python3", "-c", spoil, index.path])
                let server = try SupportServer("serve-folder", [index.path])
                defer { server.stop() }
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": "datalab-test-odd\n"], to: lab)
                let home = try await Lab.homeWithBase(in: folder)
                let environment = ["UV_INDEX": server.url]
                for _ in 1...2 {
                    let built = try await Lab.datalab(["build", lab.path], home: home, environment: environment)
                    #expect(built.status == 0, "\(built.transcript)")
                    for words in ["RECORD has another hash or size for 'datalab_test_odd.py'", "RECORD does not list"] {
                        #expect(built.errors.contains(words), "\(built.transcript)")
                    }
                }
                let checked = try await Lab.datalab(
                    ["check", "--format", "json", lab.path],
                    home: home,
                    environment: environment
                )
                let plan = try JSONDecoder().decode(Plan.self, from: Data(checked.output.utf8))
                #expect(plan.problems.contains { $0.message.contains("RECORD does not list") })
                let why = try await Lab.datalab(["why", "a-test:latest", "/opt/datalab/env/bin/odd"], home: home)
                #expect(why.status == 0 && why.output.contains("datalab-test-odd"), "\(why.transcript)")
            }
        }

        @Test("what is never meant, and what git does not keep, is in no image, and the plan says so")
        func leftOut() async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab")
                try Lab.write(
                    [
                        "meta-data.yaml": Lab.metadata, ".gitignore": "*.log\n", "a.log": "", "__pycache__/a.pyc": "",
                        ".venv/pyvenv.cfg": "", ".env": "PORT=1\n",
                    ],
                    to: lab
                )
                try await Program.expectSuccess(["ln", "-s", "/usr/bin/python3", lab.appending(path: "python").path])
                let home = try await Lab.homeWithBase(in: folder)
                let plan = try await plan(lab, home: home)
                #expect(plan.files.count == 3 && plan.files.leftOut.map(\.reason) == ["neverMeant", "gitignore"])
                let checked = try await Lab.datalab(["check", lab.path], home: home)
                #expect(
                    checked.output.contains("left out  ") && checked.output.contains("'!/.venv'"),
                    "\(checked.transcript)"
                )
                #expect(checked.errors.contains("python: left out: a symbolic link"), "\(checked.transcript)")
            }
        }
    }
}
