internal import ArgumentParser
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import DatalabModel
internal import Files
internal import Foundation
internal import OCIModel
internal import RegistryClient
internal import Reporting
internal import SystemPackage

/// `datalab step cwl`: the document by which engines run a step.
struct StepCWLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cwl",
        abstract: "Write a step as a CommandLineTool of CWL v1.2, which names its image by digest.",
        discussion: """
            Of an image in a registry, or of a step of the AppStore by its name, the document names it there, and works wherever the registry can be reached; nothing but its \
            manifest is fetched. Of an image of the store it works on this machine, once podman or docker has the image.

            Example: datalab step cwl registry.example.org/team/fit:1.0.0 --output fit.cwl
            Example: datalab step cwl ann/fit:1.0.0 --output fit.cwl
            """,
    )

    @Argument(
        help:
            "An image of the store (of this folder's newest build when it is left out), or one in a registry or AppStore.",
        completion: .storedImages
    )
    var image: String?

    @Option(name: .shortAndLong, help: "The file to write; standard output when not given.", completion: .file())
    var output: String?

    @OptionGroup var store: AppStoreOption
    @OptionGroup var access: RegistryAccess

    func run() async throws {
        let context = CommandContext.current
        let name = try image ?? BuildRecords(home: context.home).image(in: FileManager.default.currentDirectoryPath)
        let layout = try ImageLayout(root: context.home.store)
        let found: Found
        if (try? layout.resolve(name)) == nil, let reference = reference(name, in: context) {
            found = try await remote(reference.withDefaultTag, in: context)
        } else {
            found = try stored(name, in: layout)
        }
        let json = found.annotations[AnnotationKey.metadata] ?? ""
        guard let metadata = MetadataReader.read(normalForm: Array(json.utf8), name: name).metadata,
            let tool = CommandLineTool(metadata, image: found.place)
        else {
            throw InputFailure(
                .error("'\(name)' is no step of a pipeline", hint: "a step is built with 'kind: step' in its metadata"),
                class: .usage
            )
        }
        guard let output else { return context.print(String(tool.text.dropLast())) }
        do {
            let mode: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
            try UserFile.replace(FilePath(output), with: Array(tool.text.utf8), mode: mode)
        } catch {
            let problem = Problem.error(at: Place(file: output), "\(error)", hint: "name another file with '--output'")
            throw InputFailure(problem, class: .cannotCreate)
        }
        context.note("written   \(output)")
        for line in found.needed { context.note(line) }
    }

    /// The image in a registry that a name means: with its registry, or as the AppStore that was chosen has it.
    private func reference(_ name: String, in context: CommandContext) -> ImageReference? {
        if let reference = try? ImageReference(argument: name) { return reference }
        guard name.contains("/"), let host = try? store.host(in: context) else { return nil }
        return try? ImageReference("\(host)/\(name)")
    }

    /// An image, and what an engine needs of it.
    private struct Found {
        let annotations: [String: String]
        let place: CommandLineTool.Image
        /// What is to be done before an engine can run it.
        var needed: [String] = []
    }

    private func stored(_ name: String, in layout: ImageLayout) throws -> Found {
        let image = try StoredImage(layout.resolve(name), in: layout.blobs)
        let full = (try? layout.fullName(of: name)) ?? name
        let commands = try RunHint.loading(layout, reference: full).map { "  \($0)" }
        return Found(
            annotations: image.manifest.annotations ?? [:],
            place: .local(image.manifest.config.digest),
            needed: ["For podman on this machine, which is given the image so; 'datalab publish' makes it one for all:"]
                + commands
        )
    }

    private func remote(_ reference: ImageReference, in context: CommandContext) async throws -> Found {
        let options = try access.options(in: context)
        let place = options.mirrors.place(of: reference)
        let registry = Registry(host: place.registry, credentials: access.credentials(in: context), options: options)
        let manifest = try await registry.manifest(place)
        let name = CommandLineTool.Image.registry(reference.pinned(to: manifest.descriptor.digest))
        switch manifest.content {
        case .image(let image): return Found(annotations: image.annotations ?? [:], place: name)
        case .index(let index):
            // The engine takes the image of its own platform; what they say of the step is the same.
            guard let first = index.manifests.first else { return Found(annotations: [:], place: name) }
            let image = try await registry.manifest(place.pinned(to: first.digest))
            guard case .image(let image) = image.content else { return Found(annotations: [:], place: name) }
            return Found(annotations: image.annotations ?? [:], place: name)
        }
    }
}
