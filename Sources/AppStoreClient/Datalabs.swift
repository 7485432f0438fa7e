package import Foundation

/// A page of what was found.
package struct FoundPage: Sendable, Decodable {
    /// How many were found in all.
    package let total: Int
    /// Those of this page.
    package let datalabs: [FoundDatalab]
}

/// A datalab as the catalogue shows it.
package struct FoundDatalab: Sendable, Decodable {
    /// The repository, which names it.
    package let name: String
    /// The title.
    package let title: String
    /// What it is for.
    package let abstract: String?
    /// What it opens with.
    package let kind: String?
    /// The newest listed version.
    package let version: String
    /// Its digest.
    package let digest: String
    /// Who made it.
    package let author: String?
    /// The licence.
    package let licence: String?
    /// The key words.
    package let keywords: [String]
    /// `public` or `private`.
    package let visibility: String
    /// When a version was published last.
    package let modified: Date
    /// The size of its layers, in bytes.
    package let size: Int64
    /// How many users gave a star.
    package let stars: Int
    /// How often it was pulled.
    package let pulls: Int
    /// Whether a version is listed.
    package let isListed: Bool
}

/// A datalab with all that a user decides by.
package struct ShownDatalab: Sendable, Decodable {
    /// The same as in the catalogue.
    package let summary: FoundDatalab
    /// A longer description.
    package let description: String?
    /// Whom to ask.
    package let contact: String?
    /// How to cite it.
    package let citation: String?
    /// Where the source is.
    package let source: String?
    /// The versions, the newest first.
    package let versions: [Version]
    /// The Python packages.
    package let packages: [Package]
    /// The users of a private datalab; nil for who may not change them.
    package let readers: [String]?

    /// A version in its history.
    package struct Version: Sendable, Decodable {
        /// The version.
        package let version: String
        /// The digest of its manifest.
        package let digest: String
        /// The tags that point to it.
        package let tags: [String]
        /// When it was published.
        package let published: Date
        /// By whom.
        package let publisher: String
        /// `waiting`, `approved` or `rejected`.
        package let review: String
        /// Why it was rejected.
        package let reviewReason: String?
    }

    /// A Python package.
    package struct Package: Sendable, Decodable {
        /// The name.
        package let name: String
        /// The version.
        package let version: String
    }
}
