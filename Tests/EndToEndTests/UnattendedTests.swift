import Foundation
import Testing

extension EndToEnd {
    /// What a system that runs commands unattended gets.
    @Suite("unattended")
    struct UnattendedTests {
        private static let github = ["GITHUB_ACTIONS": "true", "CI": "true"]

        /// A datalab in `labs/one` of a repository with names and texts that would like to be commands.
        private func write(_ repository: URL) throws {
            try Lab.write(
                [
                    "labs/one/meta-data.yaml": Lab.metadata,
                    "labs/one/::add-mask::x,line=9\n::stop-commands::y.py": "open('/home/ann/##[group]')\n",
                    "labs/one/.netrc": "A=1\n",
                ],
                to: repository
            )
        }

        private func check(_ repository: URL, _ folder: URL, _ environment: [String: String]) async throws -> Finished {
            var reports: [String] = []
            for name in ["summary", "result", "junit", "code-quality"] {
                reports += ["--\(name)", folder.appending(path: "reports/\(name)").path]
            }
            return try await Lab.datalab(
                ["check", "--ci", "--format", "json", "labs/one"] + reports,
                home: folder.appending(path: "home"),
                environment: environment,
                in: repository
            )
        }

        @Test("GitHub gets groups, annotations by paths of the repository, and a summary; no file's name is a command")
        func gitHub() async throws {
            try await Lab.withFolder { folder in
                let repository = folder.appending(path: "repository"), page = folder.appending(path: "page.md")
                try write(repository)
                try Data("before\n".utf8).write(to: page)
                let variables = ["GITHUB_WORKSPACE": repository.path, "GITHUB_STEP_SUMMARY": page.path]
                let checked = try await check(repository, folder, Self.github.merging(variables) { $1 })
                #expect(checked.status == 65, "\(checked.transcript)")
                let commands = (checked.errors + "\n" + checked.output).split(separator: "\n").filter {
                    $0.drop { $0 == " " }.hasPrefix("::") || $0.contains("##[")
                }
                .map { $0.split(separator: "::")[0].split(separator: " ").joined(separator: " ") }
                #expect(
                    Set(commands) == ["group", "endgroup", "error file=labs/one/.netrc", Self.annotation],
                    "\(commands)"
                )
                #expect(commands.filter { $0 == "group" }.count == commands.filter { $0 == "endgroup" }.count)
                let text = try String(contentsOf: page, encoding: .utf8)
                #expect(text.hasPrefix("before\n### ❌ check of labs/one"), "\(text)")
                try await verifyReports(in: folder)
            }
        }

        private static let annotation =
            "warning file=labs/one/%3A%3Aadd-mask%3A%3Ax%2Cline=9%0A%3A%3Astop-commands%3A%3Ay.py,line=1"

        @Test("GitLab gets sections, and no escape sequence of a file's")
        func gitLab() async throws {
            try await Lab.withFolder { folder in
                let repository = folder.appending(path: "repository")
                try write(repository)
                try Lab.write(["labs/one/\u{1B}[2J.py": "'/home/ann'"], to: repository)
                let variables = ["GITLAB_CI": "true", "CI": "true", "CI_PROJECT_DIR": repository.path]
                let checked = try await check(repository, folder, variables)
                #expect(checked.status == 65, "\(checked.transcript)")
                let escapes = checked.errors.components(separatedBy: "\u{1B}").dropFirst()
                let starts = escapes.filter { $0.hasPrefix("[0Ksection_start:") }.count
                #expect(starts == 3 && escapes.filter { $0.hasPrefix("[0Ksection_end:") }.count == starts)
                #expect(escapes.allSatisfy { $0.hasPrefix("[0K") }, "\(escapes)")
                try await verifyReports(in: folder)
            }
        }

        /// Reads the files of a failed check as those who get them would.
        private func verifyReports(in folder: URL) async throws {
            let script = """
                import json, os, sys, xml.etree.ElementTree as tree
                read = lambda name: open(os.path.join(sys.argv[1], name), encoding="utf-8")
                result = json.load(read("result"))
                assert result["exitStatus"] == 65 and len(result["problems"]) >= 2, result
                paths = {entry["location"]["path"] for entry in json.load(read("code-quality"))}
                assert "labs/one/::add-mask::x,line=9\\n::stop-commands::y.py" in paths, paths
                root = tree.parse(read("junit")).getroot()
                stages = [case.get("name") for case in root.findall("./testsuite[@name='stages']/testcase")]
                assert stages == ["fetching", "reading", "checking"], stages
                assert len(root.findall("./testsuite[@name='checks']//failure")) == 1
                assert read("summary").read().startswith("### ")
                """
            try await Program.expectSuccess(["python3", "-c", script, folder.appending(path: "reports").path])
        }

        @Test("no command asks where CI is set, though there is a terminal")
        func noPrompt() async throws {
            try await Lab.withFolder { folder in
                for command in ["login 127.0.0.1:1", "login 127.0.0.1:1 --username ann"] {
                    let finished = try await Program.run(
                        ["script", "-qec", "\(Lab.program) \(command)", "/dev/null"],
                        environment: ["CI": "true", "HOME": folder.path, "DATALAB_HOME": folder.path]
                    )
                    #expect(finished.status == 64, "\(finished.transcript)")
                    #expect(!finished.output.contains("password: ") && !finished.output.contains("user name: "))
                    #expect(finished.output.contains("--password-stdin"), "\(finished.transcript)")
                }
            }
        }
    }
}
