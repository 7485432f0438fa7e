internal import ArgumentParser

/// `appstore user`: who may use this AppStore, and as what.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, list and change users.",
        discussion: "Example: appstore user list --folder /srv/appstore",
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserDisableCommand.self, UserEnableCommand.self,
            UserPasswordCommand.self, UserRoleCommand.self,
        ],
    )
}
