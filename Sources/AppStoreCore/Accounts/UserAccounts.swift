package import AppStoreAPI
package import Foundation
internal import GRDB

/// The users of the AppStore, and their passwords.
package struct UserAccounts: Sendable {
    private let database: AppStoreDatabase
    private let passwords: PasswordWorker

    /// The users of a database.
    package init(_ database: AppStoreDatabase, passwords: PasswordWorker = PasswordWorker()) {
        self.database = database
        self.passwords = passwords
    }

    /// Adds a user.
    ///
    /// - Parameters:
    ///   - user: the user.
    ///   - password: nil for a user who has tokens only.
    ///   - actor: who does it, for the audit log.
    /// - Throws: `AppStoreError` with code `invalid` or `exists`.
    package func add(_ user: User, password: String?, by actor: String) async throws {
        try User.check(name: user.name)
        let hash: String? = if let password { try await self.hash(password, of: user.name).description } else { nil }
        try await database.write { database in
            let sql = "SELECT * FROM user WHERE name = ?"
            guard try User.fetchOne(database, sql: sql, arguments: [user.name]) == nil else {
                let hint = "choose another name; a name is never given away again"
                throw AppStoreError(.exists, detail: "there is a user '\(user.name)' already", hint: hint)
            }
            try database.execute(
                sql: """
                    INSERT INTO user (name, display_name, email, role, is_disabled, password, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    user.name, user.displayName, user.email, user.role.rawValue, user.isDisabled,
                    hash, user.created.seconds,
                ],
            )
            let role = user.role.rawValue
            try AuditLog.add(.userAdded, to: user.name, by: actor, at: user.created, detail: role, in: database)
        }
    }

    /// All users by name.
    package func list() async throws -> [User] {
        try await database.read { try User.fetchAll($0, sql: "SELECT * FROM user ORDER BY name") }
    }

    /// One user; nil when there is none of the name.
    package func find(_ name: String) async throws -> User? {
        try await database.read { try User.fetchOne($0, sql: "SELECT * FROM user WHERE name = ?", arguments: [name]) }
    }

    /// One user, and whether a credential still holds.
    func find(_ name: String, with parent: TokenParent, at time: Date) async throws -> (user: User?, holds: Bool) {
        try await database.read { database in
            let user = try User.fetchOne(database, sql: "SELECT * FROM user WHERE name = ?", arguments: [name])
            return (user, try parent.holds(of: name, at: time, in: database))
        }
    }

    /// Gives a user another role.
    ///
    /// - Throws: `AppStoreError` with code `notFound`.
    package func setRole(_ role: Role, of name: String, by actor: String, at time: Date) async throws {
        try await change(name, .roleChanged, by: actor, at: time, detail: role.rawValue) { database in
            let arguments: StatementArguments = [role.rawValue, name]
            try database.execute(sql: "UPDATE user SET role = ? WHERE name = ?", arguments: arguments)
        }
    }

    /// Disables a user, which ends all their sessions, or enables them again.
    ///
    /// - Throws: `AppStoreError` with code `notFound`.
    package func setDisabled(_ isDisabled: Bool, _ name: String, by actor: String, at time: Date) async throws {
        try await change(name, isDisabled ? .userDisabled : .userEnabled, by: actor, at: time) { database in
            let arguments: StatementArguments = [isDisabled, name]
            try database.execute(sql: "UPDATE user SET is_disabled = ? WHERE name = ?", arguments: arguments)
            try database.execute(sql: "DELETE FROM web_session WHERE user = ?", arguments: [name])
        }
    }

    /// Gives a user another password, which ends all their sessions and the registry tokens made with the one before.
    ///
    /// - Throws: `AppStoreError` with code `notFound` or `invalid`.
    package func setPassword(_ password: String, of name: String, by actor: String, at time: Date) async throws {
        let hash = try await hash(password, of: name).description
        try await change(name, .passwordChanged, by: actor, at: time) { database in
            let arguments: StatementArguments = [hash, name]
            try database.execute(sql: "UPDATE user SET password = ? WHERE name = ?", arguments: arguments)
            try database.execute(sql: "DELETE FROM web_session WHERE user = ?", arguments: [name])
        }
    }

    /// The user whose password this is; nil when the user or the password is wrong, which takes the same time.
    ///
    /// A hash that was made at a lower cost than today's is made anew.
    ///
    /// - Parameters:
    ///   - name: the user's name.
    ///   - password: the password.
    ///   - asker: whose turn among others' checks it is.
    /// - Returns: the user, and the parent of what the password is exchanged for.
    /// - Throws: `AppStoreError` with code `tooManyAttempts` when too many checks wait; database errors.
    package func verify(
        _ name: String,
        password: String,
        for asker: String
    ) async throws -> (user: User, parent: TokenParent)? {
        guard password.utf8.count <= PasswordRules.longest else { return nil }
        let row = try await database.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM user WHERE name = ?", arguments: [name])
                .map { (user: try User(row: $0), password: $0["password"] as String?) }
        }
        let stored = row?.password.flatMap { PasswordHash($0) }
        guard try await passwords.check(password, against: stored, for: asker), let user = row?.user, let stored else {
            return nil
        }
        guard stored.cost != passwords.cost else { return (user, TokenParent(storedPassword: stored.description)) }
        let renewed = try await passwords.hash(password).description
        try await database.write { database in
            let sql = "UPDATE user SET password = ? WHERE name = ? AND password = ?"
            try database.execute(sql: sql, arguments: [renewed, name, stored.description])
        }
        return (user, TokenParent(storedPassword: renewed))
    }

    private func hash(_ password: String, of name: String) async throws -> PasswordHash {
        try PasswordRules.check(password, of: name)
        return try await passwords.hash(password)
    }

    private func change(
        _ name: String,
        _ event: AuditLog.Event,
        by actor: String,
        at time: Date,
        detail: String? = nil,
        _ body: @escaping @Sendable (Database) throws -> Void,
    ) async throws {
        try await database.write { database in
            try body(database)
            guard try User.fetchOne(database, sql: "SELECT * FROM user WHERE name = ?", arguments: [name]) != nil else {
                let hint = "'appstore user list' lists all"
                throw AppStoreError(.notFound, detail: "there is no user '\(name)'", hint: hint)
            }
            try AuditLog.add(event, to: name, by: actor, at: time, detail: detail, in: database)
        }
    }
}
