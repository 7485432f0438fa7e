internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel

/// `datalab images`: the datalabs in the store.
struct ImagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "List the datalabs that were built.",
        discussion: "Example: datalab images",
    )

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let layout = try ImageLayout(root: context.home.store)
        let rows = try layout.references()
            .filter { !$0.name.hasPrefix("base/") }
            .map { ImageRow(name: $0.name, image: try StoredImage($0.manifest, in: layout.blobs)) }
        guard output.format == .text else { return context.print(try JSONOutput.text(rows)) }
        guard !rows.isEmpty else { return context.note("no images yet: 'datalab build SOURCE' makes one") }
        var table = TextTable([("IMAGE", .left), ("TITLE", .left), ("SIZE", .right), ("DIGEST", .left)])
        for row in rows {
            table.add(row.name, row.title ?? "-", Wording.bytes(row.size), row.digest.description)
        }
        table.lines.forEach(context.print)
    }
}

/// An image in the list.
private struct ImageRow: Encodable {
    let name: String
    let title: String?
    let size: Int64
    let digest: Digest

    init(name: String, image: StoredImage) {
        self.name = name
        title = image.manifest.annotations?[AnnotationKey.title]
        size = image.compressedSize
        digest = image.descriptor.digest
    }
}
