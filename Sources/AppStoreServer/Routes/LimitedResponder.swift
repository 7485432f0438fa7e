internal import AppStoreCore
internal import Hummingbird
internal import NIOCore

/// Answers no more requests from one address than it may send; the rest are told when to come back.
struct LimitedResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == ServiceContext {
    let limit: RequestLimit?
    let address: PublicAddress
    let inner: Inner

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let wait = limit?.take(address.client(of: request, context.channel)) ?? 0
        guard wait > 0 else { return try await answer(request, context) }
        let refusal = RegistryRefusal(.tooManyRequests, "too many requests; send the next in \(wait) s")
        let failure = RegistryFailure(.tooManyRequests, refusal, headers: [.retryAfter: "\(wait)"])
        return request.method == .head ? failure.response.createHeadResponse() : failure.response
    }

    /// The answer; whoever broke off a body may have closed only the half of the connection that sends.
    private func answer(_ request: Request, _ context: ServiceContext) async throws -> Response {
        do {
            return try await inner.respond(to: request, context: context)
        } catch is ConnectionBroken {
            return Response(status: .badRequest, headers: [.connection: "close"])
        }
    }
}
