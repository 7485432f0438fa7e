import Foundation
import Testing

extension EndToEnd {
    /// What every command says of itself.
    @Suite("help")
    struct HelpTests {
        private struct Description: Decodable {
            struct Command: Decodable {
                struct Argument: Decodable {
                    let kind: String
                    let abstract: String?
                    let valueName: String
                }
                let commandName: String
                let abstract: String?
                let discussion: String?
                let arguments: [Argument]?
                let subcommands: [Command]?
            }
            let command: Command
        }

        @Test(
            "every command says what it does, shows an example of itself, and explains each argument",
            arguments: [
                Lab.program, Lab.appstore,
            ]
        )
        func complete(program: String) async throws {
            let dumped = try await Program.run([program, "--experimental-dump-help"])
            let description = try JSONDecoder().decode(Description.self, from: Data(dumped.output.utf8))
            try check(description.command, path: [])
        }

        private func check(_ command: Description.Command, path: [String]) throws {
            guard command.commandName != "help" else { return }
            let path = path + [command.commandName], words = path.joined(separator: " ")
            let abstract = try #require(command.abstract, "\(words)")
            #expect(abstract.hasSuffix(".") && abstract.count <= 120, "\(words): \(abstract)")
            let examples = (command.discussion ?? "").split(separator: "\n").map { $0.drop { $0 == " " } }
                .filter { $0.hasPrefix("Example: ") }
            #expect(examples.contains { $0.contains(" \(words)") }, "\(words) has no example of itself")
            for argument in command.arguments ?? [] where argument.kind != "flag" || argument.valueName != "help" {
                #expect(argument.abstract?.isEmpty == false, "\(words): '\(argument.valueName)' is not explained")
            }
            for subcommand in command.subcommands ?? [] { try check(subcommand, path: path) }
        }
    }
}
