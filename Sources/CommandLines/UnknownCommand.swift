internal import ArgumentParser
internal import Reporting

/// A word where a command was expected, and the commands there are.
struct UnknownCommand: ReportedFailure {
    let failureClass = FailureClass.usage
    let problems: [Problem]

    /// Finds the word; nil when the words of a command line name a command.
    init?(_ arguments: [String], of root: any ParsableCommand.Type) {
        var command: any ParsableCommand.Type = root
        var path = [root._commandName]
        for word in arguments {
            let commands = command.configuration.subcommands
            guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            guard
                let next = commands.first(where: { $0._commandName == word || $0.configuration.aliases.contains(word) })
            else {
                self.init(word, of: path.joined(separator: " "), among: commands.map { $0._commandName })
                return
            }
            command = next
            path.append(word)
        }
        return nil
    }

    private init(_ word: String, of command: String, among names: [String]) {
        let shown = word.count <= 60 ? word : "\(word.prefix(59))…"
        let near = NearMiss.nearest(word, among: names)
        let help = "'\(command) --help' lists the commands"
        let hint = near.map { "did you mean '\($0)'? \(help)" }
        problems = [.error("there is no command '\(shown)' of '\(command)'", hint: hint ?? help)]
    }
}
