internal import AppStoreServer
internal import ArgumentParser
internal import CommandLines

/// `appstore serve`: runs the AppStore until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the AppStore.",
        discussion: """
            Every option can also be a line of a file ('public-url: https://appstore.example.org') named by --config, or a variable
            of the environment (APPSTORE_PUBLIC_URL); an option counts before the environment, and that before the file.

            Example: appstore serve --folder /srv/appstore --port 5000
            """,
    )

    @Option(help: "A YAML file of settings.")
    var config: String?

    @Option(help: "The folder that holds everything.")
    var folder: String?

    @Option(help: "The address to listen on (default: 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on; 0 for a free one (default: 5000).")
    var port: String?

    @Option(name: .customLong("public-url"), help: "The address that clients use; without it, what they say.")
    var publicURL: String?

    @Option(help: "A PEM file with the certificate and those that vouch for it; with --tls-key.")
    var tlsCertificate: String?

    @Option(help: "A PEM file with the certificate's key.")
    var tlsKey: String?

    @Flag(help: "All requests come through a proxy: believe its 'X-Forwarded-For'.")
    var behindProxy = false

    @Flag(help: "New versions wait for a moderator before they are listed.")
    var review = false

    @Flag(help: "Everybody may do everything, without logging in.")
    var open = false

    @Option(help: "How much the repositories of one user may hold, such as 50GB.")
    var quota: String?

    @Option(help: "How many requests in a second one address may send.")
    var requestsPerSecond: String?

    @Option(help: "How many connections there may be (default: as many as the limit of open files bears, up to 10000).")
    var connections: String?

    @Option(help: "Seconds within which a request's head must be whole, and a body must go on (default: 15).")
    var requestTimeout: String?

    @Option(help: "Seconds for which blobs that no manifest names are kept, for pushes under way (default: 86400).")
    var gracePeriod: String?

    @Option(
        help: "Days for which manifests without a tag that nothing else needs are kept, or 'forever' (default: 90)."
    )
    var keepUntagged: String?

    @Option(help: "Seconds between two collections of garbage (default: 3600).")
    var maintenanceInterval: String?

    @Option(help: "The address of the JupyterHub that starts datalabs; with --hub-secret and --public-url.")
    var hub: String?

    @Option(help: "A file with the secret that the hub has too: 32 or more letters and digits.")
    var hubSecret: String?

    @Option(help: "What the store is called on its pages (default: AppStore).")
    var name: String?

    @Option(help: "Who runs it, as its pages say.")
    var `operator`: String?

    @Option(help: "The address of a page that says who is responsible; for the foot of every page.")
    var imprintPage: String?

    @Option(help: "The address of a page, or an e-mail address, where its users find help.")
    var helpPage: String?

    @Option(help: "The address of a page with its terms of use.")
    var termsPage: String?

    @Option(help: "The form of the log on standard error: text or json (default: text).")
    var logFormat: String?

    @Option(help: "The least important events to log: debug, info, notice, warning or error (default: info).")
    var logLevel: String?

    func run() async throws {
        let context = CommandContext.current
        let settings = try ServeSettings(
            names: Self.settings,
            given: DeclaredSettings.given(to: self, but: ["config"]),
            environment: context.environment,
            file: config
        )
        let options = try settings.options()
        let scheme = options.tls == nil ? "http" : "https"
        let name = options.host.contains(":") ? "[\(options.host)]" : options.host
        let service = try AppStoreService(options)
        try await service.run { port in context.print("\(scheme)://\(name):\(port)") }
    }

    /// The names of all settings: every option but the one that names a file of them.
    static var settings: [String] { DeclaredSettings.names(of: ServeCommand(), but: ["config"]) }
}
