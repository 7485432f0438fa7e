internal import AppStoreAPI
internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines

/// `appstore user list`.
struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the users.",
        discussion: "Example: appstore user list --folder /srv/appstore",
    )

    @OptionGroup var store: FolderOptions
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        let users = try await UserAccounts(try store.database()).list()
        guard output.format == .text else { return context.print(try JSONOutput.text(users)) }
        var table = TextTable([
            ("NAME", .left), ("ROLE", .left), ("STATE", .left), ("E-MAIL", .left), ("DISPLAY NAME", .left),
        ])
        for user in users {
            let state = user.isDisabled ? "disabled" : "enabled"
            table.add(user.name, user.role.rawValue, state, user.email ?? "-", user.displayName ?? "-")
        }
        table.lines.forEach(context.print)
    }
}
