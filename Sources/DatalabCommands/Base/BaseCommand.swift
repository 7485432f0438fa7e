internal import ArgumentParser

/// `datalab base`: what datalabs are built on.
struct BaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "base",
        abstract: "List, show, compare, build and publish the bases datalabs are built on.",
        discussion: "Example: datalab base show jupyterlab",
        subcommands: [
            BaseListCommand.self, BaseShowCommand.self, BaseDiffCommand.self, BaseBuildCommand.self,
            BaseLockCommand.self, BasePublishCommand.self,
        ],
        defaultSubcommand: BaseListCommand.self,
    )
}
