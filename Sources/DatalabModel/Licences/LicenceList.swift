/// Every licence that is known: the SPDX License List and the licences of the European Space Agency.
public enum LicenceList {
    /// The version of the SPDX License List.
    public static let version = SPDXLicenceTable.version

    /// Every licence: the popular ones, then ESA's, then all others by identifier.
    public static let all: [Licence] = {
        let listed = rows(SPDXLicenceTable.licences).map { row in
            Licence(
                identifier: row.identifier,
                name: row.name,
                isDeprecated: row.flags.contains("D"),
                isOSIApproved: row.flags.contains("O"),
                group: popularIdentifiers.contains(row.identifier) ? .popular : .others,
            )
        }
        let esa = ESALicences.all.filter { own in !listed.contains { $0.identifier == own.identifier } }
        return listed.filter { $0.group == .popular } + esa + listed.filter { $0.group == .others }
    }()

    /// Every exception of SPDX.
    public static let exceptions: [LicenceException] = rows(SPDXLicenceTable.exceptions).map { row in
        LicenceException(identifier: row.identifier, name: row.name, isDeprecated: row.flags.contains("D"))
    }

    /// The licences of a group.
    public static func licences(in group: Licence.Group) -> [Licence] {
        all.filter { $0.group == group }
    }

    /// The licence with an identifier; case does not matter (SPDX 2.3, annex D.2).
    public static func licence(_ identifier: String) -> Licence? {
        byIdentifier[identifier.lowercased()]
    }

    /// The exception with an identifier; case does not matter.
    public static func exception(_ identifier: String) -> LicenceException? {
        exceptionByIdentifier[identifier.lowercased()]
    }

    private static let popularIdentifiers: Set<String> = [
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "EUPL-1.2",
        "GPL-2.0-only",
        "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "AGPL-3.0-or-later", "ISC", "LGPL-2.1-or-later",
        "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MPL-2.0", "Unlicense",
    ]

    private static let byIdentifier = Dictionary(all.map { ($0.identifier.lowercased(), $0) }) { first, _ in first }

    private static let exceptionByIdentifier = Dictionary(
        exceptions.map { ($0.identifier.lowercased(), $0) },
    ) { first, _ in first }

    private static func rows(_ table: String) -> [(identifier: String, flags: Substring, name: String)] {
        table.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
            return fields.count == 3 ? (String(fields[0]), fields[1], String(fields[2])) : nil
        }
    }
}
