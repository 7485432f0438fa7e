import Foundation
import Testing

extension EndToEnd {
    /// What a day's user was once told wrongly, or not at all: mistyped commands, options and values.
    @Suite("messages of a day")
    struct MessagesTests {
        /// A command line, and how it ends.
        struct Case: Sendable, CustomTestStringConvertible {
            let arguments: [String]
            let status: Int32
            let says: [String]

            init(_ arguments: String, _ status: Int32, _ says: String...) {
                self.arguments = arguments.split(separator: " ").map(String.init)
                self.status = status
                self.says = says
            }

            var testDescription: String { arguments.joined(separator: " ") }
        }

        /// The first word of `says` stands in the error, the last in its hint.
        static let cases = [
            Case("bulid @", 64, "there is no command 'bulid' of 'datalab'", "did you mean 'build'?"),
            Case("clean", 64, "there is no command 'clean'", "did you mean 'cache prune'?"),
            Case("remove x", 64, "there is no command 'remove'", "did you mean 'rm'?"),
            Case("version", 64, "there is no command 'version'", "did you mean '--version'?"),
            Case("lsit", 64, "there is no command 'lsit'", "'datalab --help' lists the commands"),
            Case("base bulid", 64, "there is no command 'bulid'", "did you mean 'build'?"),
            Case("rm", 64, "missing expected argument '<images> ...'", "'datalab rm --help' tells all"),
            Case("build @ --foo", 64, "unknown option '--foo'", "'datalab build --help' tells all"),
            Case("run a --gpu all", 64, "unknown option '--gpu'", "did you mean '--gpus'?"),
            Case(
                "publish registry.example.org/Team/Lab",
                64,
                "'Team/Lab' is not a repository",
                "'registry.example.org/team/lab'"
            ),
            Case(
                "publish https://registry.example.org/x",
                64,
                "does not begin with a registry",
                "'registry.example.org/team/lab'"
            ),
            Case("publish @", 64, "is a file or a folder, and neither an image nor a registry", "leave it out"),
            Case("check @ --recipes /nonexistent", 64, "--recipes: '/nonexistent' is no folder", "name a folder"),
            Case("check @ --email me", 0, "--email: 'me' does not look like an e-mail address", "'name@institute.eu'"),
            Case("check @ --python three", 65, "--python: 'three' is not a version of Python", "'3.13'"),
            Case("run no-such-lab", 66, "there is no image 'no-such-lab'", "'datalab images' lists"),
            Case("inspect @", 66, "there is no image", "make one of the files there with `datalab build"),
            Case("run no-such-lab --timeout 0", 64, "--timeout: '0' has no unit", "'2 h'"),
            Case("builds show 1.0.0-0", 66, "there is no build '1.0.0-0'", "'datalab builds list' shows the builds"),
            Case("cache prune --max-size 2", 64, "--max-size: '2' has no unit", "'2 GB'"),
            Case("cache prune --max-size lots", 64, "--max-size: 'lots' is not a size", "2GB"),
        ]

        @Test("a mistyped command, option or value is told with its name and what was meant", arguments: cases)
        func mistyped(one: Case) async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": Lab.metadata], to: lab)
                let arguments = one.arguments.map { $0 == "@" ? lab.path : $0 }
                let told = try await Lab.datalab(arguments, home: folder.appending(path: "home"))
                #expect(told.status == one.status, "\(told.transcript)")
                for text in one.says { #expect(told.errors.contains(text), "\(told.transcript)") }
                #expect(told.errors.contains("\nhint: "), "\(told.transcript)")
                #expect(!told.errors.contains("NSCocoa") && !told.errors.contains("Error:"), "\(told.transcript)")
                guard one.status != 0 else { return }
                // Whoever asks for JSON gets the failure as JSON, with its exit status.
                let failed = try await Lab.datalab(
                    arguments + ["--format", "json"],
                    home: folder.appending(path: "home")
                )
                guard failed.errors == told.errors else { return }
                let report = try #require(
                    JSONSerialization.jsonObject(with: Data(failed.output.utf8)) as? [String: Any],
                    "\(failed.transcript)"
                )
                #expect(report["exitStatus"] as? Int32 == one.status && report["problems"] is [Any])
            }
        }

        @Test(
            "what finds nothing says so, and is no failure",
            arguments: [["licences", "xyzzyq"], ["builds", "list", "no-such-lab"]]
        )
        func nothing(arguments: [String]) async throws {
            try await Lab.withFolder { folder in
                let told = try await Lab.datalab(arguments, home: folder)
                #expect(told.status == 0 && told.errors.contains("'\(arguments.last ?? "")'"), "\(told.transcript)")
                let listed = try await Lab.datalab(arguments + ["--format", "json"], home: folder)
                let list = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [Any]
                #expect(listed.status == 0 && list?.isEmpty == true, "\(listed.transcript)")
            }
        }

        @Test(
            "in the C locale, nothing is printed that is not ASCII",
            arguments: [["--help"], ["build", "--help"], ["check", "@"]]
        )
        func plain(arguments: [String]) async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab")
                try Lab.write(["meta-data.yaml": "title: x\n", "a.ipynb": "{}"], to: lab)
                let given = arguments.map { $0 == "@" ? lab.path : $0 }
                let told = try await Lab.datalab(
                    given,
                    home: folder.appending(path: "home"),
                    environment: ["LC_ALL": "C"]
                )
                let odd = told.transcript.unicodeScalars.first { !$0.isASCII }
                #expect(odd == nil, "\(told.transcript)")
            }
        }

        @Test(
            "the commands that 'new' says to go on with work in a shell, whatever the folder is called",
            arguments: ["lab/", "some 'lab' $HOME/"]
        )
        func goingOn(folder name: String) async throws {
            try await Lab.withFolder { folder in
                let made = try await Lab.datalab(["new", name], home: folder, in: folder)
                let line = try #require(made.output.split(separator: "\n").first { $0.hasPrefix("  datalab build ") })
                let script = "datalab() { shift; test -f \"$1/meta-data.yaml\"; }; \(line)"
                try await Program.expectSuccess(["sh", "-c", script], in: folder)
            }
        }
    }
}
