internal import AppStoreAPI
internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines

/// `appstore gc`: frees the space of what nothing needs any more.
struct GarbageCollectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Free the space of manifests and blobs that nothing needs; a server may run meanwhile.",
        discussion: "Example: appstore gc --folder /srv/appstore",
    )

    @OptionGroup var place: FolderOptions
    @OptionGroup var grace: GraceOptions
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let folder = try place.open()
        var manifests = 0
        if let period = grace.untaggedPeriod {
            manifests = try await folder.repositories(gracePeriod: grace.gracePeriod).removeUntagged(after: period)
        }
        var report = try await folder.garbageCollection(gracePeriod: grace.gracePeriod).run()
        report.manifests = manifests
        switch output.format {
        case .json: CommandContext.current.print(try JSONOutput.text(report))
        case .text:
            let freed = Wording.bytes(report.bytes)
            CommandContext.current.print("\(Wording.count(report.blobs, "blob")) removed, \(freed) freed")
            guard manifests > 0 else { return }
            CommandContext.current.print("\(Wording.count(manifests, "manifest")) without a tag removed")
        }
    }
}
