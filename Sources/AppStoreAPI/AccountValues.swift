package import Foundation

/// A user of the AppStore; the name never changes and is never given to another.
package struct User: Sendable, Hashable, Codable {
    /// The name, also the first part of the names of the user's repositories.
    package let name: String
    /// The name people know the user by.
    package var displayName: String?
    /// The e-mail address.
    package var email: String?
    /// What the user may do.
    package var role: Role
    /// Whether the user can do nothing at all.
    package var isDisabled: Bool
    /// When the user was added.
    package var created: Date

    /// A user.
    package init(
        name: String,
        displayName: String? = nil,
        email: String? = nil,
        role: Role,
        isDisabled: Bool = false,
        created: Date,
    ) {
        self.name = name
        self.displayName = displayName
        self.email = email
        self.role = role
        self.isDisabled = isDisabled
        self.created = created
    }
}

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

/// What `PUT …/me/password` takes.
package struct PasswordChange: Sendable, Hashable, Codable {
    /// The password that the user has.
    package let old: String
    /// The password that the user wants.
    package let new: String
}

/// What `POST …/tokens` takes.
package struct TokenRequest: Sendable, Hashable, Codable {
    /// What the token is called.
    package let name: String
    /// What it may do, as `ann/*:pull,push`; absent for all that its user may.
    package let scopes: [String]?
    /// When it ends; absent for never.
    package let expires: Date?
}

/// A token as the API shows it.
package struct TokenSummary: Sendable, Hashable, Codable {
    /// What it is called.
    package let name: String
    /// What it may do; absent for all that its user may.
    package let scopes: [String]?
    /// When it was made.
    package let created: Date
    /// When it ends; absent for never.
    package let expires: Date?
    /// When it was used last.
    package let lastUsed: Date?

    /// A token's summary.
    package init(
        name: String,
        scopes: [String]?,
        created: Date,
        expires: Date?,
        lastUsed: Date?
    ) {
        self.name = name
        self.scopes = scopes
        self.created = created
        self.expires = expires
        self.lastUsed = lastUsed
    }
}

/// What `POST …/tokens` gives: the only time that the token itself is told.
package struct NewToken: Sendable, Hashable, Codable {
    /// The token.
    package let token: TokenSummary
    /// What a program sends as password.
    package let secret: String

    /// A new token.
    package init(
        token: TokenSummary,
        secret: String
    ) {
        self.token = token
        self.secret = secret
    }
}
