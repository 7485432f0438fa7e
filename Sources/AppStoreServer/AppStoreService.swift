internal import AppStoreCore
internal import Hummingbird
internal import Logging
package import SystemPackage

/// The AppStore as a running service: its folder, its database, and the routes on one port.
package struct AppStoreService {
    /// What an operator decides.
    package struct Options: Sendable {
        /// The folder that holds everything.
        package var folder: FilePath
        /// The address to listen on.
        package var host: String
        /// The port to listen on; 0 for a free one.
        package var port: Int

        /// Options as given.
        package init(folder: FilePath, host: String, port: Int) {
            self.folder = folder
            self.host = host
            self.port = port
        }
    }

    private let options: Options
    private let database: AppStoreDatabase

    /// Opens the folder and its database.
    ///
    /// - Parameter options: what the operator decided.
    /// - Throws: `ReportedFailure` when the folder cannot be made or its database cannot be opened.
    package init(_ options: Options) throws {
        self.options = options
        database = try AppStoreDatabase(path: options.folder.appending("appstore.sqlite"))
    }

    /// Serves until the task is cancelled or the process is told to end; answers under way are finished first.
    ///
    /// - Parameter onReady: is told the port when requests are taken.
    /// - Throws: when the address cannot be listened on.
    package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let router = Router()
        router.get("/health") { _, _ in "ok\n" }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname(options.host, port: options.port), serverName: "appstore"),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? options.port) },
        )
        try await application.runService()
    }
}
