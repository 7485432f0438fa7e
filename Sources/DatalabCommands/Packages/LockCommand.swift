internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import Foundation
internal import Reporting

/// `datalab lock`: the versions of a datalab's packages, written beside what requires them.
struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Write the versions of a datalab's packages into pylock.toml, which every build then uses.",
        discussion: """
            The lock (PEP 751) stands beside the file that requires the packages, and can be committed with it: the same versions come \
            on every machine and at any time. Versions of a lock that is there stay where they fit; --upgrade takes the newest. A build \
            says when the lock no longer fits what is required.

            Example: datalab lock --upgrade --dry-run
            """,
    )

    @Argument(help: "The datalab's folder.", completion: .directory)
    var folder = "."

    @Flag(help: "Take the newest versions that fit, also of packages that are locked already.")
    var upgrade = false

    @Flag(help: "Only say what would change; write nothing.")
    var dryRun = false

    @OptionGroup var progress: ProgressOptions
    @OptionGroup(title: "Bases")
    var bases: SiteOptions

    func run() async throws {
        let context = CommandContext.current
        let request = BuildRequest(source: try LabFolder(folder).location)
        let display = progress.display(in: context)
        defer { display.end() }
        let lock = try await DatalabBuilder(site: bases.site(in: context))
            .lockPackages(of: request, upgrades: upgrade) { display.take($0) }
        display.end()
        if lock.isLoosened {
            context.note("the locked versions do not fit what is required now: all are taken anew")
        }
        let changes = lock.before.isEmpty ? [] : ChangeLines.of(lock.changes)
        changes.forEach(context.print)
        let what = "\(Wording.count(lock.versions.count, "package")) for \(lock.requirements ?? "the base alone")"
        guard !dryRun else {
            return context.print(
                "\(changes.isEmpty && !lock.before.isEmpty ? "nothing would change" : "would be") \(lock.file): \(what)"
            )
        }
        let files = try WrittenFiles([lock.file: lock.text], in: folder)
        context.print(files.isUnchanged ? "unchanged  \(lock.file): \(what)" : "wrote     \(lock.file): \(what)")
    }
}
