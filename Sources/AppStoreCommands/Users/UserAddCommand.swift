internal import AppStoreAPI
internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import Foundation

/// `appstore user add`.
struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a user; the password is asked for, or read from standard input.",
        discussion:
            "Example: pass show ann | appstore user add ann --role creator --password-stdin --folder /srv/appstore",
    )

    @Argument(help: "The name, also the first part of the names of the user's repositories.")
    var name: String

    @Option(help: "What the user may do: reader, creator, moderator or administrator.")
    var role: Role = .creator

    @Option(help: "The name people know the user by.")
    var displayName: String?

    @Option(help: "The e-mail address.")
    var email: String?

    @Flag(help: "Give no password: the user logs in with tokens only.")
    var withoutPassword = false

    @OptionGroup var password: PasswordOptions
    @OptionGroup var store: FolderOptions

    func run() async throws {
        let accounts = UserAccounts(try store.database(create: true))
        try User.check(name: name)
        let secret = withoutPassword ? nil : try password.password(for: name)
        let user = User(name: name, displayName: displayName, email: email, role: role, created: Date())
        try await accounts.add(user, password: secret, by: AuditLog.operatorName)
        CommandContext.current.print("added \(name) as \(role.rawValue)")
    }
}

extension Role: ExpressibleByArgument {}
