internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import OCIModel

/// The tokens of who is signed in, and the form that makes one: what it may do is ticked, not written.
struct TokenForm {
    /// A token as the list shows it.
    struct Token {
        let tokenName: String
        let rightsText: String
        let created: String
        let expires: String
        let lastUsed: String
    }

    /// One of the things that can be ticked.
    struct Box {
        let boxValue: String
        let boxLabel: String
        let isTicked: Bool
    }

    let tokens: [Token]
    let hasTokens: Bool
    /// The token that was just made; told this once.
    let newSecret: String?
    let tokenProblem: String?
    let typedName: String
    let rights: [Box]
    let places: [Box]
    let mayMetrics: Bool

    init(
        _ tokens: [PersonalToken],
        _ own: [DatalabSummary],
        _ user: User,
        _ call: PageCall,
        _ news: AccountNews,
        now: Date
    ) {
        let isAgain = news.tokenProblem != nil
        self.tokens = tokens.map { Token($0, now: now) }
        hasTokens = !tokens.isEmpty
        newSecret = news.newSecret
        tokenProblem = news.tokenProblem
        typedName = isAgain ? call.form["name"] ?? "" : ""
        let ticked = Set(isAgain ? call.form.values("right") : ["pull"])
        rights = [
            ("pull", "Read: pull images"), ("push", "Publish: push images"), ("delete", "Delete images and tags"),
        ].map {
            Box(boxValue: $0, boxLabel: $1, isTicked: ticked.contains($0))
        }
        let place = isAgain ? call.form["where"] ?? "" : "\(user.name)/*"
        let datalabs = own.map { ($0.name, "Only in \($0.name)") }
        places = ([("\(user.name)/*", "In all of my repositories"), ("*", "Everywhere I may")] + datalabs).map {
            Box(boxValue: $0, boxLabel: $1, isTicked: $0 == place)
        }
        mayMetrics = Policy.decide(call.principal, .seeMetrics, on: .server) == .allow
    }
}

extension TokenForm.Token {
    fileprivate init(_ token: PersonalToken, now: Date) {
        tokenName = token.name
        rightsText = token.scopes.map { $0.map(Self.text).joined(separator: "; ") } ?? "All that you may"
        created = PageText.day(token.created)
        expires = token.expires.map { $0 <= now ? "has ended" : PageText.day($0) } ?? "never"
        lastUsed = token.lastUsed.map(PageText.day) ?? "never"
    }

    private static func text(_ scope: TokenScope) -> String {
        if scope == .metrics { return "See the metrics" }
        let words = scope.rights.map { right in
            switch right {
            case .pull: "read"
            case .push: "publish"
            case .delete: "delete"
            }
        }
        let all = words.joined(separator: ", ")
        return
            "\(all.prefix(1).uppercased() + all.dropFirst()) in \(scope.repository == "*" ? "everything" : scope.repository)"
    }
}

extension PageSite {
    /// Makes a personal token, and shows it this once.
    func makeToken(_ call: PageCall) async throws -> Response {
        let user = try user(of: call)
        let now = clock()
        do {
            let days = try Self.days(call.form["days"])
            let made = try await tokens.create(
                call.form["name"]?.trimmingCharacters(in: .whitespaces) ?? "",
                for: user.name,
                scopes: try Self.scopes(call.form),
                expires: days.map { now.addingTimeInterval(TimeInterval($0) * 86400) },
                by: user.name,
                at: now
            )
            return try await account(call, AccountNews(newSecret: made.secret))
        } catch let error as AppStoreError where error.pageStatus != .internalServerError {
            return try await account(call, AccountNews(tokenProblem: error.sentences, status: error.pageStatus))
        }
    }

    /// What was ticked; nil for all that the user may.
    private static func scopes(_ form: Query) throws(AppStoreError) -> [TokenScope]? {
        if form["everything"] != nil { return nil }
        var scopes: [TokenScope] = []
        let rights = form.values("right")
        if !rights.isEmpty {
            scopes.append(try TokenScope(parsing: "\(form["where"] ?? ""):\(rights.joined(separator: ","))"))
        }
        if form["metrics"] != nil { scopes.append(.metrics) }
        guard !scopes.isEmpty else {
            let hint = "tick at least one of the boxes"
            throw AppStoreError(.invalid, detail: "the token may do nothing", hint: hint)
        }
        return scopes
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
}
