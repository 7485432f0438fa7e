internal import PythonPackages
internal import TerminalPrompts

/// Has a list of packages typed or pasted, until an empty line: good lines are kept, and each that is not is named.
struct PackageTyping {
    let prompter: Prompter
    let help: String

    /// What came of it.
    struct List {
        /// The text of a requirements.txt.
        var text: String
        /// Debian packages that stand for some of conda's.
        var systemPackages: [String] = []
    }

    /// A list with what is typed after a text.
    ///
    /// - Throws: `PromptEnd`; `CancellationError`.
    func list(after text: String) throws -> List {
        prompter.say(
            "Type them or paste a list, such as astropy or numpy>=2; an empty line ends it, ? tells what is understood.",
            first: "  "
        )
        var list = List(text: text)
        var question = Question("Package", standard: "", help: understood)
        while true {
            let lines = try prompter.lines(question)
            guard lines.contains(where: { !$0.isEmpty }) else { return list }
            let more = take(lines, after: list.text)
            list.text = more.text
            list.systemPackages += more.systemPackages
            // What is wrong in the only line can be mended where it stands.
            let isToBeMended = lines.count == 1 && more.isAllWrong && prompter.device.abilities.editsLines
            question.draft = isToBeMended ? lines[0] : ""
        }
    }

    /// Takes lines, and tells what became of those that are not as they were written.
    func take(_ lines: [String], after text: String) -> (text: String, systemPackages: [String], isAllWrong: Bool) {
        let pasted = PastedRequirements(lines)
        let (added, present) = RequirementLines.adding(pasted.lines, to: text)
        for reading in pasted.readings {
            prompter.say("\(Self.short(reading.text)): read as \(reading.message)", first: "  ")
        }
        for line in present { prompter.say("\(line): it is in the list already", first: "  ") }
        for fault in pasted.faults {
            prompter.say("not taken: \(Self.short(fault.text)): \(fault.message)", first: "  ", rest: "    ")
        }
        if !pasted.systemPackages.isEmpty {
            prompter.say("for apt.txt: \(pasted.systemPackages.joined(separator: ", "))", first: "  ")
        }
        if lines.count > 1 {
            let names = RequirementLines.names(of: pasted.lines.joined(separator: "\n"))
            let wrong = pasted.faults.isEmpty ? "" : "; \(pasted.faults.count) not taken"
            prompter.say("taken \(names.count): \(names.joined(separator: ", "))\(wrong)", first: "  ")
        }
        return (added, pasted.systemPackages, pasted.lines.isEmpty && !pasted.faults.isEmpty)
    }

    private var understood: String {
        help
            + " Understood are also commas, 'pip install a b', 'conda install', lists with '-', what 'pip list' prints, "
            + "lines of an environment.yml or a pyproject.toml, and imports. '-r FILE' and addresses (git+https://…) will do too."
    }

    private static func short(_ text: String) -> String { text.count <= 60 ? "'\(text)'" : "'\(text.prefix(59))…'" }
}
