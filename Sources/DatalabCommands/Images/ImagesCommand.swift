internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import Foundation
internal import OCIModel

/// `datalab images`: the datalabs in the store.
struct ImagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "List the datalabs that were built, the newest first.",
        discussion: "Example: datalab images",
    )

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let layout = try ImageLayout(root: context.home.store)
        let rows = try layout.references()
            .filter { !$0.name.hasPrefix("base/") }
            .map { try ImageRow(name: $0.name, $0.manifest, in: layout) }
            .sorted { $0.precedes($1) }
        guard output.format == .text else { return context.print(try JSONOutput.text(rows)) }
        guard !rows.isEmpty else { return context.note("no images yet: 'datalab build SOURCE' makes one") }
        var table = TextTable([
            ("IMAGE", .left), ("TITLE", .left), ("MADE", .left), ("SIZE", .right), ("DIGEST", .left),
        ])
        for row in rows {
            let made = row.made.map { Wording.time($0) } ?? "-"
            table.add(row.name, row.title ?? "-", made, Wording.bytes(row.size), row.digest.description)
        }
        table.lines.forEach(context.print)
    }
}

/// An image in the list.
struct ImageRow: Encodable {
    let name: String
    let title: String?
    /// When the image got this name.
    let made: Date?
    let size: Int64
    let digest: Digest

    init(name: String, _ manifest: Descriptor, in layout: ImageLayout) throws {
        let image = try StoredImage(manifest, in: layout.blobs)
        self.name = name
        title = image.manifest.annotations?[AnnotationKey.title]
        made = layout.time(of: manifest).map { Date(timeIntervalSince1970: TimeInterval($0)) }
        size = image.compressedSize
        digest = manifest.digest
    }

    /// The newest first; of one time, by name, and of one name `latest` before the highest number.
    func precedes(_ other: ImageRow) -> Bool {
        if made != other.made { return (made ?? .distantPast) > (other.made ?? .distantPast) }
        return ImageNameOrder.precedes(name, other.name)
    }
}

/// The order of names of images: by what is before the tag, then `latest`, then the tags by their numbers, the highest first.
package enum ImageNameOrder {
    /// Whether a name comes before another.
    package static func precedes(_ one: String, _ other: String) -> Bool {
        let (left, right) = (ImageLayout.base(of: one), ImageLayout.base(of: other))
        guard left == right else { return left < right }
        let (tag, otherTag) = (ImageLayout.tag(of: one) ?? "", ImageLayout.tag(of: other) ?? "")
        if (tag == "latest") != (otherTag == "latest") { return tag == "latest" }
        return tag.compare(otherTag, options: .numeric) == .orderedDescending
    }
}
