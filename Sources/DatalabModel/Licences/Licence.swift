/// A licence that can be chosen: one of SPDX's, or one of the European Space Agency's.
public struct Licence: Sendable, Hashable, Codable {
    /// The groups of the creator's list.
    public enum Group: String, Sendable, Hashable, Codable, CaseIterable {
        /// The licences most people choose from.
        case popular
        /// The European Space Agency's.
        case esa
        /// Every other licence of SPDX.
        case others
    }

    /// The SPDX identifier, or a `LicenseRef-` of this project for a licence that has none.
    public var identifier: String
    /// The full name.
    public var name: String
    /// Whether SPDX advises against the identifier.
    public var isDeprecated: Bool
    /// Whether the Open Source Initiative approved the licence.
    public var isOSIApproved: Bool
    /// The group it is listed in.
    public var group: Group
}

/// An exception that may follow `WITH` in a licence expression.
public struct LicenceException: Sendable, Hashable, Codable {
    /// The SPDX identifier.
    public var identifier: String
    /// The full name.
    public var name: String
    /// Whether SPDX advises against the identifier.
    public var isDeprecated: Bool
}
