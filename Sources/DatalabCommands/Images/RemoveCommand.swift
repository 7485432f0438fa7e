internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel

/// `datalab rm`: takes names of images away.
struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Remove images of the store by their names; nothing of a registry.",
        discussion: """
            What no other name has is freed by 'datalab cache prune', the oldest first. The record of the build stays.

            Example: datalab rm mylab:1.0.0-0 mylab:1.0.0-1
            """,
    )

    @Argument(help: "Names of images ('datalab images' lists them).", completion: .storedImages)
    var images: [String]

    @Flag(help: "Remove every name of these datalabs, whatever its tag.")
    var all = false

    @Flag(help: "Show what would be removed, and remove nothing.")
    var dryRun = false

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let layout = try ImageLayout(root: context.home.store)
        // All names are looked up before the first goes.
        let named = try images.map { try layout.fullName(of: $0) }
        let references = try layout.references()
        let bases = Set(named.map { ImageLayout.base(of: $0) })
        let gone = references.filter { reference in
            named.contains(reference.name) || named.contains(reference.manifest.digest.description)
                || all && bases.contains(ImageLayout.base(of: reference.name))
        }
        let names = Set(gone.map(\.name))
        if !dryRun { try layout.removeReferences { names.contains($0) } }
        let rest = references.filter { !names.contains($0.name) }
        let removed = gone.map { one in
            Removed(
                name: one.name,
                digest: one.manifest.digest,
                otherNames: rest.filter { $0.manifest.digest == one.manifest.digest }.map(\.name)
            )
        }
        guard output.format == .text else { return context.print(try JSONOutput.text(removed)) }
        for one in removed {
            let others = one.otherNames.isEmpty ? "" : ", which is '\(one.otherNames.joined(separator: "', '"))' too"
            context.print("\(dryRun ? "would remove" : "removed")  \(one.name)\(others)")
        }
        if !dryRun { context.note("note: 'datalab cache prune --max-size 2GB' frees what no name has any more") }
    }

    private struct Removed: Encodable {
        let name: String
        let digest: Digest
        let otherNames: [String]
    }
}
