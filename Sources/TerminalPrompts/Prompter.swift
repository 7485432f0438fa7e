/// Asks questions at a terminal, one line after the other, and tells what is to be told: no line is wider than the terminal.
package struct Prompter: Sendable {
    /// The terminal.
    package let device: TerminalDevice

    /// A prompter at a terminal.
    package init(_ device: TerminalDevice) {
        self.device = device
    }

    /// Tells something.
    ///
    /// - Parameters:
    ///   - text: the text, wrapped to the width.
    ///   - first: what its first line begins with.
    ///   - rest: what the lines after it begin with; spaces as wide as `first` when nil.
    package func say(_ text: String, first: String = "", rest: String? = nil) {
        let indent = rest ?? String(repeating: " ", count: TextWidth.of(first))
        let lines = TextWrapping.lines(text, width: columns, first: first, rest: indent)
        device.write(lines.map { $0 + "\n" }.joined())
    }

    /// An empty line.
    package func gap() { device.write("\n") }

    /// Tells what comes, set off from what was before.
    package func heading(_ text: String) {
        let lines = TextWrapping.lines(text, width: columns)
        device.write("\n" + lines.map { Emphasis.bold.applied(to: $0, device.abilities) + "\n" }.joined())
    }

    /// Tells names and values in two columns.
    package func table(_ rows: [(name: String, value: String)]) {
        let width = rows.map { TextWidth.of($0.name) }.max() ?? 0
        for row in rows {
            let padding = String(repeating: " ", count: width - TextWidth.of(row.name))
            say(row.value, first: "  \(row.name)\(padding)  ")
        }
    }

    /// Tells choices, numbered from 1.
    package func list(_ choices: [Choice]) {
        let digits = "\(choices.count)".count
        for (index, choice) in choices.enumerated() {
            let number = "\(index + 1)"
            let padding = String(repeating: " ", count: digits - number.count)
            let note = choice.note.isEmpty ? "" : ": \(choice.note)"
            say("\(choice.title)\(note)", first: "  \(padding)\(number)  ")
        }
    }

    /// Asks for a line.
    ///
    /// `<` goes back, `?` explains; an answer with a fault is asked for again, and can be changed.
    /// - Parameter question: the question.
    /// - Returns: the answer, without spaces at its ends.
    /// - Throws: `PromptEnd`; `CancellationError`.
    package func ask(_ question: Question) throws -> String {
        try lines(question).joined(separator: " ").trimmedSpaces
    }

    /// Asks for a line, or for several that are pasted at once.
    ///
    /// - Parameter question: the question; a fault is that of one line.
    /// - Returns: the lines, without spaces at their ends.
    /// - Throws: `PromptEnd`; `CancellationError`.
    package func lines(_ question: Question) throws -> [String] {
        var draft = question.draft
        while true {
            let lines = try read(question, draft).map(\.trimmedSpaces)
            draft = question.draft
            // A sign behind a text that stood there already is meant as if it were alone.
            let typed = lines.count == 1 ? lines[0] : ""
            let isSign = !question.draft.isEmpty && [question.draft + "<", question.draft + "?"].contains(typed)
            let answer = isSign ? String(typed.suffix(1)) : typed
            if answer == "<" || answer.lowercased() == "back" { throw PromptEnd.back }
            if ["quit", "exit"].contains(answer.lowercased()), !question.isSecret { throw PromptEnd.interrupted }
            if answer == "?" || answer.lowercased() == "help" {
                say(question.help, first: "  ")
                continue
            }
            if lines.allSatisfy(\.isEmpty) {
                if let standard = question.standard { return [standard] }
                say("an answer is needed here; ? explains", first: "  ")
                continue
            }
            guard let fault = lines.lazy.filter({ !$0.isEmpty }).compactMap(question.fault).first else { return lines }
            say(fault, first: "  ")
            // What is wrong can be mended where it stands; a typewriter cannot go back in it.
            if lines.count == 1, device.abilities.editsLines, !question.isSecret { draft = lines[0] }
        }
    }

    /// Asks for one of some choices, which are listed.
    ///
    /// - Parameters:
    ///   - prompt: what is asked.
    ///   - choices: the choices; at least one.
    ///   - standard: the choice Enter takes.
    ///   - help: what `?` tells.
    /// - Returns: the index of what was chosen.
    /// - Throws: `PromptEnd`; `CancellationError`.
    package func choose(_ prompt: String, _ choices: [Choice], standard: Int = 0, help: String) throws -> Int {
        list(choices)
        var question = Question(prompt, standard: "\(standard + 1)", help: help)
        question.fault = { answer in
            guard Self.index(of: answer, in: choices) == nil else { return nil }
            return choices.count == 1 ? "type 1, or Enter" : "type a number from 1 to \(choices.count), or a name"
        }
        return Self.index(of: try ask(question), in: choices) ?? standard
    }

    /// Asks whether something is so.
    ///
    /// - Parameters:
    ///   - prompt: what is asked.
    ///   - standard: what Enter takes.
    ///   - help: what `?` tells.
    /// - Returns: whether it is.
    /// - Throws: `PromptEnd`; `CancellationError`.
    package func confirm(_ prompt: String, standard: Bool = true, help: String) throws -> Bool {
        var question = Question("\(prompt) (yes or no)", standard: standard ? "yes" : "no", help: help)
        question.fault = { Self.truth(of: $0) == nil ? "type yes or no" : nil }
        return Self.truth(of: try ask(question)) ?? standard
    }

    private var columns: Int { device.width - 1 }

    private func read(_ question: Question, _ draft: String) throws -> [String] {
        let standard = question.standard.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
        var prompt = "\(question.prompt)\(standard): "
        // What leaves too little room for the answer stands on lines of its own.
        if TextWidth.of(prompt) > columns / 2 {
            say("\(question.prompt)\(standard):")
            prompt = "> "
        }
        var reader = LineReader(device: device, prompt: prompt, text: draft)
        reader.isSecret = question.isSecret
        reader.suggestion = question.suggestion
        reader.completions = question.completions
        return try reader.read()
    }

    static func truth(of answer: String) -> Bool? {
        switch answer.lowercased() {
        case "y", "yes": true
        case "n", "no": false
        default: nil
        }
    }

    /// The choice of a number, of a title or of the start of just one title.
    package static func index(of answer: String, in choices: [Choice]) -> Int? {
        if let number = Int(answer) { return number > 0 && number <= choices.count ? number - 1 : nil }
        let wanted = answer.lowercased()
        let titles = choices.map { $0.title.lowercased() }
        if let exact = titles.firstIndex(of: wanted) { return exact }
        let starting = titles.indices.filter { titles[$0].hasPrefix(wanted) }
        return starting.count == 1 ? starting[0] : nil
    }
}

extension String {
    /// The text without white space at its ends.
    package var trimmedSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
