internal import AppStoreClient
internal import ArgumentParser
internal import CommandLines

/// Which AppStore: of every command that speaks to one.
struct AppStoreOption: ParsableArguments {
    @Option(help: "The AppStore's host; without it $DATALAB_APPSTORE, or that of 'datalab login --default'.")
    var appstore: String?

    /// The AppStore's host.
    ///
    /// - Throws: `RegistryError` for what is no host, `InputFailure` when none is known.
    func host(in context: CommandContext) throws -> String {
        if let named = appstore ?? context.environment["DATALAB_APPSTORE"], !named.isEmpty {
            return try RegistryHost(named).name
        }
        return try UserSettings(home: context.home).appStore()
    }
}
