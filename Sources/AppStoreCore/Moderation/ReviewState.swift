/// Whether a version may be listed.
package enum ReviewState: String, Sendable, Hashable, Codable, CaseIterable {
    /// A moderator has not decided yet.
    case waiting
    /// It is listed.
    case approved
    /// It is not listed, for a reason.
    case rejected
}
