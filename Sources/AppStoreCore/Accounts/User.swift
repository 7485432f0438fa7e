package import AppStoreAPI
internal import Foundation
package import GRDB
internal import OCIModel

extension User {
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
        self.init(
            name: row["name"],
            displayName: row["display_name"],
            email: row["email"],
            role: Role(rawValue: row["role"]) ?? .reader,
            isDisabled: row["is_disabled"],
            created: Date(seconds: row["created"])
        )
    }
}
