public import ArgumentParser
internal import CommandLines

/// The `datalab` command with all its subcommands.
public struct Datalab: AsyncParsableCommand {
    /// What ArgumentParser needs to know.
    public static let configuration = CommandConfiguration(
        commandName: "datalab",
        abstract: "Make datalabs: container images that open JupyterLab with your files and packages.",
        discussion: """
            No Docker, no root, nothing of the repository executed, and the same digest every time.

            Example: datalab build https://git.example.org/me/lab.git
            """,
        version: ProgramVersion.text,
        subcommands: [
            CreateCommand.self, NewCommand.self, AddCommand.self, LockCommand.self, FreezeCommand.self,
            ConvertCommand.self,
            BuildCommand.self,
            CheckCommand.self,
            RunCommand.self,
            TestCommand.self, ImagesCommand.self, RemoveCommand.self, InspectCommand.self, WhyCommand.self,
            DiffCommand.self,
            BuildsCommand.self,
            PublishCommand.self, PullCommand.self, CopyCommand.self, LoginCommand.self, LogoutCommand.self,
            SearchCommand.self, ShowCommand.self, VisibilityCommand.self, DeleteCommand.self,
            BaseCommand.self, StepCommand.self, CacheCommand.self, LicencesCommand.self,
        ],
    )

    /// Made by ArgumentParser.
    public init() {}
}
