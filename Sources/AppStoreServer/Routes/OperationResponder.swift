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
        let found = OperationRoute.all.filter { $0.path == request.uri.path }
        guard let path = found.first?.path else { return try await others.respond(to: request, context: context) }
        var response: Response
        do {
            response = try await answer(request, found, context)
        } catch {
            response = try APIFailure(error, context.logger).response
        }
        if request.method == .head { response = response.createHeadResponse() }
        return observation.observe(response, to: request, route: path, since: began, context.logger)
    }

    private func answer(
        _ request: Request,
        _ found: [OperationRoute],
        _ context: ServiceContext
    ) async throws -> Response {
        let method = request.method == .head ? .get : request.method
        guard let route = found.first(where: { $0.method == method }) else {
            throw APIFailure(notPossible: request.method, others: found.map(\.method.rawValue))
        }
        let address = access.address.client(of: request, context.channel)
        if let action = route.action {
            let asker = try await access.authentication.asker(of: request, from: address)
            switch try await access.decide(asker.principal, action, on: nil) {
            case .allow: break
            case .challenge: throw APIFailure.challenge
            case .deny(let reason): throw APIFailure(denied: reason.message)
            case .hide: throw AppStoreError(.notFound, detail: "there is nothing at this path")
            }
        }
        return try await route.answer(handlers, request, address)
    }
}
