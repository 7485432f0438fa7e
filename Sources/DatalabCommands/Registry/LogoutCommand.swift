internal import ArgumentParser
internal import CommandLines
internal import RegistryClient

/// `datalab logout`.
struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget the password for a registry.",
        discussion: "Example: datalab logout registry.example.org",
    )

    @Argument(help: "The registry's host, with its port where it has one.")
    var registry: String

    func run() async throws {
        let context = CommandContext.current
        let host = try RegistryHost(registry).name
        let wasThere = try await CredentialStore(environment: context.environment).remove(registry: host)
        context.print(wasThere ? "logged out of \(host)" : "there was no password for \(host)")
    }
}
