internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import ImageExport
internal import OCIModel
internal import RegistryClient
internal import SystemPackage

/// `datalab copy`: between registries, image layouts and the store.
struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an image between registries, image layouts and the store, byte for byte.",
        discussion: """
            A place is registry/repository[:tag], oci:FOLDER[:NAME], or (to copy from) an image of the store: its name, with 'store:'
            before it when it looks like a registry's.

            Example: datalab copy registry.example.org/team/mylab:1.0.0 oci:mylab
            """,
    )

    @Argument(help: "Where the image is.")
    var source: String

    @Argument(help: "Where it goes.")
    var target: String

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var access: RegistryAccess
    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func run() async throws {
        let context = CommandContext.current
        let (from, to) = (try ImagePlace(source, in: context), try ImagePlace(target, in: context))
        let display = progress.display(in: context)
        defer { display.end() }
        display.take(.stageStarted("copying"))
        let options = try access.options(in: context) { display.take(.work($0)) }
        let credentials = access.credentials(in: context)
        let registry = { (host: String) in Registry(host: host, credentials: credentials, options: options) }
        let copied: Copied
        switch (from, to) {
        case (.registry(let image), .registry(let place)):
            let one = registry(image.registry)
            let other = image.registry == place.registry ? one : registry(place.registry)
            copied = try await between(image, one, place, other, context)
        case (.registry(let image), .layout(let layout, let name)):
            let pull = ImagePull(from: registry(image.registry), into: layout.blobs)
            let descriptor = try await pull.pull(image, platform.choice)
            try layout.setReference(name ?? image.tag ?? "latest", to: descriptor)
            copied = Copied(digest: descriptor.digest, push: nil)
        case (.layout(let layout, let name), .registry(let place)):
            var push = ImagePush.Options()
            push.tags = place.digest == nil ? [place.tag ?? "latest"] : []
            let image = try layout.resolve(name ?? "latest")
            let target = registry(place.registry)
            let report = try await ImagePush(to: target, repository: place.repository, from: layout.blobs).push(
                image,
                push
            )
            copied = Copied(digest: image.digest, push: report)
        case (.layout(let layout, let name), .layout):
            try ImageExporter(layout).write(name ?? "latest", to: ImageOutput(target))
            copied = Copied(digest: try layout.resolve(name ?? "latest").digest, push: nil)
        }
        display.end()
        guard result.format == .text else { return context.print(try JSONOutput.text(copied)) }
        context.print("copied    \(target)")
        context.print("digest    \(copied.digest)")
        if let report = copied.push { PushSummary.lines(of: report, seconds: nil).forEach(context.print) }
    }

    private func between(
        _ image: ImageReference,
        _ source: Registry,
        _ place: ImageReference,
        _ target: Registry,
        _ context: CommandContext,
    ) async throws -> Copied {
        let scratch = try ScratchFolder(home: context.home)
        defer { scratch.remove() }
        let copy = ImageCopy(from: source, to: target, through: try BlobStore(root: scratch.path))
        let report = try await copy.copy(image, platform.choice, to: place)
        return Copied(digest: report.digest, push: report)
    }

    private struct Copied: Encodable {
        let digest: Digest
        let push: PushReport?
    }
}

/// A place that images are copied from or to.
private enum ImagePlace {
    case registry(ImageReference)
    /// A layout, and a name in it.
    case layout(ImageLayout, String?)

    init(_ text: String, in context: CommandContext) throws {
        if text.hasPrefix("oci:") {
            let parts = text.dropFirst("oci:".count).split(separator: ":", maxSplits: 1).map(String.init)
            guard let folder = parts.first else {
                throw RegistryError(
                    .reference,
                    "'\(text)'",
                    "no folder is named",
                    hint: "write it as 'oci:FOLDER:NAME'"
                )
            }
            self = .layout(try ImageLayout(root: FilePath(folder)), parts.count == 2 ? parts[1] : nil)
            return
        }
        // What was pulled is in the store by its name in the registry: that name means the registry.
        let name = text.hasPrefix("store:") ? String(text.dropFirst("store:".count)) : nil
        if name == nil, let reference = try? ImageReference(argument: text) {
            self = .registry(reference)
            return
        }
        let store = try ImageLayout(root: context.home.store)
        guard (try? store.resolve(name ?? text)) != nil else {
            // Neither: the error says what a registry's name looks like.
            self = .registry(try ImageReference(argument: text))
            return
        }
        self = .layout(store, name ?? text)
    }
}
