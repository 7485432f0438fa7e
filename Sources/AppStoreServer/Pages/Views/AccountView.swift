internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird

/// Who is signed in: their datalabs, what waits for review, their room, password, sessions and tokens.
struct AccountView {
    /// One of their datalabs.
    struct Own {
        let card: DatalabCard
        let settingsAddress: String
        let deleteAddress: String
    }

    /// A version that waits, or was rejected.
    struct Pending {
        let pendingTitle: String
        let pendingVersion: String
        let pendingAddress: String
        let pendingDay: String
        /// Why it was rejected; nil while it waits.
        let rejection: String?
    }

    /// A session.
    struct Session {
        let began: String
        let ends: String
        let isOwn: Bool
    }

    let accountName: String
    let displayName: String?
    let email: String?
    let roleText: String
    let since: String
    let own: [Own]
    let hasOwn: Bool
    let pending: [Pending]
    let hasPending: Bool
    let stored: String
    /// How much there may be; nil for as much as there is room.
    let quotaText: String?
    /// The share of the quota that is used, in thousandths.
    let quotaShare: Int
    let passwordProblem: String?
    let isPasswordChanged: Bool
    let passwordHint: String
    let sessions: [Session]
    let hasOtherSessions: Bool
    let registry: String
    let token: TokenForm

    static func text(of role: Role) -> String {
        switch role {
        case .reader: "reader: uses datalabs"
        case .creator: "creator: publishes datalabs"
        case .moderator: "moderator: reviews and publishes datalabs"
        case .administrator: "administrator: sees and changes everything"
        }
    }
}

/// What an answer says beside what is always on the page of an account.
struct AccountNews {
    var newSecret: String?
    var tokenProblem: String?
    var passwordProblem: String?
    var status = HTTPResponse.Status.ok
    var retryAfter: Int?
}

extension PageSite {
    /// Who is signed in.
    func account(_ call: PageCall) async throws -> Response { try await account(call, AccountNews()) }

    func user(of call: PageCall) throws(PageFailure) -> User {
        guard let session = call.session else { throw .signIn }
        return session.user
    }

    /// Gives who is signed in another password; all other sessions end with the old one.
    func changePassword(_ call: PageCall) async throws -> Response {
        let user = try user(of: call)
        let (new, again) = (call.form["new"] ?? "", call.form["again"] ?? "")
        do {
            guard new == again else {
                let hint = "type the new password twice"
                throw AppStoreError(.invalid, detail: "the two new passwords differ", hint: hint)
            }
            try await access.authentication.changePassword(
                of: user.name,
                from: call.form["old"] ?? "",
                to: new,
                at: call.remote
            )
        } catch let error as AppStoreError where error.pageStatus != .internalServerError {
            var news = AccountNews(passwordProblem: error.sentences, status: error.pageStatus)
            if case .tooManyAttempts(let seconds) = error.code { news.retryAfter = seconds }
            return try await account(call, news)
        }
        let cookie = try await beginSession(of: user.name, call)
        return redirect(to: "/account?password=changed#password", headers: [.setCookie: cookie])
    }

    /// Ends all sessions of who is signed in but this one.
    func endSessions(_ call: PageCall) async throws -> Response {
        let user = try user(of: call)
        try await sessions.endOthers(of: user.name, than: PageCall.sessionSecret(of: call.request) ?? "")
        return redirect(to: "/account#sessions")
    }

    /// The page, with what is new.
    func account(_ call: PageCall, _ news: AccountNews) async throws -> Response {
        let user = try user(of: call)
        let now = clock()
        let secret = PageCall.sessionSecret(of: call.request) ?? ""
        let own = try await database.read { try DatalabSummary.owned(by: user.name, in: $0) }
        let stored = try await database.read { try StorageQuota.stored(by: user.name, in: $0) }
        let pending = try await database.read { try Moderation.pending(of: user.name, in: $0) }
        let sessions = try await sessions.list(of: user.name, from: secret, at: now)
        let tokens = try await tokens.list(of: user.name)
        let view = AccountView(
            accountName: user.name,
            displayName: user.displayName,
            email: user.email,
            roleText: AccountView.text(of: user.role),
            since: PageText.day(user.created),
            own: own.map(AccountView.Own.init),
            hasOwn: !own.isEmpty,
            pending: pending.map(AccountView.Pending.init),
            hasPending: !pending.isEmpty,
            stored: PageText.size(stored),
            quotaText: quota.map { PageText.size($0.bytes) },
            quotaShare: quota.map { Int(Double(min(stored, $0.bytes)) / Double(max(1, $0.bytes)) * 1000) } ?? 0,
            passwordProblem: news.passwordProblem,
            isPasswordChanged: news.passwordProblem == nil && call.query["password"] != nil,
            passwordHint: "\(PasswordRules.shortest) characters or more. Your other sessions end.",
            sessions: sessions.map(AccountView.Session.init),
            hasOtherSessions: sessions.contains { !$0.isOwn },
            registry: call.origin.authority,
            token: TokenForm(tokens, own, user, call, news, now: now)
        )
        // The page may hold a secret: nobody keeps a copy.
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if let seconds = news.retryAfter { headers[.retryAfter] = "\(seconds)" }
        return page("account", "Account", view, call, status: news.status, headers: headers)
    }
}

extension AccountView.Own {
    fileprivate init(_ datalab: DatalabSummary) {
        card = DatalabCard(datalab)
        settingsAddress = "/datalabs/\(datalab.name)/settings"
        deleteAddress = "/datalabs/\(datalab.name)/delete"
    }
}

extension AccountView.Pending {
    fileprivate init(_ version: Moderation.Pending) {
        pendingTitle = version.title
        pendingVersion = version.version
        pendingAddress = PageAddress.version(version.digest, of: version.name)
        pendingDay = PageText.day(version.published)
        rejection = version.reason.map { $0.isEmpty ? "no reason given" : $0 }
    }
}

extension AccountView.Session {
    fileprivate init(_ session: WebSessions.Summary) {
        began = PageText.moment(session.created)
        ends = PageText.day(session.expires)
        isOwn = session.isOwn
    }
}
