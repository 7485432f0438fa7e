internal import ArgumentParser
internal import CommandLines
internal import DatalabModel

/// `datalab licences`: the licences that can be named in the metadata.
struct LicencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "licences",
        abstract: "List the licences, or those that match a text.",
        discussion: "Example: datalab licences apache",
    )

    @Argument(help: "Part of an identifier or a name; misspellings are forgiven.")
    var text: [String] = []

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let wanted = text.joined(separator: " ")
        let found = wanted.isEmpty ? LicenceList.all : LicenceList.search(wanted)
        guard output.format == .text else { return context.print(try JSONOutput.text(found)) }
        guard !found.isEmpty else { return context.note("no licence matches '\(wanted)'") }
        var table = TextTable([("IDENTIFIER", .left), ("GROUP", .left), ("NAME", .left)])
        for licence in found {
            table.add(
                licence.identifier,
                licence.group.rawValue,
                licence.name + (licence.isDeprecated ? " (deprecated)" : "")
            )
        }
        table.lines.forEach(context.print)
    }
}
