package import Foundation

/// What `PUT …/visibility` takes.
package struct VisibilityChange: Sendable, Hashable, Codable {
    /// The words of the metadata.
    package enum Word: String, Sendable, Hashable, Codable {
        case `public`
        case `private`
    }

    /// Who may use the datalab.
    package let visibility: Word
    /// The users who may while it is private; absent to leave them as they are.
    package let readers: [String]?

    /// A change.
    package init(
        visibility: Word,
        readers: [String]?
    ) {
        self.visibility = visibility
        self.readers = readers
    }
}

/// What `PUT …/star` and `DELETE …/star` give.
package struct StarCount: Sendable, Hashable, Codable {
    /// How many users gave a star.
    package let stars: Int
    /// Whether who asked did.
    package let isStarred: Bool

    /// A count.
    package init(stars: Int, isStarred: Bool) {
        self.stars = stars
        self.isStarred = isStarred
    }
}

/// A version that waits for review.
package struct WaitingVersion: Sendable, Hashable, Codable {
    /// The repository.
    package let name: String
    /// The title of the datalab.
    package let title: String
    /// The version.
    package let version: String
    /// The digest of its manifest.
    package let digest: String
    /// Who published it.
    package let publisher: String
    /// When.
    package let published: Date

    /// A version that waits.
    package init(
        name: String,
        title: String,
        version: String,
        digest: String,
        publisher: String,
        published: Date
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.digest = digest
        self.publisher = publisher
        self.published = published
    }
}

/// What `PUT …/review` takes.
package struct ReviewDecision: Sendable, Hashable, Codable {
    /// The digest of the version.
    package let digest: String
    /// Whether it is listed.
    package let isApproved: Bool
    /// Why; needed for a rejection.
    package let reason: String?
}

/// A part of the list of what a repository has.
package struct ManifestPage: Sendable, Hashable, Codable {
    /// The manifests, in the order of their digests.
    package let manifests: [ManifestSummary]
    /// The digest to go on after; nil at the end.
    package let next: String?

    /// A part of the list.
    package init(manifests: [ManifestSummary], next: String?) {
        self.manifests = manifests
        self.next = next
    }
}

/// A manifest in the list of all that a repository has.
package struct ManifestSummary: Sendable, Hashable, Codable {
    /// The digest.
    package let digest: String
    /// What it is.
    package let mediaType: String
    /// The type of the artifact.
    package let artifactType: String?
    /// The manifest it refers to.
    package let subject: String?
    /// The size of the manifest itself, in bytes.
    package let size: Int
    /// When it was pushed first.
    package let pushed: Date
    /// The tags that point to it.
    package let tags: [String]
    /// Whether a tag, a version, or something that is kept needs it.
    package let isKept: Bool
    /// Since when it has been known that nothing needs it; it is collected when that has been so for the time that
    /// the operator sets.
    package let looseSince: Date?

    /// A manifest in the list.
    package init(
        digest: String,
        mediaType: String,
        artifactType: String?,
        subject: String?,
        size: Int,
        pushed: Date,
        tags: [String],
        isKept: Bool,
        looseSince: Date?
    ) {
        self.digest = digest
        self.mediaType = mediaType
        self.artifactType = artifactType
        self.subject = subject
        self.size = size
        self.pushed = pushed
        self.tags = tags
        self.isKept = isKept
        self.looseSince = looseSince
    }
}

/// Failures in the form of the distribution specification, which the API uses too.
package struct APIErrors: Sendable, Hashable, Codable {
    /// One failure.
    package struct Failure: Sendable, Hashable, Codable {
        /// A word for programs.
        package let code: String
        /// What was found and what was expected, with the next step.
        package let message: String

        /// A failure.
        package init(
            code: String,
            message: String
        ) {
            self.code = code
            self.message = message
        }
    }

    /// The failures.
    package let errors: [Failure]

    /// Failures.
    package init(
        errors: [Failure]
    ) {
        self.errors = errors
    }
}
