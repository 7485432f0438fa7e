internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import OCIModel

/// Who is signed in, with their datalabs and tokens.
struct AccountView {
    /// A token as the list shows it.
    struct Token {
        let tokenName: String
        let scopes: String
        let created: String
        let expires: String
        let lastUsed: String
    }

    let accountName: String
    let displayName: String?
    let email: String?
    let roleText: String
    let since: String
    let cards: [DatalabCard]
    let hasCards: Bool
    let tokens: [Token]
    let hasTokens: Bool
    /// The token that was just made; told this once.
    let newSecret: String?
    let problem: String?
    let passwordProblem: String?
    let typedName: String
    let typedScopes: String
    let scopeExample: String
    let registry: String

    static func token(_ token: PersonalToken, now: Date) -> Token {
        Token(
            tokenName: token.name,
            scopes: token.scopes?.map(\.description).joined(separator: " ") ?? "all that you may",
            created: PageText.day(token.created),
            expires: token.expires.map { $0 <= now ? "has ended" : PageText.day($0) } ?? "never",
            lastUsed: token.lastUsed.map(PageText.day) ?? "never"
        )
    }

    static func text(of role: Role) -> String {
        switch role {
        case .reader: "reader: uses datalabs"
        case .creator: "creator: publishes datalabs"
        case .moderator: "moderator: reviews and publishes datalabs"
        case .administrator: "administrator: sees and changes everything"
        }
    }
}

extension PageSite {
    /// Who is signed in.
    func account(_ call: PageCall) async throws -> Response {
        try await account(call, newSecret: nil, problem: nil)
    }

    /// Makes a personal token, and shows it this once.
    func makeToken(_ call: PageCall) async throws -> Response {
        let user = try user(of: call)
        let now = clock()
        do {
            let scopes = try (call.form["scopes"] ?? "").split(whereSeparator: \.isWhitespace).map {
                try TokenScope(parsing: String($0))
            }
            let days = try Self.days(call.form["days"])
            let made = try await tokens.create(
                call.form["name"]?.trimmingCharacters(in: .whitespaces) ?? "",
                for: user.name,
                scopes: scopes.isEmpty ? nil : scopes,
                expires: days.map { now.addingTimeInterval(TimeInterval($0) * 86400) },
                by: user.name,
                at: now
            )
            return try await account(call, newSecret: made.secret, problem: nil)
        } catch let error as AppStoreError where error.pageStatus != .internalServerError {
            return try await account(call, newSecret: nil, problem: error.sentences, status: error.pageStatus)
        }
    }

    /// Changes the password; the session ends with all others, and a new one is begun.
    func changePassword(_ call: PageCall) async throws -> Response {
        let user = try user(of: call)
        let new = call.form["new"] ?? ""
        do {
            guard new == call.form["again"] else {
                throw AppStoreError(.invalid, detail: "the two new passwords differ", hint: "type it twice")
            }
            try await access.authentication.changePassword(
                of: user.name,
                from: call.form["old"] ?? "",
                to: new,
                at: call.remote
            )
        } catch let error as AppStoreError where error.pageStatus != .internalServerError {
            return try await account(
                call,
                newSecret: nil,
                problem: nil,
                passwordProblem: error.sentences,
                status: error.pageStatus
            )
        }
        return redirect(to: "/account", headers: [.setCookie: try await beginSession(of: user.name, call)])
    }

    /// In how many days a token is to end; nil for never.
    private static func days(_ text: String?) throws(AppStoreError) -> Int64? {
        guard let text, !text.isEmpty else { return nil }
        guard let days = BoundedNumber.read(text, in: 1...3650) else {
            let hint = "write a number of days from 1 to 3650, or nothing for no end"
            throw AppStoreError(.invalid, detail: "'\(text)' is no number of days", hint: hint)
        }
        return days
    }

    /// Ends a personal token.
    func revokeToken(_ call: PageCall) async throws -> Response {
        let user = try user(of: call)
        try await tokens.revoke(call.form["name"] ?? "", of: user.name, by: user.name, at: clock())
        return redirect(to: "/account#tokens")
    }

    private func user(of call: PageCall) throws(PageFailure) -> User {
        guard let session = call.session else { throw .signIn }
        return session.user
    }

    private func account(
        _ call: PageCall,
        newSecret: String?,
        problem: String?,
        passwordProblem: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let user = try user(of: call)
        let now = clock()
        let own = try await database.read { try DatalabSummary.owned(by: user.name, in: $0) }
        let list = try await tokens.list(of: user.name).map { AccountView.token($0, now: now) }
        let view = AccountView(
            accountName: user.name,
            displayName: user.displayName,
            email: user.email,
            roleText: AccountView.text(of: user.role),
            since: PageText.day(user.created),
            cards: own.map(DatalabCard.init),
            hasCards: !own.isEmpty,
            tokens: list,
            hasTokens: !list.isEmpty,
            newSecret: newSecret,
            problem: problem,
            passwordProblem: passwordProblem,
            typedName: problem == nil ? "" : call.form["name"] ?? "",
            typedScopes: problem == nil ? "" : call.form["scopes"] ?? "",
            scopeExample: "\(user.name)/*:pull,push",
            registry: call.origin.authority
        )
        // The page may hold a secret: nobody keeps a copy.
        return page("account", "Account", view, call, status: status, headers: [.cacheControl: "no-store"])
    }
}
