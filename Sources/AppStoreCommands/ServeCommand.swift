package import AppStoreServer
internal import ArgumentParser
internal import CommandLines
internal import SystemPackage

/// `appstore serve`: runs the AppStore until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the AppStore.",
        discussion: "Example: appstore serve --folder /srv/appstore --port 5000",
    )

    @OptionGroup var place: FolderOptions

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for a free one.")
    var port = 5000

    @Option(help: "A PEM file with the certificate and those that vouch for it; with --tls-key.")
    var tlsCertificate: String?

    @Option(help: "A PEM file with the certificate's key.")
    var tlsKey: String?

    @OptionGroup var grace: GraceOptions

    @Option(help: "Seconds between two collections of garbage.")
    var maintenanceInterval = 3600.0

    @Option(help: "The form of the log on standard error: text or json.")
    var logFormat = ServiceLog.Form.text

    @Option(help: "The least important events to log: debug, info, notice, warning or error.")
    var logLevel = ServiceLog.Level.info

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together")
        }
        guard maintenanceInterval > 0 else { throw ValidationError("--maintenance-interval must be more than 0") }
    }

    func run() async throws {
        var options = AppStoreService.Options(folder: FilePath(place.folder), host: host, port: port)
        if let tlsCertificate, let tlsKey { options.tls = (FilePath(tlsCertificate), FilePath(tlsKey)) }
        options.gracePeriod = grace.gracePeriod
        options.maintenanceInterval = maintenanceInterval
        (options.log.form, options.log.level) = (logFormat, logLevel)
        let scheme = options.tls == nil ? "http" : "https"
        let service = try AppStoreService(options)
        try await service.run { [host] port in
            CommandContext.current.print("\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        }
    }
}

extension ServiceLog.Form: ExpressibleByArgument {}
extension ServiceLog.Level: ExpressibleByArgument {}

/// What garbage collection leaves alone.
struct GraceOptions: ParsableArguments {
    @Option(help: "Seconds for which blobs that no manifest names are kept, for pushes under way.")
    var gracePeriod = 24.0 * 3600

    func validate() throws {
        guard gracePeriod >= 0 else { throw ValidationError("--grace-period must not be less than 0") }
    }
}
