internal import AppStoreClient
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import Foundation
internal import OCIModel
internal import RegistryClient
internal import Reporting

/// What is published, and where: as named, or to the chosen AppStore under the user's name.
struct PublishTarget {
    /// An image of the store.
    let image: String
    /// Registry and repository.
    let place: ImageReference
    /// The address of the datalab's page in the AppStore; nil for another registry.
    let page: String?

    /// Finds out what the names of a command line mean.
    ///
    /// - Parameters:
    ///   - names: an image, a place, both in this order, or neither.
    ///   - store: which AppStore.
    ///   - access: how it is reached.
    ///   - context: the environment.
    /// - Throws: `RegistryError`, `TransferError`, `BuildFailure`, `InputFailure`.
    init(_ names: [String], _ store: AppStoreOption, _ access: RegistryAccess, in context: CommandContext) async throws
    {
        if names.count == 2 {
            self.init(image: names[0], place: try ImageReference(argument: names[1]), page: nil)
        } else if store.appstore == nil, let name = names.first, let place = try? ImageReference(argument: name) {
            self.init(image: try Self.own(in: context), place: place, page: nil)
        } else if store.appstore == nil, let name = names.first, Self.isMeantAsPlace(name) {
            // What is wrong with it is told, not that no AppStore is chosen.
            if FileManager.default.fileExists(atPath: name) { throw Self.refusal(of: name) }
            self.init(image: name, place: try ImageReference(argument: name), page: nil)
        } else {
            try await self.init(image: names.first, client: store.client(access, in: context), in: context)
        }
    }

    /// Whether a text that is no place is surely no image of the store either: an address, a path, a registry with capitals.
    private static func isMeantAsPlace(_ text: String) -> Bool {
        let first = text.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
        return text.contains("://") || text.hasPrefix(".") || text.hasPrefix("/")
            || text.contains("/") && first.contains { ".:".contains($0) }
    }

    private static func refusal(of path: String) -> InputFailure {
        let problem = Problem.error(
            "'\(path)' is a file or a folder, and neither an image nor a registry with a repository",
            hint: "in the folder of a datalab, leave it out: what was built of it is published",
        )
        return InputFailure(problem, class: .usage)
    }

    private init(image: String?, client: AppStoreClient, in context: CommandContext) async throws {
        let image = try image ?? Self.own(in: context)
        // The image is called by the datalab's short name, and a tag.
        let name = ImageLayout.base(of: image)
        let shortName = name.split(separator: "/").last.map(String.init) ?? name
        let repository = "\(try await client.userName())/\(shortName)"
        let place = try ImageReference(argument: "\(client.host)/\(repository)")
        self.init(image: image, place: place, page: try await client.page(of: repository))
    }

    /// The image of what was built of the files in the current folder.
    private static func own(in context: CommandContext) throws -> String {
        try BuildRecords(home: context.home).image(in: FileManager.default.currentDirectoryPath)
    }

    private init(image: String, place: ImageReference, page: String?) {
        self.image = image
        self.place = place
        self.page = page
    }
}
