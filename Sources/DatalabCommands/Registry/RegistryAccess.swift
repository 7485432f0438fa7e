internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import RegistryClient
internal import Reporting

/// How registries are reached: the options of every command that speaks to one.
struct RegistryAccess: ParsableArguments {
    @Option(name: .customLong("tls-ca"), help: "A file of certificates (PEM) that are trusted instead of the system's.")
    var certificates: String?

    @Flag(help: "Let plain http go to other machines too; to this one it may.")
    var plainHTTP = false

    @Option(
        name: .customLong("registry-mirror"),
        help: """
            Where images of a registry are fetched from instead, as ghcr.io=registry.example.org/mirror; can be repeated. \
            Those of $DATALAB_REGISTRY_MIRRORS (separated by spaces) come after them.
            """
    )
    var mirrors: [String] = []

    /// What the options and the environment ask for.
    ///
    /// - Parameters:
    ///   - context: the environment.
    ///   - progress: told of amounts and of warnings of the registry.
    /// - Returns: the options of the client.
    /// - Throws: `RegistryError` with code `reference` for a mirror that is none.
    func options(in context: CommandContext, progress: @escaping ProgressHandler = { _ in }) throws(RegistryError)
        -> RegistryOptions
    {
        var options = RegistryOptions()
        let variable = context.environment["DATALAB_REGISTRY_MIRRORS"] ?? ""
        options.mirrors = try RegistryMirrors(mirrors + variable.split(separator: " ").map(String.init))
        if let certificates { options.transfer.certificates = CertificateSources(file: certificates) }
        options.allowsPlainHTTP = plainHTTP
        options.uploads = context.home.uploads
        options.progress = progress
        return options
    }

    /// Where credentials are found.
    func credentials(in context: CommandContext) -> CredentialStore {
        CredentialStore(environment: context.environment)
    }
}

extension ImageReference {
    /// Reads a reference that a user wrote; `docker://` before it, as other tools want it, is passed over.
    ///
    /// - Throws: `RegistryError` with code `reference`.
    init(argument text: String) throws(RegistryError) {
        let name = text.hasPrefix("docker://") ? String(text.dropFirst("docker://".count)) : text
        do {
            try self.init(name)
        } catch {
            let hint = "write it as 'registry.example.org/team/lab', with ':tag' where that is wanted"
            throw RegistryError(.reference, "'\(text)'", error.reason, hint: hint)
        }
    }
}
