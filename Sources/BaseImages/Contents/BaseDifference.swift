public import OCIModel

/// What two bases have in common, and what differs.
public struct BaseDifference: Sendable, Hashable, Codable {
    /// A layer that both have.
    public struct Layer: Sendable, Hashable, Codable {
        /// The layer's digest.
        public var digest: Digest
        /// Its size as stored, in bytes.
        public var size: Int64
        /// A line for people on what it holds.
        public var contents: String
    }

    /// The first base's name.
    public var first: String
    /// The second base's name.
    public var second: String
    /// The Debian packages that differ, by name.
    public var systemPackages: [PackageChange]
    /// The server's Python packages that differ, by name.
    public var serverPackages: [PackageChange]
    /// The layers that both have, in the first one's order.
    public var sharedLayers: [Layer]
    /// The size of those layers as stored, in bytes.
    public var sharedSize: Int64
    /// The size of the first base's other layers.
    public var firstOnlySize: Int64
    /// The size of the second base's other layers.
    public var secondOnlySize: Int64

    /// Compares two bases.
    public init(_ first: BaseImage, _ second: BaseImage) {
        self.first = first.referenceName
        self.second = second.referenceName
        systemPackages = PackageChange.between(
            Self.versions(first.facts.systemPackages.map { ($0.name, $0.version) }),
            Self.versions(second.facts.systemPackages.map { ($0.name, $0.version) })
        )
        serverPackages = PackageChange.between(
            Self.versions(first.facts.serverPackages.map { ($0.name, $0.version) }),
            Self.versions(second.facts.serverPackages.map { ($0.name, $0.version) })
        )
        let others = Set(second.layers.map(\.descriptor.digest))
        sharedLayers = first.layers.filter { others.contains($0.descriptor.digest) }
            .map { Layer(digest: $0.descriptor.digest, size: $0.descriptor.size, contents: $0.contents) }
        sharedSize = BoundedNumber.sum(sharedLayers.map(\.size))
        firstOnlySize = first.compressedSize - sharedSize
        secondOnlySize = second.compressedSize - sharedSize
    }

    private static func versions(_ packages: [(String, String)]) -> [String: String] {
        Dictionary(packages) { $1 }
    }
}
