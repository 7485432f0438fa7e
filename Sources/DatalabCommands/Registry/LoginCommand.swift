internal import ArgumentParser
internal import CommandLines
internal import Glibc
internal import RegistryClient
internal import Reporting

/// `datalab login`: tries a password at a registry, and keeps it where docker and podman find it too.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Log in to a registry; the password is asked for, or read from standard input.",
        discussion: "Example: pass show registry | datalab login registry.example.org --username ann --password-stdin",
    )

    @Argument(help: "The registry's host, with its port where it has one.")
    var registry: String

    @Option(name: .shortAndLong, help: "The user's name; asked for when not given.")
    var username: String?

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @Flag(help: "Make it the AppStore that commands go to when none is named.")
    var `default` = false

    @OptionGroup var access: RegistryAccess

    func run() async throws {
        let context = CommandContext.current
        let host = try RegistryHost(registry).name
        let user = try username ?? SecretPrompt.line("user name: ", context)
        let password = try passwordStdin ? SecretPrompt.standardInput() : SecretPrompt.secret("password: ", context)
        guard !user.isEmpty, !password.isEmpty, !user.contains(":") else {
            let hint = "give '--username' a name without ':', and the password at the prompt"
            throw InputFailure([.error("user name and password are needed to log in", hint: hint)], class: .usage)
        }
        let credentials = access.credentials(in: context)
        let credential = RegistryCredential.password(user: user, password: password)
        let options = access.options(in: context)
        let client = Registry(host: host, credentials: credentials, credential: credential, options: options)
        try await client.checkAccess()
        let place = try await credentials.save(user: user, password: password, registry: host)
        context.print("logged in to \(host) as \(user); the password is kept in \(place)")
        guard `default` else { return }
        try UserSettings(home: context.home).choose(appStore: host)
        context.print("\(host) is the AppStore of 'publish', 'search', 'show' and 'visibility' now")
    }
}

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

/// A registry as a user names it.
struct RegistryHost {
    let name: String

    init(_ text: String) throws {
        let host = ["https://", "http://"].reduce(text) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
        let name = host.hasSuffix("/") ? String(host.dropLast()) : host
        guard !name.isEmpty, name.utf8.allSatisfy({ ".-:[]".utf8.contains($0) || isalnum(Int32($0)) != 0 }) else {
            let hint = "write it as 'registry.example.org' or 'registry.example.org:5000'"
            throw RegistryError(.reference, "'\(text)'", "not a registry's host", hint: hint)
        }
        self.name = name.lowercased()
    }
}
