internal import AppStoreAPI
internal import DatalabModel
internal import Foundation

extension Facet {
    /// The number it has in the database.
    var number: Int {
        switch self {
        case .kind: 0
        case .domain: 1
        case .mission: 2
        case .instrument: 3
        case .keyword: 4
        case .licence: 5
        case .author: 6
        case .visibility: 7
        }
    }

    /// More values of one facet than this are not counted for one datalab.
    private static let mostValues = 32
    /// Longer values are cut.
    private static let longestValue = 120

    /// The values of a datalab.
    static func values(of facts: VersionFacts, isPublic: Bool) -> [(facet: Facet, value: String)] {
        let metadata = facts.metadata
        let lists: [(Facet, [String])] = [
            (.kind, [facts.kind?.rawValue].compactMap { $0 }),
            (.domain, metadata.domains),
            (.mission, metadata.missions),
            (.instrument, metadata.instruments),
            (.keyword, metadata.keywords),
            (.licence, [metadata.licence?.description].compactMap { $0 }),
            (.author, metadata.people.people.map(\.name)),
            (.visibility, [isPublic ? "public" : "private"]),
        ]
        return lists.flatMap { facet, values in
            values.prefix(mostValues).map { (facet, String($0.prefix(longestValue))) }
        }
    }
}

/// The facet values of one datalab as the database keeps them: 32 bits each, the facet in the upper four.
struct FacetCodes: Sendable {
    private static let shift: UInt32 = 28
    static let mask: UInt32 = (1 << shift) - 1

    static func code(_ facet: Int, _ value: Int64) -> UInt32 {
        UInt32(facet) << shift | UInt32(truncatingIfNeeded: value) & mask
    }

    static func facet(_ code: UInt32) -> Int { Int(code >> shift) }

    static func data(_ codes: [UInt32]) -> Data {
        codes.withUnsafeBytes { Data($0) }
    }
}
