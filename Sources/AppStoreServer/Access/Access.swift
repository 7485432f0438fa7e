internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird

/// The one place that every route asks before it does anything: the policy, with who asks and what is known of a repository.
struct Access: Sendable {
    let database: AppStoreDatabase
    let authentication: Authentication
    let address: PublicAddress
    /// The name of the service that tokens are for.
    let service: String
    /// Whether versions wait for review.
    let needsReview: Bool

    /// What the policy says.
    ///
    /// - Parameters:
    ///   - principal: who asks.
    ///   - action: what for.
    ///   - repository: the repository; nil for what concerns none.
    /// - Returns: the decision.
    /// - Throws: database errors.
    func decide(
        _ principal: Principal,
        _ action: PolicyAction,
        on repository: RepositoryName?
    ) async throws -> Decision {
        guard let repository else { return Policy.decide(principal, action, on: .server) }
        let known = try await database.access(of: repository.text)
        return Policy.decide(principal, action, on: .repository(repository.text, known))
    }

    /// Whether somebody may do something, for what shows a part of what is asked for.
    func allows(_ principal: Principal, _ action: PolicyAction, on repository: RepositoryName) async throws -> Bool {
        try await decide(principal, action, on: repository) == .allow
    }

    /// Which of a repository's images somebody may read, who may read some.
    func view(_ principal: Principal, of repository: RepositoryName) async throws -> RepositoryView {
        let known = try await database.access(of: repository.text)
        guard needsReview || known?.isGated == true else { return .everything }
        let decision = Policy.decide(principal, .pullUnreviewed, on: .repository(repository.text, known))
        return decision == .allow ? .everything : .approved
    }

    /// Lets a request to the registry pass, or says why not.
    ///
    /// - Parameters:
    ///   - asker: who asks.
    ///   - action: what for.
    ///   - repository: the repository; nil for what concerns none.
    ///   - request: the request.
    /// - Throws: `RegistryFailure` with code `unauthorized` and a challenge, `nameUnknown` for what does not exist for who
    ///   asks, or `denied`; database errors.
    func check(
        _ asker: Asker,
        may action: PolicyAction,
        on repository: RepositoryName?,
        _ request: Request
    ) async throws {
        let decision = try await decide(asker.principal, action, on: repository)
        switch decision {
        case .allow:
            return
        case .hide, .deny(.tokenScope):
            // Another token may give it; whether there is anything to give is not told.
            if asker.registryToken != nil, let repository, let right = action.right,
                !asker.principal.isGiven(right, in: repository.text)
            {
                throw challenge(request, action, repository, error: "insufficient_scope")
            }
            guard case .deny(let reason) = decision else {
                throw RegistryFailure(
                    repository.map { RegistryRefusal.unknown($0) } ?? RegistryRefusal(.denied, "it is not there")
                )
            }
            throw RegistryFailure(RegistryRefusal(.denied, reason.message))
        case .challenge:
            throw challenge(request, action, repository)
        case .deny(let reason):
            throw RegistryFailure(RegistryRefusal(.denied, reason.message))
        }
    }

    /// The answer that sends a client for a token (distribution: spec/auth/token.md).
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - action: what it is for; nil where that does not matter.
    ///   - repository: the repository; nil for what concerns none.
    ///   - source: the repository that a blob is to be mounted from; the one that the request names when nil.
    ///   - error: what was wrong with the token that was sent (RFC 6750, 3.1); nil when none was.
    /// - Returns: the answer.
    func challenge(
        _ request: Request,
        _ action: PolicyAction? = nil,
        _ repository: RepositoryName? = nil,
        mountingFrom source: RepositoryName? = nil,
        error: String? = nil,
    ) -> RegistryFailure {
        var text = "Bearer realm=\"\(address.base(of: request))/token\",service=\"\(service)\""
        if let repository, let right = action?.right {
            var scope = "repository:\(repository):\(right == .push ? "pull,push" : right.rawValue)"
            if let source = source ?? Self.mountSource(of: request) { scope += " repository:\(source):pull" }
            text += ",scope=\"\(scope)\""
        }
        if let error { text += ",error=\"\(error)\"" }
        let refusal = RegistryRefusal(
            .unauthorized,
            "this needs a login: `docker login`, `podman login` or `datalab login`"
        )
        return RegistryFailure(.unauthorized, refusal, headers: [.wwwAuthenticate: text])
    }

    /// The repository that a request to mount a blob names.
    private static func mountSource(of request: Request) -> RepositoryName? {
        guard request.method == .post, let query = request.uri.query else { return nil }
        let parameters = Query(query)
        return parameters["mount"] == nil ? nil : parameters["from"].flatMap(RepositoryName.init)
    }
}
