public import OCIModel

/// A base image in a content store: what a datalab is built on, and all that is known about it.
public struct BaseImage: Sendable, Hashable, Codable {
    /// An image of a registry that a base is, or is made from.
    public struct Origin: Sendable, Hashable, Codable {
        /// Its reference, as the recipe names it.
        public var name: String
        /// The digest of its manifest.
        public var digest: Digest
    }

    /// The name in the store: `base/jupyterlab:trixie`.
    public var referenceName: String
    /// The manifest's descriptor.
    public var manifest: Descriptor
    /// The layers, bottom first.
    public var layers: [BaseLayer]
    /// How a container of the image runs: variables, entry point, port.
    public var execution: ImageConfig.Execution
    /// What the image says of itself.
    public var facts: BaseFacts
    /// The image in a registry that it is, or is made from; nil for one made here.
    public var origin: Origin?
    /// The repositories of registries that are known to have it, with all its layers; nil where none is known.
    public var places: [String]?

    /// The name in its parts.
    package var name: BaseName { facts.name }
    /// The digest of the manifest.
    public var digest: Digest { manifest.digest }
    /// Whether it is an image of a registry as it is there, with nothing added.
    var isAdopted: Bool { origin?.digest == digest }
    /// The layers the store must have: the others are in a registry, and fetched when they are needed.
    var ownLayers: [BaseLayer] {
        guard places == nil else { return [] }
        guard origin != nil else { return layers }
        return isAdopted ? [] : layers.filter { $0.role != .image }
    }
    /// The size of all layers as stored, in bytes.
    public var compressedSize: Int64 { BoundedNumber.sum(layers.map(\.descriptor.size)) }
    /// The size of all layers' archives, in bytes; nil when one of them does not say it.
    public var uncompressedSize: Int64? {
        let sizes = layers.compactMap(\.uncompressedSize)
        return sizes.count == layers.count ? BoundedNumber.sum(sizes) : nil
    }
}

/// One layer of a base.
public struct BaseLayer: Sendable, Hashable, Codable {
    /// What the layer is for.
    public enum Role: String, Sendable, Hashable, Codable {
        /// Debian packages.
        case system
        /// A layer of the image that the base is made from.
        case image
        /// What serves the page.
        case server
        /// The start contract and the empty user environment.
        case contract
    }

    /// The layer's descriptor, with its role and contents as annotations.
    public var descriptor: Descriptor
    /// The digest of the layer's uncompressed archive.
    public var diffID: Digest
    /// The size of the uncompressed archive in bytes, where it is known.
    public var uncompressedSize: Int64?
    /// What the layer is for.
    public var role: Role
    /// A line for people on what it holds.
    public var contents: String
}
