internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import LocalRuns
internal import RegistryClient
internal import Reporting
internal import SystemPackage

extension EngineName: ExpressibleByArgument {}

/// How a datalab is started here: what `run` and `test` have in common.
struct RunOptions: ParsableArguments {
    @Option(help: "What runs the container: podman, docker, crun or runc; the first that works when not given.")
    var engine: EngineName?

    @Option(
        name: .customLong("env"),
        help: "A variable for the datalab, as NAME=VALUE, or NAME for one of this shell's; can be repeated."
    )
    var variables: [String] = []

    @Option(help: "The GPUs it gets, by podman or docker: all, or their numbers, such as 0,1.")
    var gpus: String?

    @Option(help: "How long the page has to answer, such as 90s or 5min.")
    var timeout = "120s"

    @Flag(
        name: [.customLong("logs"), .customShort("v"), .customLong("verbose")],
        help: "Show the datalab's log on standard error."
    )
    var logs = false

    @OptionGroup var registries: RegistryAccess

    /// What the options ask for.
    ///
    /// - Throws: `InputFailure` of class `usage`.
    func request(in context: CommandContext) throws -> LocalRunRequest {
        var request = LocalRunRequest()
        request.engine = engine
        request.gpus = try gpus.map { try GPUChoice($0) }
        request.timeout = try TimeSpan.seconds(timeout, in: 1...86_400, option: "--timeout")
        request.tools = ProgramFolders.tools(environment: context.environment)
        for variable in variables {
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let value = parts.count == 2 ? parts[1] : context.environment[variable], !parts[0].isEmpty else {
                throw InputFailure(
                    .error(
                        at: Place(file: "--env"),
                        "'\(variable)' is neither NAME=VALUE nor the name of a variable that is set"
                    ),
                    class: .usage
                )
            }
            request.environment[parts[0]] = value
        }
        return request
    }

    /// Where images are kept and found.
    ///
    /// - Throws: `RegistryError` with code `reference` for a mirror that is none.
    func site(in context: CommandContext) throws(RegistryError) -> BuildSite {
        try .forImages(in: context, registries)
    }

    /// What takes the lines of the datalab's log.
    func log(in context: CommandContext) -> @Sendable (String) -> Void {
        let isShown = logs
        return { line in if isShown { context.note(line) } }
    }
}

extension BuildSite {
    /// The site of commands that take images as they are, and need no recipes.
    ///
    /// - Throws: `RegistryError` with code `reference` for a mirror that is none.
    static func forImages(in context: CommandContext, _ registries: RegistryAccess) throws(RegistryError) -> BuildSite {
        var site = BuildSite(
            home: context.home,
            recipes: [],
            tools: ProgramFolders.tools(environment: context.environment),
            credentials: registries.credentials(in: context)
        )
        site.registries = try registries.options(in: context, progress: context.noteFetching)
        return site
    }
}
