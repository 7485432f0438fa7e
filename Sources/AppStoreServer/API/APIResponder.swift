internal import AppStoreCore
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Answers requests to the JSON API from its table, and hands on all others.
struct APIResponder<Others: HTTPResponder>: HTTPResponder where Others.Context == ServiceContext {
    let handlers: APIHandlers
    let access: Access
    let others: Others
    let observation: RequestObservation

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let path = request.uri.path
        guard path == "/api" || path.hasPrefix("/api/") else {
            return try await others.respond(to: request, context: context)
        }
        let began = ContinuousClock.now
        var route = "/api/*"
        var response: Response
        do {
            let (found, match) = try Self.route(request.method, RoutePattern.parts(of: path))
            route = found.pattern.description
            response = try await answer(request, found, match, context)
        } catch {
            response = try APIFailure(error, context.logger).response
        }
        // What is answered depends on who asks, and on what others change.
        response.headers[.cacheControl] = "private, no-cache"
        response.headers[.xContentTypeOptions] = "nosniff"
        return observation.observe(response, to: request, route: route, since: began, context)
    }

    private func answer(
        _ request: Request,
        _ route: APIRoute,
        _ match: RoutePattern.Match,
        _ context: ServiceContext
    ) async throws -> Response {
        let address = access.address.client(of: request, context.channel)
        let asker = try await access.authentication.asker(of: request, from: address, acceptsSession: true)
        context.identity.found(asker.principal)
        let repository = match.name.flatMap(RepositoryName.init)
        if let text = match.name, repository == nil { throw AppStoreError.noDatalab(text) }
        try await check(asker, route.action, repository)
        if route.method != .get { try Self.checkForm(asker, request) }
        let call = APICall(
            request: request,
            principal: asker.principal,
            repository: repository,
            reference: match.reference ?? "",
            address: address
        )
        return try await route.answer(handlers, call)
    }

    private func check(_ asker: Asker, _ action: PolicyAction, _ repository: RepositoryName?) async throws {
        switch try await access.decide(asker.principal, action, on: repository) {
        case .allow: return
        case .hide: throw AppStoreError.noDatalab(repository?.text ?? "")
        case .challenge: throw APIFailure.challenge
        case .deny(let reason): throw APIFailure(denied: reason.message)
        }
    }

    /// Refuses what another site's page lets a signed-in user's browser send.
    private static func checkForm(_ asker: Asker, _ request: Request) throws {
        guard case .session(let formToken) = asker.means else { return }
        guard FormToken.isSame(formToken, request.headers[.formToken]) else {
            throw APIFailure(denied: "the session's form token is missing: send it as 'X-Form-Token'")
        }
    }

    private static func route(
        _ method: HTTPRequest.Method,
        _ parts: [Substring]
    ) throws -> (APIRoute, RoutePattern.Match) {
        switch APIRoute.find(in: APIRoutes.all, method, parts) {
        case .route(let route, let match): return (route, match)
        case .none(others: []):
            let hint = "'/api/v1/openapi.json' says what there is"
            throw AppStoreError(.notFound, detail: "there is nothing at this path", hint: hint)
        case .none(let others): throw APIFailure(notPossible: method, others: others)
        }
    }
}
