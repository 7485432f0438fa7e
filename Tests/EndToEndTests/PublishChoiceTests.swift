import Foundation
import Testing

extension EndToEnd {
    /// What is published when nothing is named, what is shown and asked before, and what an AppStore has already.
    @Suite("what is published, and where", .timeLimit(.minutes(10)))
    struct PublishChoiceTests {
        private struct Publication: Decodable {
            struct Report: Decodable {
                struct Amount: Decodable {
                    let blobs: Int
                    let bytes: Int
                }
                let sent: Amount
                let mounted: Amount
                let tags: [String]
            }
            let image: String
            let report: Report
        }

        private func publish(_ arguments: [String], in folder: URL, _ home: URL) async throws -> Finished {
            try await Program.run(
                [Lab.program, "publish"] + arguments,
                environment: Lab.environment(home: home),
                in: folder
            )
        }

        @Test(
            "a folder's own datalab is published, also by a plan; what another repository of an AppStore has is mounted"
        )
        func choice() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                for name in ["one", "two"] {
                    let metadata = Lab.metadata.replacing("alternateName: a-test", with: "alternateName: the-\(name)")
                    try Lab.write(["meta-data.yaml": metadata, "a.txt": name], to: folder.appending(path: name))
                    _ = try await Lab.build([folder.appending(path: name).path], home: home)
                }
                let store = try await TestRegistry(.appStore, in: folder)
                defer { store.stop() }
                let refused = try await publish(["\(store.address)/team/lab"], in: folder, home)
                #expect(refused.status == 66 && refused.errors.contains("the-two"), "\(refused.transcript)")
                let one = folder.appending(path: "one")
                let plan = try await publish(["\(store.address)/team/lab", "--dry-run"], in: one, home)
                #expect(plan.status == 0, "\(plan.transcript)")
                for words in ["the-one:1.2.3-0", "\(store.address)/team/lab", "1.2.3-0, 1.2.3, latest"] {
                    #expect(plan.output.contains(words), "\(plan.transcript)")
                }
                let pull = ["pull", "\(store.address)/team/lab"]
                #expect(try await Lab.datalab(pull, home: home).status != 0, "a plan publishes nothing")
                // At a terminal it is asked, and no is a no.
                let asked = "printf 'n\\n' | script -qec '\(Lab.program) publish \(store.address)/team/lab' /dev/null"
                let no = try await Program.run(
                    ["sh", "-c", asked],
                    environment: Lab.environment(home: home).merging(["CI": "", "TERM": "xterm"]) { $1 },
                    in: one
                )
                #expect(
                    no.output.contains("publish it?") && no.output.contains("nothing was published"),
                    "\(no.transcript)"
                )
                #expect(try await Lab.datalab(pull, home: home).status != 0)

                let published = try await publish(["\(store.address)/team/lab", "--format", "json"], in: one, home)
                let first = try JSONDecoder().decode(Publication.self, from: Data(published.output.utf8))
                #expect(first.image == "the-one:1.2.3-0" && first.report.sent.bytes > 1_000_000)
                let other = folder.appending(path: "other")
                try await Program.expectSuccess([Lab.program] + pull, environment: Lab.environment(home: other))
                let again = try await publish(
                    ["\(store.address)/team/lab", "\(store.address)/other/lab", "--format", "json"],
                    in: folder,
                    other
                )
                let second = try JSONDecoder().decode(Publication.self, from: Data(again.output.utf8))
                #expect(second.report.sent.bytes == 0 && second.report.mounted.blobs > 3, "\(again.transcript)")
            }
        }
    }
}
