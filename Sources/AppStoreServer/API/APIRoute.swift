internal import AppStoreCore
internal import Hummingbird

/// One endpoint of the JSON API: how it is asked for, what must be allowed, and what answers.
struct APIRoute: Sendable {
    /// What answers a request that is allowed.
    typealias Answer = @Sendable (APIHandlers, APICall) async throws -> Response

    /// The request's method.
    let method: HTTPRequest.Method
    /// The form of its path.
    let pattern: RoutePattern
    /// What is asked of ``Access`` before anything is done.
    let action: PolicyAction
    /// What answers.
    let answer: Answer

    init(_ method: HTTPRequest.Method, _ pattern: RoutePattern, _ action: PolicyAction, _ answer: @escaping Answer) {
        self.method = method
        self.pattern = pattern
        self.action = action
        self.answer = answer
    }

    /// Every endpoint, as `OpenAPIDocument` describes them.
    ///
    /// Requests are dispatched from this table alone: what is not in it does not exist. The first that fits answers, so the
    /// whole of a datalab comes after its parts.
    static let all: [APIRoute] = [
        APIRoute(.get, "/api/v1/openapi.json", .search) { $0.document($1) },
        APIRoute(.get, "/api/v1/datalabs", .search) { try await $0.search($1) },
        APIRoute(.get, "/api/v1/datalabs/{name}/versions", .seeInCatalogue) { try await $0.versions($1) },
        APIRoute(.get, "/api/v1/datalabs/{name}/icon", .seeInCatalogue) { try await $0.icon($1) },
        APIRoute(.put, "/api/v1/datalabs/{name}/star", .star) { try await $0.star($1) },
        APIRoute(.delete, "/api/v1/datalabs/{name}/star", .star) { try await $0.unstar($1) },
        APIRoute(.put, "/api/v1/datalabs/{name}/visibility", .changeVisibility) { try await $0.setVisibility($1) },
        APIRoute(.put, "/api/v1/datalabs/{name}/review", .moderate) { try await $0.review($1) },
        APIRoute(.get, "/api/v1/datalabs/{name}", .seeInCatalogue) { try await $0.show($1) },
        APIRoute(.get, "/api/v1/reviews", .seeReviews) { try await $0.reviews($1) },
        APIRoute(.get, "/api/v1/me", .manageOwnAccount) { try await $0.me($1) },
        APIRoute(.get, "/api/v1/tokens", .manageOwnAccount) { try await $0.tokens($1) },
        APIRoute(.post, "/api/v1/tokens", .manageOwnAccount) { try await $0.createToken($1) },
        APIRoute(.delete, "/api/v1/tokens/{token}", .manageOwnAccount) { try await $0.revokeToken($1) },
        APIRoute(.get, "/api/v1/users", .administerUsers) { try await $0.users($1) },
    ]
}
