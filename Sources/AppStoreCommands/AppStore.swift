package import ArgumentParser
internal import CommandLines

/// The `appstore` command with all its subcommands.
package struct AppStore: AsyncParsableCommand {
    /// What ArgumentParser needs to know.
    package static let configuration = CommandConfiguration(
        commandName: "appstore",
        abstract: "A registry that understands datalabs: one process, one folder.",
        discussion: "Example: appstore serve --folder /srv/appstore",
        version: ProgramVersion.text,
        subcommands: [
            ServeCommand.self, UserCommand.self, TokenCommand.self, AuditCommand.self, BackupCommand.self,
            RestoreCommand.self, GarbageCollectionCommand.self, CheckCommand.self,
        ],
    )

    /// Made by ArgumentParser.
    package init() {}
}
