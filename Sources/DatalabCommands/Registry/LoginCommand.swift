internal import ArgumentParser
internal import CommandLines

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
        let place = try await RegistryLogin(registry: host, access: access).perform(
            user: user,
            password: password,
            context
        )
        context.print("logged in to \(host) as \(user); the password is kept in \(place)")
        guard `default` else { return }
        try UserSettings(home: context.home).choose(appStore: host)
        context.print("\(host) is the AppStore of 'publish', 'search', 'show' and 'visibility' now")
    }
}
