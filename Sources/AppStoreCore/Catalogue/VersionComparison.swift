internal import AppStoreAPI
internal import DatalabModel
package import Foundation
package import GRDB
internal import OCIModel

/// What differs between a version and the approved one before it: what a reviewer decides by.
package struct VersionComparison: Sendable, Hashable {
    /// Something that is in one of the two only, or not the same in both.
    package struct Change: Sendable, Hashable {
        /// What it is called.
        package let name: String
        /// What it was; nil for what is new.
        package let before: String?
        /// What it is; nil for what is gone.
        package let after: String?
    }

    /// An earlier decision for a version.
    package struct Approval: Sendable, Hashable {
        /// The version.
        package let version: String
        /// Who approved it.
        package let reviewer: String
        /// When.
        package let time: Date
    }

    /// The version before; nil when none was approved before.
    package let before: String?
    /// The fields of the metadata.
    package let metadata: [Change]
    /// The Python packages: no more than ``mostPackages`` of them.
    package let packages: [Change]
    /// How many packages differ.
    package let packageCount: Int
    /// What each kind of layer holds, in words: how many there are, and how many of them are new.
    package let layers: [Change]
    /// The sizes of all layers together, in bytes.
    package let size: (before: Int64, after: Int64)
    /// Who approved versions before, the newest first.
    package let approvals: [Approval]

    /// So many packages are listed at most.
    package static let mostPackages = 200
    /// So many decisions are listed at most.
    private static let mostApprovals = 5
    /// The longest value of a field that is shown, in characters.
    private static let longestValue = 300

    /// Whether two comparisons say the same.
    package static func == (one: VersionComparison, other: VersionComparison) -> Bool {
        one.before == other.before && one.metadata == other.metadata && one.packages == other.packages
            && one.packageCount == other.packageCount && one.layers == other.layers && one.size == other.size
            && one.approvals == other.approvals
    }

    /// What is hashed of a comparison: what tells most apart.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(before)
        hasher.combine(metadata)
        hasher.combine(packages)
    }
}

extension VersionComparison {
    /// Compares a version with the newest approved one that is older than it.
    ///
    /// - Parameters:
    ///   - digest: the version.
    ///   - repository: its repository.
    ///   - database: within a transaction.
    /// - Returns: what differs; nil when there is no such version.
    /// - Throws: `DatabaseError`.
    package static func find(_ digest: String, of repository: String, in database: Database) throws
        -> VersionComparison?
    {
        let versions = try VersionRow.all(of: repository, in: database)
        guard let place = versions.firstIndex(where: { $0.digest == digest }),
            let after = try VersionTexts.facts(of: versions[place].id, in: database)
        else { return nil }
        let earlier = versions.filter { $0.id != versions[place].id && $0.review == .approved }
        let previous = versions[(place + 1)...].first { $0.review == .approved } ?? earlier.first
        let before = try previous.flatMap { try VersionTexts.facts(of: $0.id, in: database) }
        return VersionComparison(previous?.label, before, after, approvals: earlier)
    }

    private init(_ label: String?, _ before: VersionFacts?, _ after: VersionFacts, approvals: [VersionRow]) {
        self.before = label
        metadata = before.map { Self.changes(Self.fields($0.metadata), Self.fields(after.metadata)) } ?? []
        let changed = before.map { Self.changes(Self.versions($0), Self.versions(after)) } ?? []
        packages = Array(changed.prefix(Self.mostPackages))
        packageCount = changed.count
        layers = before.map { Self.layers($0, after) } ?? []
        size = (before?.size ?? 0, after.size)
        self.approvals = approvals.prefix(Self.mostApprovals).compactMap { version in
            version.reviewer.flatMap { reviewer in
                version.reviewed.map { Approval(version: version.label, reviewer: reviewer, time: $0) }
            }
        }
    }

    private static func changes(_ before: [String: String], _ after: [String: String]) -> [Change] {
        Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
            .map { Change(name: $0, before: before[$0], after: after[$0]) }
    }

    private static func versions(_ facts: VersionFacts) -> [String: String] {
        Dictionary(facts.packages.map { ($0.name, $0.version) }) { $1 }
    }

    /// The metadata's fields as short texts.
    private static func fields(_ metadata: DatalabMetadata) -> [String: String] {
        guard let bytes = try? CanonicalJSON.encode(metadata),
            let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { return [:] }
        return object.mapValues { value in
            let text = value as? String ?? Self.text(value)
            return text.count > longestValue ? text.prefix(longestValue) + "…" : text
        }
    }

    private static func text(_ value: Any) -> String {
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map {
            String(decoding: $0, as: UTF8.self)
        }
            ?? "\(value)"
    }

    private static func layers(_ before: VersionFacts, _ after: VersionFacts) -> [Change] {
        let known = Set(before.layers.map(\.digest))
        let roles = Set((before.layers + after.layers).map { $0.role ?? "other" }).sorted()
        return roles.compactMap { role in
            let old = before.layers.filter { ($0.role ?? "other") == role }
            let new = after.layers.filter { ($0.role ?? "other") == role }
            let fresh = new.count { !known.contains($0.digest) }
            guard fresh > 0 || old.count != new.count else { return nil }
            return Change(name: role, before: "\(old.count)", after: "\(new.count), of which \(fresh) new")
        }
    }
}
