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

    /// What other programs call what is done here.
    private static let usual = [
        "version": "--version", "clean": "cache prune", "prune": "cache prune", "gc": "cache prune", "ls": "images",
        "list": "images",
        "remove": "rm", "rmi": "rm", "uninstall": "rm", "start": "run", "open": "run", "serve": "run",
        "push": "publish", "upload": "publish",
        "download": "pull", "install": "add", "init": "new", "template": "new", "freeze": "lock",
        "licenses": "licences", "license": "licences",
        "licence": "licences", "validate": "check", "lint": "check", "export": "copy", "save": "copy",
        "wizard": "create", "log": "builds log",
        "history": "builds list",
    ]

    private init(_ word: String, of command: String, among names: [String]) {
        let shown = word.count <= 60 ? word : "\(word.prefix(59))…"
        let meant = Self.usual[word.lowercased()].flatMap { command in
            command.hasPrefix("-") || names.contains(String(command.prefix { $0 != " " })) ? command : nil
        }
        let near = meant ?? NearMiss.nearest(word, among: names)
        let help = "'\(command) --help' lists the commands"
        let hint = near.map { "did you mean '\($0)'? \(help)" }
        problems = [.error("there is no command '\(shown)' of '\(command)'", hint: hint ?? help)]
    }
}
