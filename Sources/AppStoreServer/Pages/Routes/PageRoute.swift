internal import AppStoreCore
internal import Hummingbird

/// One page, or one form of a page: how it is asked for, what must be allowed, and what answers.
struct PageRoute: Sendable {
    /// What answers a request that is allowed.
    typealias Answer = @Sendable (PageSite, PageCall) async throws -> Response

    /// The request's method; what answers GET answers HEAD too.
    let method: HTTPRequest.Method
    /// The form of its path.
    let pattern: PagePattern
    /// What the policy is asked, about the datalab of the path or the AppStore; nil for what is the same for everybody.
    let action: PolicyAction?
    /// What answers.
    let answer: Answer

    init(_ method: HTTPRequest.Method, _ pattern: PagePattern, _ action: PolicyAction?, _ answer: @escaping Answer) {
        self.method = method
        self.pattern = pattern
        self.action = action
        self.answer = answer
    }

    /// Every page.
    ///
    /// Requests are dispatched from this table alone: what is not in it does not exist. The first that fits answers. With a
    /// slash at its end a datalab's address is nothing but its name, for names that end as another page does.
    static let all: [PageRoute] = [
        PageRoute(.get, "/", .search) { try await $0.catalogue($1) },
        PageRoute(.get, "/datalabs/{name}/icon", .seeInCatalogue) { try await $0.icon($1) },
        PageRoute(.get, "/datalabs/{name}/settings", .changeVisibility) { try await $0.settings($1) },
        PageRoute(.post, "/datalabs/{name}/settings", .changeVisibility) { try await $0.changeSettings($1) },
        PageRoute(.post, "/datalabs/{name}/star", .star) { try await $0.star($1) },
        PageRoute(.post, "/datalabs/{name}/review", .moderate) { try await $0.review($1) },
        PageRoute(.get, "/datalabs/{name}", .seeInCatalogue) { try await $0.datalab($1) },
        PageRoute(.get, "/datalabs/{name}/", .seeInCatalogue) { try await $0.datalab($1) },
        PageRoute(.get, "/reviews", .seeReviews) { try await $0.reviews($1) },
        PageRoute(.get, "/account", .manageOwnAccount) { try await $0.account($1) },
        PageRoute(.post, "/account/tokens", .manageOwnAccount) { try await $0.makeToken($1) },
        PageRoute(.post, "/account/tokens/revoke", .manageOwnAccount) { try await $0.revokeToken($1) },
        PageRoute(.get, "/sign-in", nil) { try await $0.signInForm($1) },
        PageRoute(.post, "/sign-in", nil) { try await $0.signIn($1) },
        PageRoute(.post, "/sign-out", nil) { try await $0.signOut($1) },
        PageRoute(.get, "/style.css", nil) { try $0.asset("style.css", $1) },
        PageRoute(.get, "/favicon.svg", nil) { try $0.asset("favicon.svg", $1) },
        PageRoute(.get, "/favicon.ico", nil) { try $0.asset("favicon.svg", $1) },
        PageRoute(.get, "/icons/{name}", nil) { try $0.asset("icon-\($1.name)", $1) },
    ]
}
