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
        let near = names.min { Self.distance($0, word) < Self.distance($1, word) }
        let help = "'\(command) --help' lists the commands"
        let hint = near.flatMap {
            Self.distance($0, word) <= max(1, $0.count / 3) ? "did you mean '\($0)'? \(help)" : nil
        }
        problems = [.error("there is no command '\(shown)' of '\(command)'", hint: hint ?? help)]
    }

    /// How many letters must be changed, left out, added or swapped with a neighbour.
    private static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first.lowercased().prefix(32)), Array(second.lowercased().prefix(32)))
        var rows = [Array(0...b.count)]
        for (i, x) in a.enumerated() {
            var row = [i + 1]
            for (j, y) in b.enumerated() {
                var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (x == y ? 0 : 1))
                if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
