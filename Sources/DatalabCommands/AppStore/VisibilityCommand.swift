internal import AppStoreClient
internal import ArgumentParser
internal import CommandLines

/// `datalab visibility`: who may use a datalab of an AppStore.
struct VisibilityCommand: AsyncParsableCommand {
    /// Who may use a datalab.
    enum Visibility: String, ExpressibleByArgument, CaseIterable {
        case `public`
        case `private`
    }

    static let configuration = CommandConfiguration(
        commandName: "visibility",
        abstract: "Make a datalab public, or private with a list of users.",
        discussion: "Example: datalab visibility ann/blackbody private --user ben --user cem",
    )

    @Argument(help: "The datalab's name, as 'datalab search' gives it.")
    var name: String

    @Argument(help: "public (everybody, without login) or private (the owner and the users named).")
    var visibility: Visibility

    @Option(help: "A user who may use it while it is private; can be given more than once. Without it the list stays.")
    var user: [String] = []

    @Flag(help: "Empty the list of users.")
    var noUsers = false

    @OptionGroup var store: AppStoreOption
    @OptionGroup var access: RegistryAccess

    func validate() throws {
        guard user.isEmpty || !noUsers else { throw ValidationError("--user and --no-users contradict each other") }
    }

    func run() async throws {
        let context = CommandContext.current
        let client = try store.client(access, in: context)
        let readers = user.isEmpty && !noUsers ? nil : user
        try await client.setVisibility(of: name, isPublic: visibility == .public, readers: readers)
        context.print("\(name) is \(visibility.rawValue) now")
    }
}
