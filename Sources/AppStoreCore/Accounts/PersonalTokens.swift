package import AppStoreAPI
package import Foundation
internal import GRDB

/// The users' tokens for programs.
package struct PersonalTokens: Sendable {
    private let database: AppStoreDatabase

    /// The tokens of a database.
    package init(_ database: AppStoreDatabase) {
        self.database = database
    }

    /// Makes a token.
    ///
    /// - Parameters:
    ///   - name: what the user calls it, unique among theirs.
    ///   - user: whose it is.
    ///   - scopes: what it may do; nil for all that its user may.
    ///   - expires: when it ends; nil for never.
    ///   - actor: who does it, for the audit log.
    ///   - time: now.
    /// - Returns: the token's facts, and the token itself, which cannot be had again.
    /// - Throws: `AppStoreError` with code `invalid`, `notFound` or `exists`.
    package func create(
        _ name: String,
        for user: String,
        scopes: [TokenScope]?,
        expires: Date?,
        by actor: String,
        at time: Date,
    ) async throws -> (token: PersonalToken, secret: String) {
        try check(name, scopes, expires, at: time)
        let secret = Secret.random(prefix: PersonalToken.prefix)
        let token = try await database.write { database in
            guard try User.fetchOne(database, sql: "SELECT * FROM user WHERE name = ?", arguments: [user]) != nil else {
                let hint = "'appstore user list' lists all"
                throw AppStoreError(.notFound, detail: "there is no user '\(user)'", hint: hint)
            }
            try Self.removeExpired(of: user, at: time, in: database)
            guard try Self.token(name, of: user, in: database) == nil else {
                let hint = "choose another name, or revoke the other token first"
                throw AppStoreError(.exists, detail: "'\(user)' has a token '\(name)' already", hint: hint)
            }
            let list = scopes?.map(\.description).joined(separator: " ")
            try database.execute(
                sql:
                    "INSERT INTO personal_token (user, name, hash, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [user, name, Secret.hash(secret), list, time.seconds, expires?.seconds],
            )
            let detail = "\(name) \(list ?? "all")"
            try AuditLog.add(.tokenCreated, to: user, by: actor, at: time, detail: detail, in: database)
            return try Self.token(name, of: user, in: database)
        }
        guard let token else { throw AppStoreError(.database, detail: "a token vanished while it was made") }
        return (token, secret)
    }

    /// The tokens of a user, or of all, by user and name.
    package func list(of user: String? = nil) async throws -> [PersonalToken] {
        try await database.read { database in
            let sql = "SELECT * FROM personal_token WHERE ?1 IS NULL OR user = ?1 ORDER BY user, name"
            return try PersonalToken.fetchAll(database, sql: sql, arguments: [user])
        }
    }

    /// Ends a token at once.
    ///
    /// - Throws: `AppStoreError` with code `notFound`.
    package func revoke(_ name: String, of user: String, by actor: String, at time: Date) async throws {
        try await database.write { database in
            guard let token = try Self.token(name, of: user, in: database) else {
                let hint = "'appstore token list' lists all"
                throw AppStoreError(.notFound, detail: "'\(user)' has no token '\(name)'", hint: hint)
            }
            try database.execute(sql: "DELETE FROM personal_token WHERE id = ?", arguments: [token.id])
            try AuditLog.add(.tokenRevoked, to: user, by: actor, at: time, detail: name, in: database)
        }
    }

    /// The token of a secret and its user; nil when there is none or it has ended.
    ///
    /// Its use is noted.
    package func find(_ secret: String, at time: Date) async throws -> (token: PersonalToken, user: User)? {
        let hash = Secret.hash(secret)
        let found = try await database.read { database -> (token: PersonalToken, user: User)? in
            let sql = "SELECT * FROM personal_token WHERE hash = ?"
            guard let token = try PersonalToken.fetchOne(database, sql: sql, arguments: [hash]),
                let user = try User.fetchOne(
                    database,
                    sql: "SELECT * FROM user WHERE name = ?",
                    arguments: [token.user]
                )
            else { return nil }
            return (token, user)
        }
        guard let found, found.token.expires.map({ time < $0 }) ?? true else { return nil }
        // Not a write for every use.
        if found.token.lastUsed.map({ time.timeIntervalSince($0) >= 300 }) ?? true {
            try await database.write { database in
                let arguments: StatementArguments = [time.seconds, found.token.id]
                try database.execute(sql: "UPDATE personal_token SET last_used = ? WHERE id = ?", arguments: arguments)
            }
        }
        return found
    }

    private func check(_ name: String, _ scopes: [TokenScope]?, _ expires: Date?, at time: Date) throws(AppStoreError) {
        let isName = !name.isEmpty && name.count <= 64 && name.allSatisfy { !$0.isNewline && !$0.isWhitespace }
        guard isName else {
            let hint = "use up to 64 characters without spaces, such as 'ci'"
            throw AppStoreError(.invalid, detail: "'\(name)' cannot be the name of a token", hint: hint)
        }
        if let scopes, scopes.isEmpty {
            let hint = "name a scope such as 'ann/*:pull', or none for all that the user may"
            throw AppStoreError(.invalid, detail: "the token may do nothing", hint: hint)
        }
        if let expires, !(expires <= .last) {
            throw AppStoreError(
                .invalid,
                detail: "the token would end after the year 9999",
                hint: "name an earlier end"
            )
        }
        if let expires, expires <= time {
            throw AppStoreError(.invalid, detail: "the token would have ended already", hint: "name a later end")
        }
    }

    private static func token(_ name: String, of user: String, in database: Database) throws -> PersonalToken? {
        let sql = "SELECT * FROM personal_token WHERE user = ? AND name = ?"
        return try PersonalToken.fetchOne(database, sql: sql, arguments: [user, name])
    }

    private static func removeExpired(of user: String, at time: Date, in database: Database) throws {
        let sql = "DELETE FROM personal_token WHERE user = ? AND expires <= ?"
        try database.execute(sql: sql, arguments: [user, time.seconds])
    }
}
