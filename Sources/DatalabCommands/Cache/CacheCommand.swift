internal import ArgumentParser

/// `datalab cache`: what is kept, and making it smaller.
struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Show what is kept from one build to the next, or make it smaller.",
        discussion: "Example: datalab cache show",
        subcommands: [CacheShowCommand.self, CachePruneCommand.self],
    )
}
