package import Foundation
package import GRDB

/// A token of a user for programs, in place of the password; the token itself is not kept.
package struct PersonalToken: Sendable, Hashable, Codable {
    /// Its number.
    package let id: Int64
    /// Whose it is.
    package let user: String
    /// What the user calls it.
    package let name: String
    /// What it may do; nil for all that its user may.
    package let scopes: [TokenScope]?
    /// When it was made.
    package let created: Date
    /// When it ends; nil for never.
    package let expires: Date?
    /// When it was used last, within five minutes.
    package let lastUsed: Date?

    /// What every token begins with, so that people and scanners of secrets know one when they see it.
    package static let prefix = "dlpat_"

    /// Whether a text stands for a user to programs alone, never to the pages.
    package static func isForPrograms(_ text: String) -> Bool {
        text.hasPrefix(prefix) || text.hasPrefix(LaunchPasswords.prefix)
    }
}

extension PersonalToken: FetchableRecord {
    /// A token from a row of the table.
    package init(row: Row) throws {
        id = row["id"]
        user = row["user"]
        name = row["name"]
        let scopes: String? = row["scopes"]
        self.scopes = try scopes.map { try $0.split(separator: " ").map { try TokenScope(parsing: String($0)) } }
        created = Date(seconds: row["created"])
        expires = (row["expires"] as Int64?).map(Date.init(seconds:))
        lastUsed = (row["last_used"] as Int64?).map(Date.init(seconds:))
    }
}
