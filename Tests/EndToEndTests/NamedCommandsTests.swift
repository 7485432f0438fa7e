import Foundation
import Testing

/// What messages and pages tell people to run is there to be run.
@Suite("named commands")
struct NamedCommandsTests {
    /// A command with its options and subcommands, as the program itself tells them.
    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
        }
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Command]?

        var options: Set<String> {
            let names = (arguments ?? []).flatMap { $0.names ?? [] }
            return Set(names.map { ($0.kind == "long" ? "--" : "-") + $0.name }).union(["--help", "--version"])
        }

        var allOptions: Set<String> { (subcommands ?? []).reduce(options) { $0.union($1.allOptions) } }

        /// What is wrong with the words after the program's name; nil when nothing is.
        func fault(in words: [Substring]) -> String? {
            if let first = words.first, let next = subcommands?.first(where: { $0.commandName == first }) {
                return next.fault(in: Array(words.dropFirst()))
            }
            if subcommands?.isEmpty == false, let first = words.first, !first.hasPrefix("-") {
                return "there is no command '\(first)' of '\(commandName)'"
            }
            for word in words where word.hasPrefix("--") {
                let option = String(word.prefix { $0 != "=" && $0 != "," && $0 != "." && $0 != ";" })
                guard options.contains(option) else { return "'\(commandName)' has no option '\(option)'" }
            }
            return nil
        }
    }

    private static func command(_ program: String) async throws -> Command {
        struct Dump: Decodable { let command: Command }
        let dumped = try await Program.run([program, "--experimental-dump-help"])
        return try JSONDecoder().decode(Dump.self, from: Data(dumped.output.utf8)).command
    }

    /// A line of a source file or page.
    private struct Line {
        let text: String
        let place: String
        let isSource: Bool
    }

    private static func lines() throws -> [Line] {
        var files = ["README.md", "CONTRIBUTING.md", "recipes/README.md"]
        for folder in ["Sources", "docs"] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: Lab.root.appending(path: folder).path)
            files += names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
        }
        return try files.flatMap { file in
            let text = try String(contentsOf: Lab.root.appending(path: file), encoding: .utf8)
            return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
                Line(text: String(line), place: "\(file):\(number + 1)", isSource: file.hasSuffix(".swift"))
            }
        }
    }

    @Test("every command and every target of make that a message or a page names exists, with its options")
    func commands() async throws {
        let programs = [
            "datalab": try await Self.command(Lab.program), "appstore": try await Self.command(Lab.appstore),
        ]
        let makefile = try String(contentsOf: Lab.root.appending(path: "Makefile"), encoding: .utf8)
        let targets = Set(makefile.matches(of: #/(?m)^([a-z][a-z-]*):/#).map { String($0.1) })
        var count = 0
        for line in try Self.lines() {
            for match in line.text.matches(of: #/['`](datalab|appstore) ([a-z][^'`"]*)['`]/#) {
                count += 1
                let fault = programs[String(match.1)]?.fault(in: match.2.split(separator: " "))
                #expect(fault == nil, "\(line.place): \(match.0)")
            }
            for match in line.text.matches(of: #/['`]make ([a-z][a-z-]*)/#) {
                #expect(targets.contains(String(match.1)), "\(line.place): \(match.0)")
            }
        }
        #expect(count > 60)
    }

    /// Options of pip, which requirements files may hold: the reader of those knows them.
    private static let pips: Set<String> = [
        "--hash", "--require-hashes", "--only-binary", "--no-binary", "--trusted-host", "--index-url",
        "--extra-index-url",
        "--find-links", "--no-index", "--editable", "--requirement", "--constraint", "--prefer-binary", "--pre",
        "--config-settings", "--global-option", "--no-build-isolation", "--use-feature",
    ]

    /// What builds of sources tell of docker.
    private static let boxes: Set<String> = [
        "--security-opt"
    ]

    @Test("every option that a message names is one of ours, or one that a file of requirements may hold")
    func options() async throws {
        let known = try await Self.command(Lab.program).allOptions.union(
            try await Self.command(Lab.appstore).allOptions
        )
        .union(Self.pips.union(Self.boxes))
        for line in try Self.lines() where line.isSource {
            for match in line.text.matches(of: #/'(--[a-z][a-z-]+)/#) {
                let isKnown = known.contains(String(match.1))
                #expect(isKnown, "\(line.place): \(match.1)")
            }
        }
    }
}
