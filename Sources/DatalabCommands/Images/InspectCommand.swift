internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel

/// `datalab inspect`: what an image is and what is in its layers.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show an image: what it is, its layers and what is in each, how to run it.",
        discussion: "Example: datalab inspect mylab:1.0.0-0",
    )

    @Argument(
        help: "An image of the store: its name ('datalab images' lists them) or its digest.",
        completion: .storedImages
    )
    var image: String

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let layout = try ImageLayout(root: context.home.store)
        let report = ImageReport(name: image, image: try StoredImage(layout.resolve(image), in: layout.blobs))
        guard output.format == .text else { return context.print(try JSONOutput.text(report)) }
        context.print("image     \(report.name)")
        context.print("digest    \(report.digest)")
        context.print("size      \(Wording.bytes(report.size)) in \(Wording.count(report.layers.count, "layer"))")
        for (label, key) in Self.shown {
            if let value = report.annotations[key] { context.print("\(label)\(value)") }
        }
        if let packages = report.systemPackages { context.print("system    \(packages)") }
        for (name, source) in report.builtPackages { context.print("built     \(name) from \(source)") }
        if let postBuild = report.postBuild { context.print("postBuild \(postBuild)") }
        context.print("")
        report.table.lines.forEach(context.print)
        context.print("")
        context.print(RunHint.next(layout, reference: image))
        guard !RunHint.isStep(layout, image) else { return }
        context.print("With podman alone:")
        for command in try RunHint.commands(layout, reference: image) { context.print("  \(command)") }
        context.print("and then http://localhost:10000/ in a browser")
    }

    private static let shown = [
        ("title     ", AnnotationKey.title),
        ("version   ", AnnotationKey.version),
        ("licence   ", AnnotationKey.licenses),
        ("authors   ", AnnotationKey.authors),
        ("source    ", AnnotationKey.source),
        ("revision  ", AnnotationKey.revision),
        ("created   ", AnnotationKey.created),
        ("base      ", AnnotationKey.baseName),
        ("          ", AnnotationKey.baseDigest),
    ]
}

/// An image as `inspect` shows it.
private struct ImageReport: Encodable {
    let name: String
    let digest: Digest
    let size: Int64
    let annotations: [String: String]
    let layers: [Layer]

    struct Layer: Encodable {
        let role: String
        let contents: String
        let digest: Digest
        let diffID: Digest
        let size: Int64
    }

    init(name: String, image: StoredImage) {
        self.name = name
        digest = image.descriptor.digest
        size = image.compressedSize
        annotations = image.manifest.annotations ?? [:]
        layers = zip(image.manifest.layers, image.config.rootfs.diffIDs).map { descriptor, diffID in
            Layer(
                role: descriptor.annotations?[AnnotationKey.layerRole] ?? "-",
                contents: descriptor.annotations?[AnnotationKey.layerContents] ?? "-",
                digest: descriptor.digest,
                diffID: diffID,
                size: descriptor.size,
            )
        }
    }

    /// The Debian packages that were added to the base, with their versions; nil for none.
    var systemPackages: String? {
        values(of: AnnotationKey.systemPackages)?.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }

    /// The Python packages that were built from source, by name, with their sources.
    var builtPackages: [(name: String, value: String)] { values(of: AnnotationKey.builtPackages) ?? [] }

    /// What became of the source's `postBuild`; nil where none was run.
    var postBuild: String? {
        guard let values = values(of: AnnotationKey.postBuild) else { return nil }
        let facts = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
        let differing = (facts["differing"] ?? "").split(separator: "\n").joined(separator: ", ")
        let outcome =
            facts["reproducible"] == "yes" ? "reproducible" : "not reproducible: two runs differ in \(differing)"
        return "\(facts["file"] ?? "") was run in a sealed box, \(outcome)"
    }

    /// The names and values of an annotation that is a JSON object, sorted; nil when there is none.
    private func values(of key: String) -> [(name: String, value: String)]? {
        guard let text = annotations[key],
            let values = try? CanonicalJSON.decode([String: String].self, from: Array(text.utf8))
        else { return nil }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var table: TextTable {
        var table = TextTable([
            ("LAYER", .right), ("ROLE", .left), ("SIZE", .right), ("DIGEST", .left), ("CONTENTS", .left),
        ])
        for (number, layer) in layers.enumerated() {
            table.add("\(number)", layer.role, Wording.bytes(layer.size), layer.digest.short, layer.contents)
        }
        return table
    }
}
