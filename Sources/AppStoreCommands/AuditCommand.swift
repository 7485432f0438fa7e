internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines

/// `appstore audit`: who changed what, and when.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who changed what, and when; the newest first.",
        discussion: "Example: appstore audit --subject ann/mylab --folder /srv/appstore",
    )

    @Option(help: "Only what happened to this user, repository or version (REPOSITORY@DIGEST).")
    var subject: String?

    @Option(help: "Only what is older than the entry of this number.")
    var before: Int64?

    @Option(help: "So many entries at most.")
    var limit = 100

    @OptionGroup var place: FolderOptions
    @OptionGroup var output: FormatOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be more than 0") }
    }

    func run() async throws {
        let context = CommandContext.current
        let entries = try await place.database().read { [subject, before, limit] database in
            try AuditLog.entries(in: database, of: subject, before: before, limit: limit)
        }
        guard output.format == .text else { return context.print(try JSONOutput.text(entries)) }
        var table = TextTable([
            ("NUMBER", .right), ("TIME", .left), ("WHO", .left), ("WHAT", .left), ("TO", .left), ("DETAIL", .left),
        ])
        for entry in entries {
            let time = Wording.time(entry.time)
            table.add("\(entry.id)", time, entry.actor, entry.event.rawValue, entry.subject, entry.detail ?? "")
        }
        table.lines.forEach(context.print)
    }
}
