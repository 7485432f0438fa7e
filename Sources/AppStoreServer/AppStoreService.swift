package import AppStoreCore
package import HubLaunches
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Metrics
internal import NIOCore
internal import Reporting
internal import ServiceLifecycle
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
        /// The certificate chain and the key, as PEM files; nil to serve without encryption.
        package var tls: (certificate: FilePath, key: FilePath)?
        /// How long garbage collection leaves alone what no manifest names, in seconds.
        package var gracePeriod: Double = 24 * 3600
        /// How long manifests are kept that have no tag and that nothing else needs, in seconds; nil for ever.
        package var untaggedPeriod: Double? = Repositories.untaggedPeriod
        /// How often the server collects garbage and abandoned uploads, in seconds.
        package var maintenanceInterval: Double = 3600
        /// The address that clients use, such as `https://appstore.example.org`; nil to go by what they say.
        package var publicURL: String?
        /// Whether all requests come through a proxy, which says where from.
        package var isBehindProxy = false
        /// Whether everybody may do everything, without logging in.
        package var isOpen = false
        /// Whether a new version waits for review before it is listed.
        package var needsReview = false
        /// How much the repositories of one user may hold; nil for as much as there is room.
        package var quota: StorageQuota?
        /// How many requests in a second one address may send; nil for as many as it likes.
        package var requestsPerSecond: Double?
        /// How many connections there may be; nil for as many as the files bear that this process may open.
        package var connections: Int?
        /// How long a request's head may take, and what a body's pace is taken over, in seconds.
        package var requestTimeout: Double = 15
        /// What starts datalabs for people; nil where nothing does.
        package var hub: HubSettings?
        /// Whose store it is, as its pages say.
        package var store = StoreIdentity()
        /// How the log is written.
        package var log = ServiceLog()

        /// Options as given; the rest is as most want it.
        package init(folder: FilePath, host: String, port: Int) {
            self.folder = folder
            self.host = host
            self.port = port
        }
    }

    private let options: Options
    private let folder: AppStoreFolder
    private let uploads: Uploads
    private let signingKey: SigningKey
    private let connections: Connections
    private let tls: TLSContexts?
    private let server: HTTPServerBuilder

    /// Opens the folder and its database.
    ///
    /// - Parameter options: what the operator decided.
    /// - Throws: `ReportedFailure` when the folder cannot be made, its database cannot be opened, or a certificate cannot be read.
    package init(_ options: Options) throws {
        self.options = options
        folder = try AppStoreFolder(options.folder, create: true, for: .serving)
        uploads = try Uploads(folder: folder.uploads)
        signingKey = try SigningKey(in: options.folder)
        connections = Connections(
            .init(files: OpenFiles.raiseLimit(), wanted: options.connections, isBehindProxy: options.isBehindProxy)
        )
        tls = try options.tls.map { try TLSContexts(CertificateFiles(certificate: $0.certificate, key: $0.key)) }
        server = LoopBoundChannel<HTTP1Channel>.server(
            tls: tls,
            connections,
            pace: .init(
                patience: .milliseconds(Int64(options.requestTimeout * 1000)),
                idle: .milliseconds(Int64(options.requestTimeout * 5000))
            )
        )
    }

    /// Serves until the task is cancelled; answers under way are finished first.
    ///
    /// - Parameter onReady: is told the port when requests are taken.
    /// - Throws: `InputFailure` when the address cannot be listened on.
    package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let logger = options.log.logger
        let disk = DiskThreads()
        let pulls = PullCounter(folder.database)
        let repositories = repositories(pulls)
        let tokens = RegistryTokens(key: signingKey, service: "appstore")
        let access = access(tokens)
        let figures = MaintenanceFigures()
        let maintenance = Maintenance(
            options: options,
            folder: folder,
            repositories: repositories,
            uploads: uploads,
            logins: access.authentication.audit,
            disk: disk,
            logger: logger,
            figures: figures
        )
        let hub = options.hub.map { PageHub(client: HubClient($0), handOvers: HandOvers($0)) }
        let pages = try PageSite(
            database: folder.database,
            blobs: folder.blobs,
            access: access,
            repositories: repositories,
            maintenance: maintenance,
            quota: options.quota,
            store: options.store,
            hub: hub
        )
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: maintenance),
                .init(service: CertificateWatch(contexts: tls, logger: logger)),
                .init(service: Flush(of: "pulls", logger) { try await pulls.flush() }),
                .init(service: Flush(of: "logins", logger) { try await access.authentication.audit.flush() }),
                .init(service: application(disk, repositories, figures, tokens, access, pages, logger, onReady)),
            ],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(300)
        let group = ServiceGroup(configuration: configuration)
        // The signal that ends the process cancels this task, and a cancelled task's answers would break off.
        let work = Task { try await group.run() }
        do {
            try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                Task { await group.triggerGracefulShutdown() }
            }
        } catch let error as IOError {
            throw InputFailure(
                .error("cannot listen on '\(options.host):\(options.port)': \(error)", hint: "choose another --port"),
                class: .unavailable
            )
        }
        try await disk.end()
    }

    private func application(
        _ disk: DiskThreads,
        _ repositories: Repositories,
        _ figures: MaintenanceFigures,
        _ tokens: RegistryTokens,
        _ access: Access,
        _ pages: PageSite,
        _ logger: Logger,
        _ onReady: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        let metrics = PrometheusFactory()
        let observation = RequestObservation(factory: metrics, address: access.address)
        let handlers = RegistryHandlers(
            repositories: repositories,
            uploads: uploads,
            quota: options.quota,
            access: access,
            disk: disk,
            contents: SmallBlobs(store: folder.blobs),
            receivedBytes: Counter(label: "appstore_received_bytes_total", dimensions: [], factory: metrics)
        )
        let responder = RegistryResponder(
            handlers: handlers,
            access: access,
            others: APIResponder(
                handlers: APIHandlers(database: folder.database, access: access, repositories: repositories),
                access: access,
                others: OperationResponder(
                    handlers: OperationHandlers(
                        gauges: gauges(metrics, access, figures),
                        tokenEndpoint: TokenEndpoint(access: access, tokens: tokens),
                        hub: hubEndpoints(pages, tokens)
                    ),
                    access: access,
                    others: PageResponder(site: pages, observation: observation),
                    observation: observation
                ),
                observation: observation
            ),
            observation: observation
        )
        let port = options.port
        return Application(
            responder: HostResponder(
                inner: LimitedResponder(
                    limit: options.requestsPerSecond.map(RequestLimit.init),
                    address: access.address,
                    inner: responder
                )
            ),
            server: server,
            configuration: .init(
                address: .hostname(options.host, port: options.port),
                serverName: "appstore",
                backlog: 1024
            ),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    private func hubEndpoints(_ pages: PageSite, _ tokens: RegistryTokens) -> HubEndpoints? {
        pages.hub.map { hub in
            HubEndpoints(
                hub: hub.client.settings,
                handOvers: hub.handOvers,
                access: pages.access,
                repositories: pages.repositories,
                blobs: pages.blobs,
                users: pages.users,
                passwords: tokens.launchPasswords
            )
        }
    }

    private func gauges(_ metrics: PrometheusFactory, _ access: Access, _ figures: MaintenanceFigures) -> StoreGauges {
        StoreGauges(
            factory: metrics,
            database: folder.database,
            folder: options.folder,
            uploads: uploads,
            connections: connections,
            logins: access.authentication.audit,
            maintenance: figures
        )
    }

    private func repositories(_ pulls: PullCounter) -> Repositories {
        Repositories(
            database: folder.database,
            blobs: folder.blobs,
            gracePeriod: options.gracePeriod,
            observer: CatalogueObserver(
                blobs: folder.blobs,
                pulls: pulls,
                needsReview: options.needsReview,
                quota: options.quota,
                ledger: uploads.ledger
            )
        )
    }

    private func access(_ tokens: RegistryTokens) -> Access {
        Access(
            database: folder.database,
            authentication: Authentication(
                authenticator: Authenticator(folder.database, registryTokens: tokens),
                audit: LoginAudit(folder.database),
                isOpen: options.isOpen
            ),
            address: PublicAddress(
                configured: options.publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 },
                isEncrypted: options.tls != nil,
                isBehindProxy: options.isBehindProxy
            ),
            service: tokens.service,
            needsReview: options.needsReview
        )
    }
}
