import Foundation
import Testing

extension EndToEnd {
    /// What should not be published is told before anything is built.
    @Suite("findings in the files")
    struct FindingTests {
        /// A token by its form; put together here so that this file holds none.
        private static let token = "ghp" + "_x7Kp2mQv9RtLw4Yb8NcZ3sHd6FgJ1uXeAk5T"

        private struct Plan: Decodable {
            struct Finding: Decodable {
                let rule: String
                let isAccepted: Bool
            }
            let findings: [Finding]
        }

        private struct Refusal: Decodable {
            struct Problem: Decodable {
                struct Place: Decodable {
                    let file: String
                    let line: Int?
                }
                let severity: String
                let place: Place
                let message: String
                let hint: String?
            }
            let problems: [Problem]
        }

        private func write(_ lab: URL, metadata: String = Lab.metadata) async throws {
            let cell = #"{"cells":[\#n{"source":["open('/home/ann/x.fits')\n"]}]}"#
            try Lab.write(
                [
                    "meta-data.yaml": metadata, ".env": "PORT=1\nDB_PASSWORD=hunter2\n",
                    "docker/.env": "COMPOSE_PROJECT_NAME=x\n",
                    "code/settings.py": "x = 1\ntoken = '\(Self.token)'\n",
                    "a: strange\n name.ipynb": cell,
                ],
                to: lab
            )
            try await Program.expectSuccess(["openssl", "genrsa", "-out", lab.appending(path: "key.pem").path, "2048"])
            try await Program.expectSuccess(["truncate", "-s", "101M", lab.appending(path: "big.fits").path])
        }

        @Test("each has its place and one next step, no secret is shown, and neither check nor build goes on")
        func refused() async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab"), home = folder.appending(path: "home")
                try await write(lab, metadata: Lab.metadata.replacing("MIT", with: "LicenseRef-ESCL-permissive-2.4"))
                let checked = try await Lab.datalab(["check", "--format", "json", lab.path], home: home)
                #expect(checked.status == 65, "\(checked.transcript)")
                let problems = try JSONDecoder().decode(Refusal.self, from: Data(checked.output.utf8)).problems
                let told = Set(problems.map { "\($0.severity) \($0.place.file):\($0.place.line ?? 0)" })
                #expect(
                    told == [
                        "error .env:2", "error code/settings.py:2", "error key.pem:1", "warning big.fits:0",
                        "warning a: strange\n name.ipynb:2", "warning meta-data.yaml:10",
                    ],
                    "\(told)"
                )
                #expect(problems.allSatisfy { $0.hint != nil })
                let built = try await Lab.datalab(["build", lab.path], home: home)
                #expect(built.status == 65 && built.errors.contains("code/settings.py:2"), "\(built.transcript)")
                let log = try await Lab.datalab(["builds", "log", "1"], home: home)
                for text in [checked, built, log].map(\.transcript) { #expect(!text.contains(Self.token.dropFirst(4))) }
            }
        }

        @Test("what the metadata accepts stays, and a look is only taken at what changed")
        func accepted() async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab"), home = try await Lab.homeWithBase(in: folder)
                let accept =
                    "checks:\n  accept: ['secret:code/*', 'secret:*.pem', credentials-file, large-file, licence]\n"
                try await write(lab, metadata: Lab.metadata + accept)
                // A program that says when it is called, and calls the real one.
                let tools = folder.appending(path: "tools"), calls = folder.appending(path: "calls")
                let scanner = tools.appending(path: "kingfisher"), uv = Lab.tools.appending(path: "uv")
                let real = Lab.tools.appending(path: "kingfisher").path
                try Lab.write(["kingfisher": "#!/bin/sh\necho x >>'\(calls.path)'\nexec '\(real)' \"$@\"\n"], to: tools)
                try await Program.expectSuccess(["chmod", "+x", scanner.path])
                try await Program.expectSuccess(["ln", "-s", uv.path, tools.path])
                let environment = ["DATALAB_TOOLS": tools.path]
                func check() async throws -> (Plan, Finished, Int) {
                    let finished = try await Lab.datalab(
                        ["check", "--format", "json", lab.path],
                        home: home,
                        environment: environment
                    )
                    let plan = try JSONDecoder().decode(Plan.self, from: Data(finished.output.utf8))
                    return (plan, finished, try String(contentsOf: calls, encoding: .utf8).count / 2)
                }
                // What changed within the last seconds is not trusted to stay.
                try await Task.sleep(for: .seconds(4))
                let (plan, finished, first) = try await check()
                #expect(finished.status == 0 && first == 1, "\(finished.transcript)")
                #expect(
                    plan.findings.filter(\.isAccepted).map(\.rule).sorted() == [
                        "credentials-file", "large-file", "secret", "secret",
                    ]
                )
                #expect(plan.findings.filter { !$0.isAccepted }.map(\.rule) == ["home-path"])
                #expect(finished.errors.contains("'licence', and nothing of it was found"))
                #expect(try await check().2 == 1)
                try Lab.write(["notes.md": "No secret can be here.\n", "code/more.py": "y = 2\n"], to: lab)
                #expect(try await check().2 == 1)
                try Lab.write(["code/settings.py": "x = 1\n\ntoken = '\(Self.token)'\n"], to: lab)
                #expect(try await check().2 == 2)
            }
        }

        @Test("a machine without the scanner builds, and says what it did not do")
        func missing() async throws {
            try await Lab.withFolder { folder in
                let lab = folder.appending(path: "lab"), home = try await Lab.homeWithBase(in: folder)
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.py": "token = '\(Self.token)'\n"], to: lab)
                let tools = folder.appending(path: "tools")
                try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
                try await Program.expectSuccess(["ln", "-s", Lab.tools.appending(path: "uv").path, tools.path])
                // Nor may it be found beside the program, which runs from the checkout.
                let program = folder.appending(path: "datalab")
                try FileManager.default.copyItem(atPath: Lab.program, toPath: program.path)
                let finished = try await Program.run(
                    [program.path, "check", lab.path],
                    environment: Lab.environment(home: home).merging(["DATALAB_TOOLS": tools.path]) { $1 }
                )
                #expect(finished.status == 0, "\(finished.transcript)")
                #expect(finished.errors.contains("secrets in the files are not looked for"), "\(finished.transcript)")

                // One that fails is as good as none.
                try Lab.write(["kingfisher": "#!/bin/sh\necho broken >&2\nexit 3\n"], to: tools)
                try await Program.expectSuccess(["chmod", "+x", tools.appending(path: "kingfisher").path])
                let failing = try await Lab.datalab(
                    ["check", lab.path],
                    home: home,
                    environment: ["DATALAB_TOOLS": tools.path]
                )
                #expect(failing.status == 0 && failing.errors.contains("status 3: broken"), "\(failing.transcript)")
            }
        }
    }
}
