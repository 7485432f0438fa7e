internal import Reporting
internal import SourcedYAML

/// Inputs, and their places on the command line.
extension StepReader {
    mutating func input<Node>(_ port: StepPort<Node>) -> StepDescription.Input? {
        let path = "inputs.\(port.name)"
        if port.value.written != nil, !port.value.isNull {
            guard let type = type(port.value, path, of: StepType.Item.ofInputs) else { return nil }
            if type.item == .choice { missingChoices(path, at: port.place) }
            if type.item == .boolean, !isNotebook { missingPrefix(path, at: port.place) }
            return .init(name: port.name, type: type)
        }
        guard var fields = FieldReader(port.value, path: "\(path).") else { return mustBeMapping(port, path, "File") }
        if port.isListed { _ = fields.value("name") }
        let choicesNode = fields.value("choices")
        let choices = choicesNode.map { self.choices($0, "\(path).choices") }
        let typeNode = fields.value("type", required: choices == nil)
        let found = typeNode.flatMap { type($0, "\(path).type", of: StepType.Item.ofInputs) }
        guard let type = found ?? (typeNode == nil && choices != nil ? StepType(.choice) : nil) else {
            problems += fields.problems
            return nil
        }
        var input = StepDescription.Input(
            name: port.name,
            type: type,
            label: fields.text("label"),
            doc: fields.text("doc")
        )
        input.choices = choices
        if type.item == .choice, choices == nil { missingChoices(path, at: port.place) }
        if type.item != .choice, let node = choicesNode {
            fields.fail(
                at: node,
                "'\(path).choices' are for the type 'enum', found '\(type.notation)'",
                hint: "write 'type: enum'"
            )
        }
        if let node = fields.value("default") { input.standard = standard(node, "\(path).default", type, choices) }
        if let node = fields.value("example") { input.example = value(node, "\(path).example", type, choices) }
        place(&input, &fields, path, at: port.place)
        problems += fields.finish()
        return input
    }

    /// Where it stands on the command line.
    private mutating func place<Node>(
        _ input: inout StepDescription.Input,
        _ fields: inout FieldReader<Node>,
        _ path: String,
        at place: Place
    ) {
        if let node = fields.value("inputBinding") {
            fields.fail(
                at: node,
                "'\(path).inputBinding' is written without it here",
                hint: "write 'prefix' and 'position' beside 'type'"
            )
        }
        if isNotebook {
            for key in ["prefix", "position", "separate", "itemSeparator"] {
                guard let node = fields.value(key) else { continue }
                fields.fail(
                    at: node,
                    "'\(path).\(key)' has no meaning: the inputs of a notebook are its parameters",
                    hint: "remove it"
                )
            }
            return
        }
        input.prefix = fields.text("prefix")
        if let prefix = input.prefix, prefix.contains(where: \.isWhitespace) || prefix.contains("$("),
            let node = fields.value("prefix")
        {
            fields.fail(
                at: node,
                "'\(path).prefix' must be one word, found '\(Spelling.shortened(prefix))'",
                hint: "write one such as '--\(input.name)'"
            )
        }
        if let text = fields.text("position"), let node = fields.value("position") {
            input.position = Self.whole(text, in: 1...1000).map { Int($0) }
            if input.position == nil {
                let message = "'\(path).position' must be a number from 1 to 1000, found '\(Spelling.shortened(text))'"
                fields.fail(at: node, message, hint: "write 'position: 1' for the first behind the command")
            }
        }
        if let text = fields.text("separate"), let node = fields.value("separate") {
            input.separate = Self.flag(text)
            if input.separate == nil {
                fields.fail(
                    at: node,
                    "'\(path).separate' must be 'true' or 'false', found '\(Spelling.shortened(text))'",
                    hint: "write 'separate: false' for '\(input.prefix ?? "--x=")VALUE' in one word"
                )
            } else if input.prefix == nil {
                fields.fail(at: node, "'\(path).separate' needs 'prefix'", hint: "add 'prefix', or remove it")
            }
        }
        if let node = fields.value("itemSeparator") {
            input.itemSeparator = node.written
            if !input.type.isList {
                fields.fail(
                    at: node,
                    "'\(path).itemSeparator' is for lists, found '\(input.type.notation)'",
                    hint: "write 'type: \(input.type.item.rawValue)[]', or remove it"
                )
            }
        }
        if input.type.item == .boolean, input.prefix == nil { missingPrefix(path, at: place) }
    }

    private mutating func missingPrefix(_ path: String, at place: Place) {
        fail(
            at: place,
            "'\(path)' is a boolean and has no 'prefix'",
            hint: "write '{type: boolean, prefix: --verbose}': the word that is there when it is true"
        )
    }

    private mutating func missingChoices(_ path: String, at place: Place) {
        fail(at: place, "the key '\(path).choices' is missing", hint: "write '{type: enum, choices: [one, two]}'")
    }
}
