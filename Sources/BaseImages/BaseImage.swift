public import OCIModel

/// A base image in a content store: what a datalab is built on, and all that is known about it.
public struct BaseImage: Sendable, Hashable, Codable {
    /// The manifest's descriptor.
    public var manifest: Descriptor
    /// The layers, bottom first.
    public var layers: [BaseLayer]
    /// How a container of the image runs: variables, entry point, port.
    public var execution: ImageConfig.Execution
    /// What the image says of itself.
    public var facts: BaseFacts

    /// A base from its parts.
    package init(manifest: Descriptor, layers: [BaseLayer], execution: ImageConfig.Execution, facts: BaseFacts) {
        self.manifest = manifest
        self.layers = layers
        self.execution = execution
        self.facts = facts
    }

    /// The digest of the manifest.
    public var digest: Digest { manifest.digest }
    /// The name in the store: `base/jupyterlab:trixie`.
    public var referenceName: String { facts.referenceName }
    /// The size of all layers as stored, in bytes.
    public var compressedSize: Int64 { layers.map(\.descriptor.size).reduce(0, +) }
    /// The size of all layers' archives, in bytes.
    public var uncompressedSize: Int64 { layers.map(\.uncompressedSize).reduce(0, +) }
}

/// One layer of a base.
public struct BaseLayer: Sendable, Hashable, Codable {
    /// What the layer is for.
    public enum Role: String, Sendable, Hashable, Codable {
        /// Debian packages.
        case system
        /// What serves the page.
        case server
        /// The start contract and the empty user environment.
        case contract
    }

    /// The layer's descriptor, with its role and contents as annotations.
    public var descriptor: Descriptor
    /// The digest of the layer's uncompressed archive.
    public var diffID: Digest
    /// The size of the uncompressed archive in bytes.
    public var uncompressedSize: Int64
    /// What the layer is for.
    public var role: Role
    /// A line for people on what it holds.
    public var contents: String
}
