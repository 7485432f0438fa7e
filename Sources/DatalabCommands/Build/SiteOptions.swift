internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild
internal import OCIModel

/// Where recipes and Debian's packages come from: the options every command that may build a base has.
struct SiteOptions: ParsableArguments {
    @Option(help: "A folder of recipes, looked in before the program's own.")
    var recipes: String?

    @Option(help: "A mirror of Debian; $DATALAB_MIRROR when not given, else deb.debian.org.")
    var mirror: String?

    @Option(
        help:
            "A base image in a registry, such as registry.example.org/bases/jupyterlab:trixie, instead of the recipe's."
    )
    var baseImage: String?

    @OptionGroup var registries: RegistryAccess

    /// Where a build finds and keeps what it needs.
    ///
    /// - Throws: `BaseError` for a mirror that cannot be one, `RegistryError` for what is no image in a registry.
    func site(in context: CommandContext) throws -> BuildSite {
        let mirror = mirror ?? context.environment["DATALAB_MIRROR"].flatMap { $0.isEmpty ? nil : $0 }
        var site = BuildSite(
            home: context.home,
            recipes: ProgramFolders.recipes(option: recipes, environment: context.environment),
            tools: ProgramFolders.tools(environment: context.environment),
            credentials: registries.credentials(in: context),
        )
        if let mirror { site.mirrors = try DebianMirrors(main: mirror) }
        site.registries = registries.options(in: context)
        site.baseImage = try baseImage.map { try ImageReference(argument: $0) }
        return site
    }
}
