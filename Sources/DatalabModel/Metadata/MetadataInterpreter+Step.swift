internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// What a step does; nil for other kinds, and where nothing of it can be used.
    mutating func step(of kind: DatalabKind?) -> StepDescription? {
        guard kind == .step else { return nil }
        let (command, notebook) = (facts.facts[.command], facts.facts[.notebook])
        var reader = StepReader(isNotebook: notebook != nil && command == nil)
        defer { problems += reader.problems }
        var inputs = facts.facts[.inputs].map { reader.inputs($0.value) } ?? []
        let outputs = facts.facts[.outputs].map { reader.outputs($0.value, inputs: inputs) } ?? []
        let words = command.map { reader.words($0.value) } ?? []
        let named = command.map { reader.references(in: words, at: $0.value, inputs) } ?? []
        switch (command, notebook) {
        case (nil, nil):
            let hint = "write 'command: python3 fit.py', or 'notebook: fit.ipynb'"
            reader.fail(
                at: facts.facts[.kind]?.keyPlace ?? filePlace,
                "a step has a 'command' or a 'notebook'",
                hint: hint
            )
        case (.some, let notebook?):
            reader.fail(
                at: notebook.keyPlace,
                "a step has a 'command' or a 'notebook', and not both",
                hint: "remove one of the two"
            )
        case (.some, nil):
            if facts.facts[.outputs] == nil {
                let hint = "write what it leaves behind: 'outputs: {result: {type: File, glob: result.txt}}'"
                let message = "a step without 'outputs' keeps nothing of what its command writes"
                problems.append(.warning(at: command?.keyPlace, message, hint: hint))
            }
        default: break
        }
        if notebook == nil { Self.place(&inputs, behind: named) }
        return StepDescription(
            command: words,
            notebook: stepNotebook(&reader),
            inputs: inputs,
            outputs: outputs,
            network: flag(.network)
        )
    }

    private mutating func stepNotebook(_ reader: inout StepReader) -> String? {
        guard let fact = facts.facts[.notebook] else { return nil }
        if let text = fact.value.text, text.lowercased().hasSuffix(".ipynb"), !fact.value.isNull { return text }
        let found = fact.value.text.map { "'\(Spelling.shortened($0))'" } ?? fact.value.kindInWords
        reader.fail(
            at: fact.value.place,
            "'notebook' must be the path of a notebook, found \(found)",
            hint: "write 'notebook: fit.ipynb'"
        )
        return nil
    }

    /// Gives inputs their places behind the command: those that say none come behind those that do, in the order of the metadata.
    private static func place(_ inputs: inout [StepDescription.Input], behind named: Set<String>) {
        var last = inputs.compactMap(\.position).max() ?? 0
        for index in inputs.indices where inputs[index].position == nil {
            // What the words of the command name has its place there.
            guard !named.contains(inputs[index].name) || inputs[index].prefix != nil else { continue }
            last += 1
            inputs[index].position = last
        }
    }
}
