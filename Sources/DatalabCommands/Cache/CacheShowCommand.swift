internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild

/// `datalab cache show`.
struct CacheShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is kept where, and how large it is.",
        discussion: """
            All of it is in one folder, $DATALAB_HOME: the one that a CI system should keep. Git repositories are fetched anew, \
            and not kept.

            Example: datalab cache show
            """,
    )

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let contents = try HomeContents(context.home)
        guard output.format == .text else { return context.print(try JSONOutput.text(contents)) }
        var table = TextTable([
            ("KEPT", .left), ("SIZE", .right), ("FILES", .right), ("PRUNED", .left), ("WHERE", .left),
        ])
        for part in contents.parts {
            let isPruned = part.canBePruned ? "oldest first" : "-"
            table.add(part.name, Wording.bytes(part.size), "\(part.count)", isPruned, part.folder)
        }
        table.lines.forEach(context.print)
        context.print("")
        context.print("in all    \(Wording.bytes(contents.size)) in \(contents.home)")
        context.print("To bound it:  datalab cache prune --max-size 2GB --old-images")
    }
}
