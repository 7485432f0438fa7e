/// The software licences of the European Space Agency; each version has three types and there is no type 4.
///
/// The public licence v2.4 has SPDX identifiers. The others have none and get a `LicenseRef-` of this project, as
/// SPDX 2.3 (annex D) provides.
enum ESALicences {
    /// The kinds of copyleft, by type.
    static let types: [(number: Int, word: String)] = [
        (1, "strong-copyleft"), (2, "weak-copyleft"), (3, "permissive"),
    ]

    /// The two families and their versions, newest first.
    static let publicVersions = ["2.4", "2.3", "2.1"]
    static let communityVersions = ["2.4", "2.3", "1.1"]

    /// What the identifiers of the community licences begin with; these are limited to the agency's member states.
    static let communityPrefix = "LicenseRef-ESCL-"

    static let all: [Licence] =
        types.map { licence(community: false, version: "2.4", type: $0) }
        + types.map { licence(community: true, version: "2.4", type: $0) }
        + publicVersions.dropFirst().flatMap { version in
            types.map { licence(community: false, version: version, type: $0) }
        }
        + communityVersions.dropFirst().flatMap { version in
            types.map { licence(community: true, version: version, type: $0) }
        }

    /// The identifier of a licence of the agency; nil when there is no such version or type.
    static func identifier(community: Bool, version: String?, type: Int) -> String? {
        let versions = community ? communityVersions : publicVersions
        let wanted = version ?? versions[0]
        guard versions.contains(wanted), let known = types.first(where: { $0.number == type }) else { return nil }
        return identifier(community: community, version: wanted, word: known.word)
    }

    private static func identifier(community: Bool, version: String, word: String) -> String {
        if community { return "\(communityPrefix)\(word)-\(version)" }
        return version == "2.4" ? "ESA-PL-\(word)-2.4" : "LicenseRef-ESA-PL-\(word)-\(version)"
    }

    private static func licence(community: Bool, version: String, type: (number: Int, word: String)) -> Licence {
        let family = community ? "Software Community License" : "Public License"
        let character = type.word.split(separator: "-").map(\.capitalized).joined(separator: " ")
        return Licence(
            identifier: identifier(community: community, version: version, word: type.word),
            name: "European Space Agency \(family) - v\(version) - \(character) (Type \(type.number))",
            isDeprecated: false,
            isOSIApproved: false,
            group: .esa,
        )
    }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
