internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Reporting

/// `datalab base build`: makes a base, once.
struct BaseBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a base from its recipe, unless the store has it or it is published.",
        discussion: "Example: datalab base build jupyterlab --variant bookworm",
    )

    @Argument(help: "The kind of datalab.", completion: .kinds)
    var kind = "jupyterlab"

    @Option(help: "The recipe's variant; its default one when not given.")
    var variant: String?

    @Option(name: .customLong("system-package"), help: "A Debian package that is added to it; can be repeated.")
    var systemPackages: [String] = []

    @Flag(
        help: """
            Build it anew, with Debian's current packages, although it is there; with --system-package, only what these \
            add.
            """
    )
    var force = false

    @OptionGroup var bases: SiteOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func run() async throws {
        let context = CommandContext.current
        let kind = try DatalabKind(argument: kind)
        let requests = try Self.requests(systemPackages)
        let display = progress.display(in: context)
        defer { display.end() }
        let builder = try DatalabBuilder(site: bases.site(in: context))
        let base = try await builder.buildBase(kind, variant: variant, adding: requests, isForced: force) {
            display.take($0)
        }
        display.end()
        guard output.format == .text else { return context.print(try JSONOutput.text(base)) }
        context.print("base      \(base.referenceName)")
        context.print("digest    \(base.digest)")
        context.print("size      \(Wording.bytes(base.compressedSize)) in \(Wording.count(base.layers.count, "layer"))")
    }

    private static func requests(_ names: [String]) throws -> [SystemPackageRequest] {
        let place = Place(file: "--system-package")
        let problems = names.compactMap(SystemPackageRequest.fault).map {
            Problem.error(at: place, $0.message, hint: $0.hint)
        }
        guard problems.isEmpty else { throw InputFailure(problems, class: .usage) }
        return names.map { SystemPackageRequest(name: $0, at: place) }
    }
}
