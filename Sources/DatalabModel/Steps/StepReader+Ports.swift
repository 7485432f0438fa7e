internal import Reporting
internal import SourcedYAML

/// An input or output as it is written.
struct StepPort<Node: MetadataNode> {
    let name: String
    let place: Place
    let value: Node
    /// Whether its name is among its keys: in the list of an image.
    let isListed: Bool
}

extension StepReader {
    /// The entries of `inputs` or `outputs`: keys with types or mappings, or a list of mappings with a `name`.
    mutating func ports<Node: MetadataNode>(_ node: Node, _ key: String) -> [StepPort<Node>] {
        var ports: [StepPort<Node>] = []
        if let members = node.members {
            ports = members.map { StepPort(name: $0.key, place: $0.keyPlace, value: $0.value, isListed: false) }
        } else if let nodes = node.sequence {
            for node in nodes {
                if let name = node["name"]?.text {
                    ports.append(StepPort(name: name, place: node.place, value: node, isListed: true))
                } else {
                    fail(
                        at: node.place,
                        "an entry of '\(key)' has no 'name'",
                        hint: "write 'NAME: TYPE', a line for each"
                    )
                }
            }
        } else if !node.isNull {
            fail(
                at: node.place,
                "'\(key)' must be names with types, found \(node.kindInWords)",
                hint: "write 'NAME: TYPE', a line for each"
            )
        }
        if ports.count > Self.mostPorts {
            fail(
                at: ports[Self.mostPorts].place,
                "'\(key)' has more than \(Self.mostPorts) entries",
                hint: "take lists of files"
            )
            ports.removeLast(ports.count - Self.mostPorts)
        }
        var seen: Set<String> = []
        return ports.filter { port in
            if let problem = fault(inName: port.name) {
                fail(
                    at: port.place,
                    problem,
                    hint: "use letters, digits\(isNotebook ? "" : ", '-'") and '_', a letter first"
                )
                return false
            }
            guard seen.insert(port.name).inserted else {
                fail(at: port.place, "'\(key)' has '\(port.name)' twice", hint: "rename one")
                return false
            }
            return true
        }
    }

    private func fault(inName name: String) -> String? {
        let isWord = { (character: Character) in
            character.isASCII
                && (character.isLetter || character.isNumber || character == "_" || (character == "-" && !isNotebook))
        }
        let isFirst = name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
        guard isFirst, name.allSatisfy(isWord), name.utf8.count <= 64 else {
            return "'\(Spelling.shortened(name))' cannot be a name\(isNotebook ? " of a notebook's parameter" : "")"
        }
        return nil
    }

    mutating func output<Node>(_ port: StepPort<Node>, _ inputs: [StepDescription.Input]) -> StepDescription
        .Output?
    {
        let path = "outputs.\(port.name)"
        if port.value.written != nil {
            guard let type = type(port.value, path, of: StepType.Item.ofOutputs) else { return nil }
            if !type.item.isStream { missingGlob(path, at: port.place) }
            return type.item.isStream ? .init(name: port.name, type: type) : nil
        }
        guard var fields = FieldReader(port.value, path: "\(path).") else {
            return mustBeMapping(port, path, "{type: File, glob: '*.fits'}")
        }
        if port.isListed { _ = fields.value("name") }
        let typeNode = fields.value("type", required: true), globNode = fields.value("glob")
        let found = typeNode.flatMap { type($0, "\(path).type", of: StepType.Item.ofOutputs) }
        let glob = globNode.map { patterns($0, "\(path).glob", inputs) }
        let label = fields.text("label"), doc = fields.text("doc")
        if let node = fields.value("outputBinding") {
            fields.fail(
                at: node,
                "'\(path).outputBinding' is written without it here",
                hint: "write 'glob' beside 'type'"
            )
        }
        problems += fields.finish()
        guard let type = found else { return nil }
        if glob == nil, !type.item.isStream { missingGlob(path, at: port.place) }
        if type.item.isStream, (glob?.count ?? 0) > 1 {
            fail(at: port.place, "'\(path).glob' is the name of one file", hint: "write one name")
        }
        return .init(name: port.name, type: type, glob: glob, label: label, doc: doc)
    }

    private mutating func missingGlob(_ path: String, at place: Place) {
        fail(
            at: place,
            "the key '\(path).glob' is missing",
            hint: "write '{type: File, glob: result.txt}': the path that the command writes to"
        )
    }

    /// Patterns of paths below the folder that the command runs in.
    private mutating func patterns(_ node: some MetadataNode, _ key: String, _ inputs: [StepDescription.Input])
        -> [String]
    {
        let nodes = node.sequence ?? [node]
        if nodes.isEmpty {
            fail(at: node.place, "'\(key)' is empty", hint: "write a path or pattern, such as '*.fits'")
        }
        return nodes.compactMap { node in
            guard let text = node.text, !text.isEmpty else {
                fail(
                    at: node.place,
                    "'\(key)' must be a path or pattern, found \(node.kindInWords)",
                    hint: "write one such as '*.fits'"
                )
                return nil
            }
            _ = references(in: text, at: node.place, inputs)
            if text.hasPrefix("/") || text.hasPrefix("~") || text.split(separator: "/").contains("..") {
                let hint = "write a path below the folder that the command runs in, such as 'out/*.fits'"
                fail(at: node.place, "'\(key)' leads elsewhere, found '\(Spelling.shortened(text))'", hint: hint)
            }
            return text
        }
    }

    mutating func mustBeMapping<Value>(_ port: StepPort<some MetadataNode>, _ path: String, _ example: String)
        -> Value?
    {
        let found = port.value.isNull ? "nothing" : port.value.kindInWords
        fail(
            at: port.value.place,
            "'\(path)' must be a type or a mapping, found \(found)",
            hint: "write '\(port.name): \(example)'"
        )
        return nil
    }
}
