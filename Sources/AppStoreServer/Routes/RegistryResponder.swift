internal import AppStoreCore
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Reporting
internal import Synchronization

/// What a request brings besides itself: the connection it came on, and who sent it, as soon as that is known.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    let identity = RequestIdentity()

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// Who sent a request, for the log.
final class RequestIdentity: Sendable {
    private let user = Mutex<String?>(nil)

    /// The user's name; nil for nobody, or where it is not known.
    var name: String? { user.withLock { $0 } }

    /// Notes who asks.
    func found(_ principal: Principal) { user.withLock { $0 = principal.name } }
}

/// Answers requests to the registry from its own table, and hands on all others.
///
/// Repository names contain slashes, which a router of words cannot tell from the path around them.
struct RegistryResponder<Others: HTTPResponder>: HTTPResponder where Others.Context == ServiceContext {
    let handlers: RegistryHandlers
    let access: Access
    let others: Others
    let observation: RequestObservation

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        guard let parts = RoutePattern.registryParts(of: request.uri.path) else {
            return try await others.respond(to: request, context: context)
        }
        let began = ContinuousClock.now
        var route = "/v2/*"
        var response: Response
        do {
            let (found, match) = try Self.route(request.method, parts)
            route = found.pattern.description
            response = try await answer(request, found, match, context)
        } catch {
            response = try failure(error, request, context.logger).response
        }
        response.headers[.registryVersion] = "registry/2.0"
        // Also of a refusal: a body where none may be would be taken for the next answer.
        if request.method == .head { response = response.createHeadResponse() }
        return observation.observe(response, to: request, route: route, since: began, context)
    }

    private func answer(
        _ request: Request,
        _ route: RegistryRoute,
        _ match: RoutePattern.Match,
        _ context: ServiceContext
    ) async throws -> Response {
        let asker = try await access.authentication.asker(
            of: request,
            from: access.address.client(of: request, context.channel)
        )
        context.identity.found(asker.principal)
        var repository: RepositoryName?
        if let text = match.name {
            repository = RepositoryName(text)
            guard repository != nil else {
                throw RegistryRefusal(.nameInvalid, "'\(text)' is not the name of a repository")
            }
        }
        do {
            try await access.check(asker, may: route.action, on: repository, request)
        } catch let failure as RegistryFailure where failure.refusal.code == .nameUnknown {
            // What does not exist for somebody is answered by the same code, in the same words, as what nobody has made.
            repository = repository?.hidden
        }
        let call = RegistryCall(
            request: request,
            channel: context.channel,
            logger: context.logger,
            asker: asker,
            repository: repository,
            reference: match.reference ?? ""
        )
        return try await route.answer(handlers, call)
    }

    /// The route of a request.
    private static func route(
        _ method: HTTPRequest.Method,
        _ parts: [Substring]
    ) throws(RegistryFailure) -> (RegistryRoute, RoutePattern.Match) {
        let others: [String]
        switch RegistryRoute.find(in: RegistryRoutes.all, method, parts) {
        case .route(let route, let match): return (route, match)
        case .none(others: []):
            throw RegistryFailure(.notFound, RegistryRefusal(.unsupported, "there is nothing at this path"))
        case .none(let found): others = found
        }
        let refusal = RegistryRefusal(.unsupported, "'\(method.rawValue)' is not possible here")
        throw RegistryFailure(.methodNotAllowed, refusal, headers: [.allow: others.joined(separator: ", ")])
    }

    /// What a failed request is answered with; what is nobody's fault but ours is logged, not told.
    private func failure(_ error: any Error, _ request: Request, _ logger: Logger) throws -> RegistryFailure {
        switch error {
        case let error as AppStoreError where error.code == .credentials:
            let challenge = access.challenge(request, error: "invalid_token")
            let refusal = RegistryRefusal(.unauthorized, error.problems.map(\.message))
            return RegistryFailure(.unauthorized, refusal, headers: challenge.headers)
        case let error as AppStoreError where error.retryAfter != nil:
            let refusal = RegistryRefusal(.tooManyRequests, error.problems.map(\.message))
            let headers: HTTPFields = [.retryAfter: "\(error.retryAfter ?? 1)"]
            return RegistryFailure(.tooManyRequests, refusal, headers: headers)
        case let failure as RegistryFailure: return failure
        case let refusal as RegistryRefusal: return RegistryFailure(refusal)
        default:
            // A connection that broke has nobody to be answered: the server closes it.
            guard !(error is ConnectionBroken), !(error is CancellationError) else { throw error }
            logger.error("request failed", metadata: ["error": "\(error)"])
            if DiskSpace.isFull(error) {
                let refusal = RegistryRefusal(
                    .denied,
                    "the registry's disk is full; tell its operator, and try again later"
                )
                return RegistryFailure(.init(code: 507, reasonPhrase: "Insufficient Storage"), refusal)
            }
            let refusal = RegistryRefusal(.unsupported, "the registry could not do this; its log says why")
            return RegistryFailure(.internalServerError, refusal)
        }
    }
}
