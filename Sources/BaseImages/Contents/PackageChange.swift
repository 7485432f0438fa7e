/// A package that two images have in different versions, or that one of them has not.
public struct PackageChange: Sendable, Hashable, Codable {
    /// The name.
    public var name: String
    /// The version in the first image; nil when it is not there.
    public var before: String?
    /// The version in the second image; nil when it is not there.
    public var after: String?

    /// A change of what has a name.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - before: what the first image has.
    ///   - after: what the second image has.
    package init(name: String, before: String?, after: String?) {
        self.name = name
        self.before = before
        self.after = after
    }

    /// Compares versions by name.
    ///
    /// - Parameters:
    ///   - before: the first image's versions.
    ///   - after: the second image's versions.
    /// - Returns: what differs, by name.
    package static func between(_ before: [String: String], _ after: [String: String]) -> [PackageChange] {
        Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
            .map { PackageChange(name: $0, before: before[$0], after: after[$0]) }
    }
}
