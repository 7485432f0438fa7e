internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// What is on the desktop; nil when nothing is said about it.
    mutating func desktop(of kind: DatalabKind?) -> DatalabMetadata.Desktop? {
        guard kind == .vnc, facts.facts[.desktopStart] != nil || facts.facts[.desktopMenu] != nil else { return nil }
        let start = line(.desktopStart)
        let menu = desktopMenu()
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
