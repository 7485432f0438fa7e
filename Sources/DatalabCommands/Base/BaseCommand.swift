internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel
internal import PythonPackages

/// `datalab base`: what datalabs are built on.
struct BaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "base",
        abstract: "List, show and build the bases datalabs are built on.",
        discussion: "Example: datalab base show jupyterlab",
        subcommands: [BaseListCommand.self, BaseShowCommand.self, BaseBuildCommand.self],
        defaultSubcommand: BaseListCommand.self,
    )
}

/// `datalab base list`.
struct BaseListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the bases that are built.",
        discussion: "Example: datalab base list",
    )

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let bases = try BaseCatalog(ImageLayout(root: context.home.store)).list()
        guard output.format == .text else { return context.print(try JSONOutput.text(bases)) }
        guard !bases.isEmpty else {
            return context.note("no bases yet: 'datalab base build' makes one, and so does the first 'datalab build'")
        }
        var table = TextTable([
            ("BASE", .left), ("MADE FROM", .left), ("PYTHON", .left), ("GLIBC", .left), ("SIZE", .right),
            ("DIGEST", .left),
        ])
        for base in bases {
            table.add(
                base.referenceName,
                base.origin?.name ?? "Debian \(base.facts.debian ?? "")",
                base.facts.target.fullVersion,
                base.facts.target.glibc,
                Wording.bytes(base.compressedSize),
                base.digest.description,
            )
        }
        table.lines.forEach(context.print)
    }
}
