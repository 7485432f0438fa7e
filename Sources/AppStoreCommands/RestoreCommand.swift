internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import Reporting
internal import SystemPackage

/// `appstore restore`: makes an AppStore of a backup.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract:
            "Make an AppStore of a backup, in a folder that has none; blobs on the same disk take no room of their own.",
        discussion: """
            The folder must be missing or empty: move an AppStore that is to be replaced aside first. What was changed since the
            backup is not there afterwards; users who were disabled and tokens that were revoked since are to be looked at again.

            Example: appstore restore /backup/appstore --folder /srv/appstore
            """,
    )

    @Argument(help: "The folder that `appstore backup` wrote.")
    var backup: String

    @OptionGroup var place: FolderOptions
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let folder = try place.path()
        let report = try await Restore(of: FilePath(backup)).write(to: folder)
        let context = CommandContext.current
        guard output.format == .text else { return context.print(try JSONOutput.text(report)) }
        let blobs = Wording.count(report.blobs, "blob"), size = Wording.bytes(report.bytes)
        let serve = ShellQuoting.line(["appstore", "serve", "--folder", folder.string])
        context.print("\(blobs), \(size) in \(folder); `\(serve)` serves them")
    }
}
