/// What a user may do beside using public datalabs; each role may all that the one before it may.
package enum Role: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Uses datalabs: public ones, and private ones that list the user.
    case reader
    /// Publishes datalabs under the user's own name.
    case creator
    /// Decides on what waits for review.
    case moderator
    /// Sees and changes everything.
    case administrator

    /// Whether one role comes before the other.
    package static func < (one: Role, other: Role) -> Bool {
        one.rank < other.rank
    }

    private var rank: Int {
        switch self {
        case .reader: 0
        case .creator: 1
        case .moderator: 2
        case .administrator: 3
        }
    }
}
