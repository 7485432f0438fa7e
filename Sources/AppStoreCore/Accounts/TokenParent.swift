internal import Foundation
internal import GRDB

/// The credential that a registry token was made with, and with which it ends.
package enum TokenParent: Sendable, Hashable {
    /// A personal token, by its number.
    case personalToken(Int64)
    /// A password, by the beginning of what its stored hash hashes to: another password has another.
    case password(String)
    /// A launch by the hub, which ends by itself.
    case launch

    /// The parent of who logs in with a password.
    ///
    /// - Parameter stored: what is kept of the password.
    init(storedPassword stored: String) {
        self = .password(Secret.hash(stored).prefix(12).base64EncodedString())
    }

    /// Reads what `description` gives; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.last) {
        case ("token", let number?):
            guard let number = Int64(number) else { return nil }
            self = .personalToken(number)
        case ("password", let version?): self = .password(version)
        case ("launch", _): self = .launch
        default: return nil
        }
    }

    /// Whether it still holds for its user.
    func holds(of user: String, at time: Date, in database: Database) throws -> Bool {
        switch self {
        case .personalToken(let number):
            let sql = """
                SELECT EXISTS (
                    SELECT 1 FROM personal_token WHERE id = ? AND user = ? AND (expires IS NULL OR expires > ?)
                )
                """
            return try Bool.fetchOne(database, sql: sql, arguments: [number, user, time.seconds]) ?? false
        case .password:
            let sql = "SELECT password FROM user WHERE name = ?"
            let stored = try String.fetchOne(database, sql: sql, arguments: [user])
            return stored.map { TokenParent(storedPassword: $0) == self } ?? false
        case .launch: return true
        }
    }
}

extension TokenParent: CustomStringConvertible {
    /// The form in a registry token.
    package var description: String {
        switch self {
        case .personalToken(let number): "token:\(number)"
        case .password(let version): "password:\(version)"
        case .launch: "launch"
        }
    }
}

/// Who has logged in, and with what.
package struct Login: Sendable, Hashable {
    /// Who.
    package let principal: Principal
    /// The credential; nil for whoever asks an AppStore that is open to everybody.
    package let parent: TokenParent?

    /// A login.
    package init(_ principal: Principal, parent: TokenParent?) {
        self.principal = principal
        self.parent = parent
    }
}
