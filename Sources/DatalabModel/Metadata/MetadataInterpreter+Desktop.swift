internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// What is on the desktop; nil when nothing is said about it.
    mutating func desktop(of kind: DatalabKind?) -> DatalabMetadata.Desktop? {
        let given = [MetadataField.desktopStart, .desktopMenu].compactMap { facts.facts[$0] }
        guard !given.isEmpty else { return nil }
        let start = line(.desktopStart)
        let menu = desktopMenu()
        // A kind that is wrong has been told.
        guard kind == .vnc else {
            guard kind != nil || facts.facts[.kind] == nil else { return nil }
            let found = "this datalab has \(kind.map { "the kind '\($0.rawValue)'" } ?? "no 'kind'")"
            for fact in given {
                let message = "'\(fact.key)' is for datalabs of the kind 'vnc', \(found)"
                let isStart = fact.key == MetadataField.desktopStart.key
                refuse(
                    isStart ? .desktopStart : .desktopMenu,
                    at: fact.keyPlace,
                    message,
                    hint: "write 'kind: vnc', or remove the key"
                )
            }
            return nil
        }
        return DatalabMetadata.Desktop(start: start, menu: menu)
    }

    private mutating func desktopMenu() -> [DatalabMetadata.Desktop.Entry] {
        guard let node = facts.facts[.desktopMenu]?.value, !node.isNull else { return [] }
        guard let nodes = node.sequence else {
            fail(at: node, "'desktop.menu' must be a list of entries, found \(node.kindInWords)")
            return []
        }
        var entries: [DatalabMetadata.Desktop.Entry] = []
        for node in nodes {
            guard let entry = menuEntry(node) else { continue }
            if entries.contains(where: { $0.name == entry.name }) {
                let message = "'desktop.menu' has two entries named '\(Spelling.shortened(entry.name))'"
                refuse(.desktopMenu, at: node.place, message, instead: "the first is taken", hint: "rename one")
                if isLenient(.desktopMenu) { continue }
            }
            entries.append(entry)
        }
        return entries
    }

    private mutating func menuEntry(_ node: some MetadataNode) -> DatalabMetadata.Desktop.Entry? {
        guard var fields = FieldReader(node, path: "desktop.menu.") else {
            fail(at: node, "an entry of 'desktop.menu' must be a mapping, found \(node.kindInWords)")
            return nil
        }
        let name = fields.text("name", required: true)
        let command = fields.text("command", required: true)
        for problem in fields.finish() {
            let instead = "the entry is left out"
            refuse(.desktopMenu, at: problem.place, problem.message, instead: instead, hint: problem.hint)
        }
        guard let name, let command else { return nil }
        return .init(name: Self.onOneLine(name), command: Self.onOneLine(command))
    }

    private mutating func fail(at node: any MetadataNode, _ message: String) {
        let hint = "write '- {name: DS9, command: ds9}'"
        refuse(.desktopMenu, at: node.place, message, instead: "it is left out", hint: hint)
    }

    private static func onOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
