package import DatalabModel
package import Foundation
package import OCIModel

/// A datalab with all that a user decides by.
///
/// Beside the properties that are declared here it has those of the metadata's fields that its facts tell, under the names of
/// ``MetadataFields``; in JSON they stand among the others.
@dynamicMemberLookup
package struct DatalabDetail: Sendable, Hashable {
    /// The same as on its card.
    package let summary: DatalabSummary
    /// What the metadata says in the fields that are told.
    package let facts: DatalabFacts
    /// Who made it, as far as the metadata's text can be taken apart.
    package let people: [CitedPerson]
    /// Whether there are more than are named.
    package let hasMorePeople: Bool
    /// Where the source is.
    package let source: String?
    /// The source's revision.
    package let revision: String?
    /// The name of the base image.
    package let base: String?
    /// The versions that who asks may see, the newest first; no more than ``mostVersions``.
    package let versions: [DatalabVersionSummary]
    /// How many there are.
    package let versionCount: Int
    /// The layers of the newest, base first.
    package let layers: [DatalabLayer]
    /// The Python packages of the newest, by name.
    package let packages: [DatalabPackage]
    /// The users of a private datalab; nil for who may not change them.
    package let readers: [String]?

    /// A datalab.
    package init(
        summary: DatalabSummary,
        facts: DatalabFacts,
        people: [CitedPerson],
        hasMorePeople: Bool,
        source: String?,
        revision: String?,
        base: String?,
        versions: [DatalabVersionSummary],
        versionCount: Int,
        layers: [DatalabLayer],
        packages: [DatalabPackage],
        readers: [String]?
    ) {
        self.summary = summary
        self.facts = facts
        self.people = people
        self.hasMorePeople = hasMorePeople
        self.source = source
        self.revision = revision
        self.base = base
        self.versions = versions
        self.versionCount = versionCount
        self.layers = layers
        self.packages = packages
        self.readers = readers
    }

    /// What a field of the metadata says.
    package subscript<Value>(dynamicMember path: KeyPath<MetadataFields, MetadataProperty<Value>>) -> Value {
        Value(kept: facts[MetadataFields.table[keyPath: path].field])
    }
}

extension DatalabDetail: Codable {
    private enum CodingKeys: CodingKey {
        case summary
        case people
        case hasMorePeople
        case source
        case revision
        case base
        case versions
        case versionCount
        case layers
        case packages
        case readers
    }

    /// Reads the API's JSON.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        facts = try DatalabFacts(from: decoder)
        summary = try container.decode(DatalabSummary.self, forKey: .summary)
        people = try container.decode([CitedPerson].self, forKey: .people)
        hasMorePeople = try container.decode(Bool.self, forKey: .hasMorePeople)
        source = try container.decodeIfPresent(String.self, forKey: .source)
        revision = try container.decodeIfPresent(String.self, forKey: .revision)
        base = try container.decodeIfPresent(String.self, forKey: .base)
        versions = try container.decode([DatalabVersionSummary].self, forKey: .versions)
        versionCount = try container.decode(Int.self, forKey: .versionCount)
        layers = try container.decode([DatalabLayer].self, forKey: .layers)
        packages = try container.decode([DatalabPackage].self, forKey: .packages)
        readers = try container.decodeIfPresent([String].self, forKey: .readers)
    }

    /// Writes the API's JSON.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try facts.encode(to: encoder)
        try container.encode(summary, forKey: .summary)
        try container.encode(people, forKey: .people)
        try container.encode(hasMorePeople, forKey: .hasMorePeople)
        try container.encodeIfPresent(source, forKey: .source)
        try container.encodeIfPresent(revision, forKey: .revision)
        try container.encodeIfPresent(base, forKey: .base)
        try container.encode(versions, forKey: .versions)
        try container.encode(versionCount, forKey: .versionCount)
        try container.encode(layers, forKey: .layers)
        try container.encode(packages, forKey: .packages)
        try container.encodeIfPresent(readers, forKey: .readers)
    }
}

/// What a datalab's metadata says in the fields that its details tell.
package struct DatalabFacts: Sendable, Hashable {
    /// The fields, in the order of ``MetadataFields``.
    package static let fields = MetadataFields.all.filter { $0.display?.isInSummary == false }

    private var facts: [MetadataField: MetadataFact] = [:]

    /// The facts of a datalab's metadata.
    package init(_ metadata: DatalabMetadata) {
        for field in Self.fields { facts[field] = metadata[field] }
    }

    /// What a field says; nil when nothing.
    package subscript(_ field: MetadataField) -> MetadataFact? { facts[field] }
}

extension DatalabFacts: Codable {
    /// The property that tells a field.
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        init?(_ field: MetadataField) {
            guard let property = field.property else { return nil }
            stringValue = property
        }
    }

    /// Reads the properties of the fields.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for field in Self.fields {
            if let key = Key(field) { facts[field] = try container.fact(of: field, forKey: key) }
        }
    }

    /// Writes the properties of the fields.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for field in Self.fields {
            if let key = Key(field), let fact = facts[field] { try container.encode(fact, forKey: key) }
        }
    }
}

/// A version in the history of a datalab.
package struct DatalabVersionSummary: Sendable, Hashable, Codable {
    /// The version, with the build's counter where a tag tells it: `1.4.0-2`.
    package let version: String
    /// The digest of the manifest.
    package let digest: String
    /// The tags that point to it.
    package let tags: [String]
    /// When it was published.
    package let published: Date
    /// By whom.
    package let publisher: String
    /// `waiting`, `approved` or `rejected`.
    package let review: ReviewState
    /// Why it was rejected.
    package let reviewReason: String?

    /// A version.
    package init(
        version: String,
        digest: String,
        tags: [String],
        published: Date,
        publisher: String,
        review: ReviewState,
        reviewReason: String?
    ) {
        self.version = version
        self.digest = digest
        self.tags = tags
        self.published = published
        self.publisher = publisher
        self.review = review
        self.reviewReason = reviewReason
    }
}

/// Whether a version may be listed.
package enum ReviewState: String, Sendable, Hashable, Codable, CaseIterable {
    /// A moderator has not decided yet.
    case waiting
    /// It is listed.
    case approved
    /// It is not listed, for a reason.
    case rejected
}

/// A layer, and what is inside.
package struct DatalabLayer: Sendable, Hashable, Codable {
    /// The digest.
    package var digest: Digest
    /// The size as stored, in bytes.
    package var size: Int64
    /// `system`, `server`, `packages`, `files`, `identity`; nil where the image does not say.
    package var role: String?
    /// A line for people; nil where the image does not say.
    package var contents: String?

    /// A layer.
    package init(
        digest: Digest,
        size: Int64,
        role: String?,
        contents: String?
    ) {
        self.digest = digest
        self.size = size
        self.role = role
        self.contents = contents
    }
}

/// A Python package.
package struct DatalabPackage: Sendable, Hashable, Codable {
    /// The normalised name.
    package var name: String
    /// The version.
    package var version: String

    /// A package.
    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
