internal import AppStoreCore
internal import HTTPTypes
internal import Hummingbird

/// Answers no request that does not say once, in one word, which host it is for (RFC 9112, 3.2): two readers could take it for
/// two places.
struct HostResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == ServiceContext {
    let inner: Inner

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let found: String
        // The first is the request's authority; any other is left among the fields.
        switch (request.head.authority, HTTPField.Name("Host").flatMap { request.headers[$0] }) {
        case (let host?, nil) where PublicAddress.isHost(host):
            return try await inner.respond(to: request, context: context)
        case (nil, _): found = "the request has no 'Host'"
        case (_, nil): found = "the request's 'Host' is no host"
        case (_, _?): found = "the request has more than one 'Host'"
        }
        let refusal = RegistryRefusal(.unsupported, "\(found); send one, with the host's name and port")
        let response = RegistryFailure(.badRequest, refusal, headers: [.connection: "close"]).response
        return request.method == .head ? response.createHeadResponse() : response
    }
}
