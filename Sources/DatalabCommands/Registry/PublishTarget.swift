internal import AppStoreClient
internal import CommandLines
internal import DatalabBuild
internal import OCIModel
internal import RegistryClient
internal import Reporting

/// What is published, and where: as named, or to the chosen AppStore under the user's name.
struct PublishTarget {
    /// An image of the store; nil for the newest build's.
    let image: String?
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
            self.init(image: nil, place: place, page: nil)
        } else if store.appstore == nil, let name = names.first, Self.isMeantAsPlace(name) {
            // What is wrong with it is told, not that no AppStore is chosen.
            self.init(image: nil, place: try ImageReference(argument: name), page: nil)
        } else {
            try await self.init(image: names.first, client: store.client(access, in: context), in: context)
        }
    }

    /// Whether a text that is no place is surely no image of the store either: an address, a path, a registry with capitals.
    private static func isMeantAsPlace(_ text: String) -> Bool {
        let first = text.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
        return text.contains("://") || text.hasPrefix(".") || text.contains("/") && first.contains { ".:".contains($0) }
    }

    private init(image: String?, client: AppStoreClient, in context: CommandContext) async throws {
        let newest = try image ?? BuildRecords(home: context.home).newestWithImage()?.result?.reference
        guard let newest else { throw BuildFailure(.nothingToPublish) }
        // The image is called by the datalab's short name, and a tag.
        let name = newest.split(separator: ":").first.map(String.init) ?? newest
        let shortName = name.split(separator: "/").last.map(String.init) ?? name
        let repository = "\(try await client.userName())/\(shortName)"
        let place = try ImageReference(argument: "\(client.host)/\(repository)")
        self.init(image: newest, place: place, page: try await client.page(of: repository))
    }

    private init(image: String?, place: ImageReference, page: String?) {
        self.image = image
        self.place = place
        self.page = page
    }
}
