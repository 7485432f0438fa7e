import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// `datalab create`, answered at a pseudo-terminal: no line is wider than it, and nothing is written that it cannot show.
    @Suite("the creator wizard")
    struct CreateTests {
        typealias Step = DrivenTerminal.Step

        static let notebook = """
            {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
             "source": ["import six\\n", "print(six.__version__)"]}],
             "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
             "nbformat": 4, "nbformat_minor": 5}
            """

        /// Everything up to the review, as somebody answers who takes what is offered.
        static let toReview: [Step] = questions.flatMap { answer($0.question, $0.answer) }

        static func answer(_ question: String, _ text: String = "") -> [Step] {
            DrivenTerminal.answer(question, text)
        }

        func withLab(_ body: (_ lab: URL, _ home: URL) async throws -> Void) async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "stars")
                try Lab.write(["old-stars.ipynb": Self.notebook], to: lab)
                try await body(lab, home)
            }
        }

        @Test("from one notebook to an image in under 25 keystrokes, at 60 columns, and then to a registry")
        func whole() async throws {
            try await withLab { lab, home in
                let registry = try await TestRegistry(.password, in: lab.deletingLastPathComponent())
                defer { registry.stop() }
                let user = registry.server.facts["user"] ?? "", password = registry.server.facts["password"] ?? ""
                var terminal = DrivenTerminal(home: home, folder: lab, width: 60)
                let built = try await terminal.run(
                    "built-60",
                    Self.toReview + Self.answer("Now [build]") + Self.answer("Next [1]", "4")
                )
                #expect(built.status == 0 && built.output == "old-stars:1.0.0-0\n", "\(built.transcript)")
                #expect(built.faults.isEmpty)
                // One of the letters is the licence's number, another that of 'finish'.
                #expect(built.keys + 2 < 25, "\(built.keys) keys")
                let requirements = try String(contentsOf: lab.appending(path: "requirements.txt"), encoding: .utf8)
                #expect(requirements == "six\n")
                // From here on no wizard is needed.
                let again = try await Lab.build([lab.path], home: home)
                let isReused = again.result.layers.allSatisfy { $0.isReused }
                #expect(isReused, "the files are those the wizard built")

                terminal.environment = ["DOCKER_CONFIG": lab.deletingLastPathComponent().appending(path: "nobody").path]
                let place = "\(registry.address)/team/old-stars"
                let published = try await terminal.run(
                    "published-60",
                    Self.unchanged + Self.answer("Now [build]") + Self.answer("Next [1]", "publish")
                        + Self.answer("Place", place)
                        + Self.answer("User at", user) + Self.answer("Password", password)
                        + Self.answer("Next [1]", "finish")
                )
                #expect(published.status == 0 && published.faults.isEmpty, "\(published.transcript)")
                #expect(published.transcript.contains("published \(place)"), "\(published.transcript)")
                #expect(published.transcript.contains("nothing changed since the version before"))
                #expect(!published.transcript.contains(password))
                let found = try await Program.expectSuccess([
                    "skopeo", "list-tags", "--tls-verify=false", "--creds", "\(user):\(password)", "docker://\(place)",
                ])
                #expect(found.contains("latest"))
            }
        }

        @Test(
            "left at the review, while it builds and when it is built: what was done is kept, and the next start goes on there"
        )
        func leavingLate() async throws {
            try await withLab { lab, home in
                let terminal = DrivenTerminal(home: home, folder: lab)
                let leave = { (steps: [Step]) in steps + [.key("ctrl-c")] }
                let review = try await terminal.run("left-review-80", leave(Self.toReview + [.expect("Now [build]")]))
                let resumed = Self.answer("Go on where you were?")
                let building = try await terminal.run(
                    "left-building-80",
                    leave(resumed + Self.answer("Now [build]") + [.expect("wrote meta-data.yaml")])
                )
                // Begun anew: what the files say by now is offered.
                let built = try await terminal.run(
                    "left-built-80",
                    leave(
                        Self.answer("Go on where you were?", "no") + Self.unchanged + Self.answer("Now [build]")
                            + [.expect("Next [1]")]
                    )
                )
                for left in [review, building, built] {
                    #expect(left.status == 130 && left.faults.isEmpty, "\(left.transcript)")
                    #expect(left.output.isEmpty && left.transcript.contains("Your answers are kept"))
                }
                let last = try await terminal.run("left-last-80", resumed + Self.answer("Next [1]", "finish"))
                #expect(last.status == 0 && last.faults.isEmpty, "\(last.transcript)")
                #expect(last.output.hasPrefix("old-stars:1.0.0-"), "\(last.output)")
            }
        }

        @Test("what changed since the version before is told, with what brought a package in; then tested and opened")
        func changes() async throws {
            try await withLab { lab, home in
                let metadata = Lab.metadata.replacing("a-test", with: "old-stars")
                try Lab.write(["meta-data.yaml": metadata, "requirements.txt": "six==1.16.0\n"], to: lab)
                _ = try await Lab.build([lab.path], home: home)
                try Lab.write(["requirements.txt": "six==1.17.0\npython-dateutil==2.9.0.post0\nrequests\n"], to: lab)
                let steps: [Step] = [
                    "Kind [", "Files [", "Packages [", "Debian packages [", "Title [", "Short name [", "What is it for",
                    "Your name [",
                    "E-mail [", "Version [", "Licence [", "Visibility [", "Now [build]",
                ].flatMap { Self.answer($0) }
                let result = try await DrivenTerminal(home: home, folder: lab, width: 200).run(
                    "changed-200",
                    steps + Self.answer("Next [1]", "test") + [.expect("passed:")] + Self.answer("Next [1]", "open")
                        + [.expect("http://127.0.0.1:")] + Self.answer("Enter stops it")
                        + Self.answer("Next [3]", "finish")
                )
                #expect(result.status == 0, "\(result.transcript)")
                let text = result.transcript.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(text.contains("six 1.16.0 → 1.17.0"), "\(result.transcript)")
                #expect(text.contains("(for requests)"), "\(result.transcript)")
                // Before anything is built, too.
                let review = text.prefix(upTo: text.range(of: "Now [build]")?.lowerBound ?? text.startIndex)
                #expect(review.contains("changes since the version before: "), "\(result.transcript)")
                #expect(review.contains("requests 2.") && review.contains("six 1.16.0 → 1.17.0"))
            }
        }

        /// What is asked for a notebook in a folder that says nothing yet, and an answer each.
        static let questions: [(question: String, answer: String)] = [
            ("Kind [", ""), ("Files [", ""), ("Packages [", ""), ("Debian packages [none]", ""),
            ("Title [", "Old stars"),
            ("Short name [old-stars]", ""), ("What is it for:", "Ages of stars, from their colours."),
            ("Your name:", "Ann Example"), ("E-mail:", "ann@datalabs.example.eu"), ("Version [1.0.0]", ""),
            ("Licence:", "1"), ("Visibility [", ""),
        ]

        /// All of it again for a folder that says everything already: Enter everywhere.
        static let unchanged: [Step] = [
            "Kind [", "Files [1]", "Packages [1]", "Debian packages [none]", "Title [Old stars]",
            "Short name [old-stars]", "What is it for",
            "Your name [Ann Example]", "E-mail [ann@", "Version [1.0.0]", "Licence [MIT]", "Visibility [1]",
        ].flatMap { answer($0) }
    }
}
