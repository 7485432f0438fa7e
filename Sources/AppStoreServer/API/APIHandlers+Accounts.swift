internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird

/// Users and tokens, and what waits for review.
extension APIHandlers {
    /// `GET reviews`.
    func reviews(_ call: APICall) async throws -> Response {
        try Self.json(await database.read { try Moderation.queue(in: $0) })
    }

    /// `GET me`.
    func me(_ call: APICall) async throws -> Response {
        let name = try call.user()
        guard let user = try await UserAccounts(database).find(name) else {
            throw AppStoreError(
                .notFound,
                detail: "there is no user '\(name)'",
                hint: "send a user's name and password"
            )
        }
        return try Self.json(user)
    }

    /// `PUT me/password`.
    func changePassword(_ call: APICall) async throws -> Response {
        let change = try await call.body(PasswordChange.self)
        do {
            try await access.authentication.changePassword(
                of: call.user(),
                from: change.old,
                to: change.new,
                at: call.address
            )
        } catch let error as AppStoreError where error.code == .credentials {
            // Who asks is known: another login would not help.
            throw APIFailure(denied: "the old password is wrong")
        }
        return Self.done
    }

    /// `GET users`.
    func users(_ call: APICall) async throws -> Response {
        try Self.json(await UserAccounts(database).list())
    }

    /// `GET tokens`.
    func tokens(_ call: APICall) async throws -> Response {
        try Self.json(await PersonalTokens(database).list(of: call.user()).map(TokenSummary.init))
    }

    /// `POST tokens`.
    func createToken(_ call: APICall) async throws -> Response {
        let wanted = try await call.body(TokenRequest.self)
        let user = try call.user()
        let (token, secret) = try await PersonalTokens(database).create(
            wanted.name,
            for: user,
            scopes: try wanted.scopes.map { try $0.map { try TokenScope(parsing: $0) } },
            expires: wanted.expires,
            by: user,
            at: Date(),
        )
        return try Self.json(NewToken(token, secret: secret), status: .created)
    }

    /// `DELETE tokens/{token}`.
    func revokeToken(_ call: APICall) async throws -> Response {
        let user = try call.user()
        try await PersonalTokens(database).revoke(call.reference, of: user, by: user, at: Date())
        return Self.done
    }
}
