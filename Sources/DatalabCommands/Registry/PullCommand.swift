internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel
internal import RegistryClient

/// `datalab pull`: from a registry to the store.
struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Fetch an image from a registry into the store.",
        discussion: "Example: datalab pull registry.example.org/team/mylab:1.0.0",
    )

    @Argument(help: "The image: registry/repository, with ':tag' (default: latest) or '@sha256:…'.")
    var image: String

    @Option(help: "The image's name in the store; its name in the registry when not given.")
    var name: String?

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var access: RegistryAccess
    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func run() async throws {
        let context = CommandContext.current
        let reference = try ImageReference(argument: image).withDefaultTag
        let display = progress.display(in: context)
        defer { display.end() }
        display.take(.stageStarted("pulling"))
        let options = try access.options(in: context) { display.take(.work($0)) }
        let place = options.mirrors.place(of: reference)
        let registry = Registry(
            host: place.registry,
            credentials: access.credentials(in: context),
            options: options
        )
        let layout = try ImageLayout(root: context.home.store)
        let descriptor = try await ImagePull(from: registry, into: layout.blobs).pull(place, platform.choice)
        let name = name ?? "\(reference)"
        try layout.setReference(name, to: descriptor)
        try layout.remember(descriptor.digest, isIn: place)
        display.end()
        guard result.format == .text else {
            return context.print(try JSONOutput.text(Pulled(name: name, digest: descriptor.digest)))
        }
        context.print("pulled    \(name)")
        context.print("digest    \(descriptor.digest)")
    }

    private struct Pulled: Encodable {
        let name: String
        let digest: Digest
    }
}
