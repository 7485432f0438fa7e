internal import AppStoreClient
internal import CommandLines

extension AppStoreOption {
    /// A client of the AppStore.
    ///
    /// - Parameters:
    ///   - access: how it is reached.
    ///   - context: the environment.
    /// - Returns: the client.
    /// - Throws: as ``host(in:)``.
    func client(_ access: RegistryAccess, in context: CommandContext) throws -> AppStoreClient {
        AppStoreClient(
            host: try host(in: context),
            credentials: access.credentials(in: context),
            options: try access.options(in: context)
        )
    }
}
