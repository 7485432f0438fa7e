public import OCIModel

/// What two bases have in common, and what differs.
public struct BaseDifference: Sendable, Hashable, Codable {
    /// A package whose version differs, or that one of the bases has not.
    public struct Change: Sendable, Hashable, Codable {
        /// The name.
        public var name: String
        /// The version in the first base; nil when it is not there.
        public var before: String?
        /// The version in the second base; nil when it is not there.
        public var after: String?
    }

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
    public var systemPackages: [Change]
    /// The server's Python packages that differ, by name.
    public var serverPackages: [Change]
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
        systemPackages = Self.changes(
            first.facts.systemPackages.map { ($0.name, $0.version) },
            second.facts.systemPackages.map { ($0.name, $0.version) }
        )
        serverPackages = Self.changes(
            first.facts.serverPackages.map { ($0.name, $0.version) },
            second.facts.serverPackages.map { ($0.name, $0.version) }
        )
        let others = Set(second.layers.map(\.descriptor.digest))
        sharedLayers = first.layers.filter { others.contains($0.descriptor.digest) }
            .map { Layer(digest: $0.descriptor.digest, size: $0.descriptor.size, contents: $0.contents) }
        sharedSize = sharedLayers.map(\.size).reduce(0, +)
        firstOnlySize = first.compressedSize - sharedSize
        secondOnlySize = second.compressedSize - sharedSize
    }

    private static func changes(_ first: [(String, String)], _ second: [(String, String)]) -> [Change] {
        let before = Dictionary(first) { $1 }
        let after = Dictionary(second) { $1 }
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
            .map { Change(name: $0, before: before[$0], after: after[$0]) }
    }
}
