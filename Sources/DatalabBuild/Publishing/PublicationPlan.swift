public import DatalabModel
public import OCIModel

/// What a publication would do: nothing of it is done yet.
public struct PublicationPlan: Sendable, Hashable, Encodable {
    /// The image's name in the store.
    public let image: String
    /// The digest of its manifest.
    public let digest: Digest
    /// The datalab's title; nil for an image that is no datalab.
    public let title: String?
    /// Who may see and use it, by its metadata; nil for an image that is no datalab.
    public let visibility: Visibility?
    /// Registry and repository.
    public let repository: String
    /// The tags that will point to it.
    public let tags: [String]
    /// Tags that stay where they are, as what they name is newer.
    public let keptTags: [String]
    /// How many layers it has.
    public let layers: Int
    /// The size of its layers, in bytes: as much is sent at the most.
    public let size: Int64

    let place: ImageReference
    let descriptor: Descriptor
    /// Tags whose images are like this one.
    let relatives: [String]

    private enum CodingKeys: String, CodingKey {
        case image, digest, title, visibility, repository, tags, keptTags, layers, size
    }
}
