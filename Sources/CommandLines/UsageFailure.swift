internal import ArgumentParser
internal import Foundation
internal import Reporting

/// A command line that cannot be read, in the form of all other errors: what was found, and the next step.
struct UsageFailure: ReportedFailure {
    let failureClass = FailureClass.usage
    let problems: [Problem]

    /// Puts the parser's message in order.
    ///
    /// - Parameters:
    ///   - message: the parser's whole message: `Error:`, and what it adds on lines of their own.
    ///   - arguments: the command line.
    ///   - root: the program's command.
    init(_ message: String, _ arguments: [String], of root: any ParsableCommand.Type) {
        let lines = message.split(separator: "\n").map(String.init)
        var text = lines.first.map { $0.hasPrefix("Error: ") ? String($0.dropFirst("Error: ".count)) : $0 } ?? message
        var hints: [String] = []
        if let match = text.firstMatch(of: /^(.*)\. Did you mean '([^']*)'\?$/) {
            if Self.isNear(text, String(match.2)) { hints.append("did you mean '\(match.2)'?") }
            text = String(match.1)
        }
        if let help = lines.first(where: { $0.hasPrefix("Help:") }) {
            let words = help.dropFirst("Help:".count).split(separator: "  ", maxSplits: 1).map { $0.drop { $0 == " " } }
            if words.count == 2 { hints.append("\(words[0]): \(Self.open(String(words[1])));") }
        }
        hints.append("'\(Self.command(arguments, of: root)) --help' tells all")
        problems = [
            .error(Self.open(text.prefix(1).lowercased() + text.dropFirst()), hint: hints.joined(separator: " "))
        ]
    }

    /// Without the full stop at its end.
    private static func open(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    /// Whether an option is near enough to the one in a message to have been meant.
    private static func isNear(_ message: String, _ option: String) -> Bool {
        guard let word = message.firstMatch(of: /'(-[^']*)'/)?.1 else { return false }
        let (typed, meant) = (word.drop { $0 == "-" }, option.drop { $0 == "-" })
        return NearMiss.nearest(String(typed), among: [String(meant)]) != nil
    }

    /// The program and the command that the first words of a line name.
    private static func command(_ arguments: [String], of root: any ParsableCommand.Type) -> String {
        var command: any ParsableCommand.Type = root
        var path = [root._commandName]
        for word in arguments {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
            command = next
            path.append(word)
        }
        return path.joined(separator: " ")
    }
}
