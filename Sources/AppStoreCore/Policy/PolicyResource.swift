/// What something is done with.
package enum PolicyResource: Sendable, Hashable {
    /// A repository, which may not be there.
    case repository(String, RepositoryAccess?)
    /// The AppStore itself.
    case server
}

/// All that a decision about a repository needs to know of it.
package struct RepositoryAccess: Sendable, Hashable {
    /// The user it belongs to.
    package var owner: String
    /// Whether everybody may use it.
    package var isPublic: Bool
    /// The users who may use it while it is private.
    package var readers: Set<String>
    /// Whether it has a datalab with a version that is listed.
    package var isListed: Bool
    /// Whether a version of its datalab waits for review.
    package var awaitsReview: Bool
    /// Whether a version of its datalab is not approved.
    package var isGated: Bool

    /// A repository's access.
    package init(
        owner: String,
        isPublic: Bool,
        readers: Set<String> = [],
        isListed: Bool = true,
        awaitsReview: Bool = false,
        isGated: Bool = false,
    ) {
        self.owner = owner
        self.isPublic = isPublic
        self.readers = readers
        self.isListed = isListed
        self.awaitsReview = awaitsReview
        self.isGated = isGated
    }
}
