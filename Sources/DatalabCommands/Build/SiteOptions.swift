internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import OCIModel
internal import Reporting

/// Where recipes and Debian's packages come from: the options every command that may build a base has.
struct SiteOptions: ParsableArguments {
    @Option(
        help: """
            A folder of recipes, looked in before those of $DATALAB_RECIPES (separated by ':'), of /etc/datalab/recipes, and \
            the program's own; can be repeated.
            """
    )
    var recipes: [String] = []

    @Option(
        help: """
            Which system packages (apt.txt) datalabs may have: 'any', 'none', or a file that lists them like apt.txt; \
            $DATALAB_SYSTEM_PACKAGES when not given, else 'any'.
            """
    )
    var systemPackages: String?

    @Option(help: "A mirror of Debian; $DATALAB_MIRROR when not given, else deb.debian.org.")
    var mirror: String?

    @Option(
        help: """
            Where archives of Pythons that Debian does not have are looked for before their own addresses: a folder of archives, \
            or the address of a mirror in the layout of python-build-standalone's releases; can be repeated, and \
            $DATALAB_PYTHON_ARCHIVES (separated by spaces) comes after it.
            """
    )
    var pythonArchives: [String] = []

    @Option(
        help:
            "A base image in a registry, such as registry.example.org/bases/jupyterlab:trixie, instead of the recipe's."
    )
    var baseImage: String?

    @Option(
        help: """
            Where published bases are looked for before they are made here, as registry.example.org/bases; can be repeated. \
            Without it those of $DATALAB_BASES (separated by spaces, or 'none'), else 'bases' at the AppStore of 'datalab login --default'.
            """
    )
    var bases: [String] = []

    @OptionGroup(title: "Building from source")
    var boxes: BoxOptions

    @OptionGroup var registries: RegistryAccess

    /// Where a build finds and keeps what it needs.
    ///
    /// - Throws: `BaseError` for a mirror that cannot be one, `RegistryError` for what is no image in a registry, `InputFailure`
    ///   for a list of packages that cannot be read.
    func site(in context: CommandContext) throws -> BuildSite {
        for folder in recipes {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
                let hint = "name a folder that has one folder of a recipe for each kind"
                throw InputFailure(
                    .error(at: Place(file: "--recipes"), "'\(folder)' is no folder", hint: hint),
                    class: .usage
                )
            }
        }
        let mirror = mirror ?? context.environment["DATALAB_MIRROR"].flatMap { $0.isEmpty ? nil : $0 }
        var site = BuildSite(
            home: context.home,
            recipes: ProgramFolders.recipes(options: recipes, environment: context.environment),
            tools: ProgramFolders.tools(environment: context.environment),
            credentials: registries.credentials(in: context),
        )
        if let mirror { site.mirrors = try DebianMirrors(main: mirror) }
        let places = (context.environment["DATALAB_PYTHON_ARCHIVES"] ?? "").split(separator: " ").map(String.init)
        site.pythonArchives = PythonArchives(pythonArchives + places)
        site.systemPackages = try policy(in: context)
        site.sources = try boxes.settings(in: context)
        site.registries = try registries.options(in: context, progress: context.noteFetching)
        site.bases = PublishedBases(try BasePlaces.all(bases, in: context))
        site.baseImage = try baseImage.map { try ImageReference(argument: $0) }
        return site
    }

    private func policy(in context: CommandContext) throws -> SystemPackagePolicy {
        let variable = context.environment["DATALAB_SYSTEM_PACKAGES"].flatMap { $0.isEmpty ? nil : $0 }
        switch systemPackages ?? variable ?? "any" {
        case "any": return .any
        case "none": return .none
        case let file:
            guard let bytes = FileManager.default.contents(atPath: file) else {
                let hint = "write 'any', 'none', or the path of a file that lists packages"
                throw InputFailure(.error(at: Place(file: file), "the file cannot be read", hint: hint), class: .usage)
            }
            let reading = SystemPackageFile.read(Array(bytes), file: file)
            guard reading.problems.isEmpty else { throw InputFailure(reading.problems) }
            return .listed(Set(reading.requests.map(\.name)), file: file)
        }
    }
}
