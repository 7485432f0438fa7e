internal import AppStoreCore
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Answers the operation routes from their table, and hands on all other requests.
struct OperationResponder<Others: HTTPResponder>: HTTPResponder where Others.Context == ServiceContext {
    let handlers: OperationHandlers
    let access: Access
    let others: Others
    let observation: RequestObservation

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let began = ContinuousClock.now
        let method = request.method == .head ? .get : request.method
        let found = OperationRoute.find(in: OperationRoutes.all, method, RoutePattern.parts(of: request.uri.path))
        if case .none(others: []) = found { return try await others.respond(to: request, context: context) }
        var response: Response
        do {
            response = try await answer(request, found, context)
        } catch {
            response = try APIFailure(error, context.logger).response
        }
        if request.method == .head { response = response.createHeadResponse() }
        return observation.observe(response, to: request, route: request.uri.path, since: began, context)
    }

    private func answer(
        _ request: Request,
        _ found: OperationRoute.Finding,
        _ context: ServiceContext
    ) async throws -> Response {
        switch found {
        case .none(let others): throw APIFailure(notPossible: request.method, others: others)
        case .route(let route, _): return try await answer(request, route, context)
        }
    }

    private func answer(_ request: Request, _ route: OperationRoute, _ context: ServiceContext) async throws -> Response
    {
        let address = access.address.client(of: request, context.channel)
        if let action = route.action {
            let asker = try await access.authentication.asker(of: request, from: address)
            context.identity.found(asker.principal)
            switch try await access.decide(asker.principal, action, on: nil) {
            case .allow: break
            case .challenge: throw APIFailure.challenge
            case .deny(let reason): throw APIFailure(denied: reason.message)
            case .hide: throw AppStoreError(.notFound, detail: "there is nothing at this path")
            }
        }
        return try await route.answer(handlers, OperationCall(request: request, address: address))
    }
}
