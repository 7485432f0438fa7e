/// What a builder may build from source: a setting of whoever runs the builder, never of a repository.
public enum SourcePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing: every package needs a wheel.
    case none
    /// Source archives of an index, by their hashes.
    case index
    /// Also what requirements name themselves: git repositories, archives by address, the repository's own package.
    case all

    /// The stricter of two settings.
    public func lowered(to other: SourcePolicy) -> SourcePolicy {
        let order = SourcePolicy.allCases
        return (order.firstIndex(of: self) ?? 0) <= (order.firstIndex(of: other) ?? 0) ? self : other
    }
}
