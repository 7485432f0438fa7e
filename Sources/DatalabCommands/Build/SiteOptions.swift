internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild

/// Where recipes and Debian's packages come from: the options every command that may build a base has.
struct SiteOptions: ParsableArguments {
    @Option(help: "A folder of recipes, looked in before the program's own.")
    var recipes: String?

    @Option(help: "A mirror of Debian; $DATALAB_MIRROR when not given, else deb.debian.org.")
    var mirror: String?

    /// Where a build finds and keeps what it needs.
    ///
    /// - Throws: `BaseError` for a mirror that cannot be one.
    func site(in context: CommandContext) throws -> BuildSite {
        let mirror = mirror ?? context.environment["DATALAB_MIRROR"].flatMap { $0.isEmpty ? nil : $0 }
        return BuildSite(
            home: context.home,
            recipes: ProgramFolders.recipes(option: recipes, environment: context.environment),
            tools: ProgramFolders.tools(environment: context.environment),
            mirrors: try mirror.map { try DebianMirrors(main: $0) } ?? .standard,
        )
    }
}
