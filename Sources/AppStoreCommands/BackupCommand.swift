internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import SystemPackage

/// `appstore backup`: a copy of everything as it is at one moment.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract:
            "Copy everything to another folder while the server runs; blobs on the same disk take no room of their own.",
        discussion: """
            `appstore check` verifies the copy, `appstore restore` makes an AppStore of it. A folder that holds an earlier backup
            is brought up to date; nothing else is ever replaced.

            Example: appstore backup /backup/appstore --folder /srv/appstore
            """,
    )

    @Argument(help: "The folder for the copy.")
    var target: String

    @OptionGroup var place: FolderOptions
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let backup = Backup(of: try place.open())
        let report = try await backup.write(to: FilePath(target))
        let context = CommandContext.current
        guard output.format == .text else { return context.print(try JSONOutput.text(report)) }
        let blobs = Wording.count(report.blobs, "blob"), size = Wording.bytes(report.bytes)
        context.print("\(blobs), \(size) in \(target); \(report.added) of them new there")
    }
}
