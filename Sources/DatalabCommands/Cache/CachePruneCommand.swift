internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild

/// `datalab cache prune`.
struct CachePruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove what was used longest ago, until all that is kept is no larger than a size.",
        discussion: """
            Layers that no image has, wheels, and answers of package indexes go; images, bases and records stay. Beside a build it \
            removes nothing, and ends with status 75. What goes is named: with --dry-run before anything does.

            Example: datalab cache prune --max-size 2GB --old-images
            """,
    )

    @Option(help: "The size, such as 500MB or 2GB.")
    var maxSize: String

    @Flag(help: "Let go of the images of all builds but the newest of each datalab too.")
    var oldImages = false

    @Flag(help: "Show what would go, and remove nothing.")
    var dryRun = false

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let limit = try ByteSize.parse(maxSize, option: "--max-size")
        let result = try HomePruning(context.home).run(to: limit, dropsOldImages: oldImages, isTried: dryRun)
        if output.format == .json {
            context.print(try JSONOutput.text(result))
        } else {
            let verb = dryRun ? "would remove" : "removed"
            for name in result.images { context.print("\(verb)  image \(name)") }
            for name in result.items { context.print("\(verb)  \(name)") }
            context.print("before    \(Wording.bytes(result.before))")
            context.print("after     \(Wording.bytes(result.after))")
            context.print(
                "in all    \(Wording.count(result.removed, "item")), \(Wording.count(result.images.count, "name")) of images"
            )
        }
        guard !result.isReached else { return }
        let hint = oldImages ? "" : "; '--old-images' lets go of older builds' too"
        context.note("note: images, bases and records alone are larger than \(Wording.bytes(limit))\(hint)")
    }
}
