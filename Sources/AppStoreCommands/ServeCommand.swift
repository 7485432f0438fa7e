internal import AppStoreServer
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

    @Option(help: "The folder that holds everything.")
    var folder: String

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for a free one.")
    var port = 5000

    func run() async throws {
        let service = try AppStoreService(.init(folder: FilePath(folder), host: host, port: port))
        try await service.run { port in CommandContext.current.print("http://\(host):\(port)") }
    }
}
