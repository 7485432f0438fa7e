internal import AppStoreAPI
internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import Foundation

/// `appstore user disable`.
struct UserDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Let a user do nothing any more; sessions end at once, registry tokens within seconds.",
        discussion: "Example: appstore user disable ann --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var store: FolderOptions

    func run() async throws {
        let accounts = UserAccounts(try store.database())
        try await accounts.setDisabled(true, name, by: AuditLog.operatorName, at: Date())
        CommandContext.current.print("disabled \(name)")
    }
}

/// `appstore user enable`.
struct UserEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Let a disabled user in again.",
        discussion: "Example: appstore user enable ann --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var store: FolderOptions

    func run() async throws {
        let accounts = UserAccounts(try store.database())
        try await accounts.setDisabled(false, name, by: AuditLog.operatorName, at: Date())
        CommandContext.current.print("enabled \(name)")
    }
}

/// `appstore user role`.
struct UserRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Give a user another role.",
        discussion: "Example: appstore user role ann moderator --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var name: String

    @Argument(help: "reader, creator, moderator or administrator.")
    var role: Role

    @OptionGroup var store: FolderOptions

    func run() async throws {
        let accounts = UserAccounts(try store.database())
        try await accounts.setRole(role, of: name, by: AuditLog.operatorName, at: Date())
        CommandContext.current.print("\(name) is \(role.rawValue) now")
    }
}

/// `appstore user password`.
struct UserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Give a user another password, which ends all their sessions.",
        discussion: "Example: appstore user password ann --folder /srv/appstore",
    )

    @Argument(help: "The user's name.")
    var name: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var store: FolderOptions

    func run() async throws {
        let accounts = UserAccounts(try store.database())
        let secret = try password.password(for: name)
        try await accounts.setPassword(secret, of: name, by: AuditLog.operatorName, at: Date())
        CommandContext.current.print("\(name) has another password now")
    }
}
