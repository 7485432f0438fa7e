internal import AppStoreAPI
internal import AppStoreCore
internal import HTTPTypes

/// One endpoint of the JSON API.
typealias APIRoute = Route<APIHandlers, APICall, PolicyAction>

/// The endpoints of the JSON API.
enum APIRoutes {
    /// Every endpoint, as `OpenAPIDocument` describes them.
    ///
    /// Requests are dispatched from this table alone: what is not in it does not exist. The first that fits answers, so the
    /// whole of a datalab comes after its parts.
    static let all: [APIRoute] = [
        .init(.get, "/api/v1/openapi.json", .search) { $0.document($1) },
        .init(.get, "/api/v1/datalabs", .search) { try await $0.search($1) },
        .init(.get, "/api/v1/facets/{facet}", .search) { try await $0.facet($1) },
        .init(.get, "/api/v1/datalabs/{name}/versions", .seeInCatalogue) { try await $0.versions($1) },
        .init(.delete, "/api/v1/datalabs/{name}/versions/{digest}", .delete) { try await $0.deleteVersion($1) },
        .init(.get, "/api/v1/datalabs/{name}/icon", .seeInCatalogue) { try await $0.icon($1) },
        .init(.put, "/api/v1/datalabs/{name}/star", .star) { try await $0.star($1) },
        .init(.delete, "/api/v1/datalabs/{name}/star", .star) { try await $0.unstar($1) },
        .init(.put, "/api/v1/datalabs/{name}/visibility", .changeVisibility) { try await $0.setVisibility($1) },
        .init(.put, "/api/v1/datalabs/{name}/review", .moderate) { try await $0.review($1) },
        .init(.get, "/api/v1/datalabs/{name}", .seeInCatalogue) { try await $0.show($1) },
        .init(.delete, "/api/v1/datalabs/{name}", .delete) { try await $0.deleteDatalab($1) },
        .init(.get, "/api/v1/repositories/{name}/manifests", .pullUnreviewed) { try await $0.manifests($1) },
        .init(.delete, "/api/v1/repositories/{name}", .delete) { try await $0.deleteRepository($1) },
        .init(.get, "/api/v1/reviews", .seeReviews) { try await $0.reviews($1) },
        .init(.get, "/api/v1/me", .manageOwnAccount) { try await $0.me($1) },
        .init(.put, "/api/v1/me/password", .manageOwnAccount) { try await $0.changePassword($1) },
        .init(.get, "/api/v1/tokens", .manageOwnAccount) { try await $0.tokens($1) },
        .init(.post, "/api/v1/tokens", .manageOwnAccount) { try await $0.createToken($1) },
        .init(.delete, "/api/v1/tokens/{token}", .manageOwnAccount) { try await $0.revokeToken($1) },
        .init(.get, "/api/v1/users", .administerUsers) { try await $0.users($1) },
    ]
}
