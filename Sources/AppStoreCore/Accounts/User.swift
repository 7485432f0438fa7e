package import Foundation
package import GRDB
internal import OCIModel

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

    /// What a name may be, in words.
    package static let nameForm = "lower-case letters, digits and single '.', '_' or '-' between them, at most 64"

    /// Refuses what cannot be a user's name.
    ///
    /// A name is one part of a repository's name in distribution-spec 1.1: `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`.
    ///
    /// - Parameter name: the name.
    /// - Throws: `AppStoreError` with code `invalid`.
    package static func check(name: String) throws(AppStoreError) {
        guard name.utf8.count <= 64, !name.contains("/"), ImageReference.isRepository(name) else {
            throw AppStoreError(.invalid, detail: "'\(name)' is not a user's name", hint: "use \(nameForm)")
        }
    }
}

extension User: FetchableRecord {
    /// A user from a row of the table.
    package init(row: Row) throws {
        name = row["name"]
        displayName = row["display_name"]
        email = row["email"]
        role = Role(rawValue: row["role"]) ?? .reader
        isDisabled = row["is_disabled"]
        created = Date(seconds: row["created"])
    }
}
