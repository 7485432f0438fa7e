internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import ContentStore
internal import DatalabBuild

/// `datalab base diff`: what two bases share, and what differs.
struct BaseDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two bases: packages added, removed and changed, layers and bytes in common.",
        discussion: "Example: datalab base diff jupyterlab:bookworm jupyterlab:trixie",
    )

    @Argument(help: "A base: jupyterlab, jupyterlab:trixie, or a digest.", completion: .storedBases)
    var first: String

    @Argument(help: "Another base, or the digest of another version of it.", completion: .storedBases)
    var second: String

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let catalog = BaseCatalog(try ImageLayout(root: context.home.store))
        let difference = BaseDifference(try catalog.get(first), try catalog.get(second))
        guard output.format == .text else { return context.print(try JSONOutput.text(difference)) }
        Self.lines(of: difference).forEach(context.print)
    }

    private static func lines(of difference: BaseDifference) -> [String] {
        var lines = [
            "shared    \(Wording.bytes(difference.sharedSize)) in \(Wording.count(difference.sharedLayers.count, "layer"))",
            "only in   \(difference.first)  \(Wording.bytes(difference.firstOnlySize))",
            "only in   \(difference.second)  \(Wording.bytes(difference.secondOnlySize))",
        ]
        for (heading, changes) in [
            ("DEBIAN PACKAGE", difference.systemPackages), ("SERVER PACKAGE", difference.serverPackages),
        ] where !changes.isEmpty {
            var table = TextTable([(heading, .left), (difference.first, .left), (difference.second, .left)])
            for change in changes { table.add(change.name, change.before ?? "-", change.after ?? "-") }
            lines += [""] + table.lines
        }
        return lines
    }
}
