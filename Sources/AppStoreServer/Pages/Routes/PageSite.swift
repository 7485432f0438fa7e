internal import AppStoreCore
internal import ContentStore
internal import Foundation
internal import Hummingbird

/// What the pages work with; the pages themselves are its extensions in `Views`.
struct PageSite: Sendable {
    let database: AppStoreDatabase
    let blobs: BlobStore
    let authenticator: Authenticator
    /// How clients reach the pages, and where requests come from.
    let address: PublicAddress
    let sessions: WebSessions
    let tokens: PersonalTokens
    let templates: PageTemplates
    let clock: @Sendable () -> Date

    /// The pages of an AppStore.
    ///
    /// - Parameters:
    ///   - database: the AppStore's.
    ///   - blobs: the AppStore's.
    ///   - authenticator: what knows passwords and sessions.
    ///   - address: how clients reach the pages.
    ///   - clock: gives the time.
    /// - Throws: `MustacheTemplate.ParserError` for a template that is wrong.
    init(
        database: AppStoreDatabase,
        blobs: BlobStore,
        authenticator: Authenticator,
        address: PublicAddress,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        self.database = database
        self.blobs = blobs
        self.authenticator = authenticator
        self.address = address
        self.clock = clock
        sessions = WebSessions(database)
        tokens = PersonalTokens(database)
        templates = try PageTemplates()
    }

    /// Who a request comes from: pages know cookies only, which other sites cannot send with forms of theirs.
    func session(of request: Request) async throws -> (principal: Principal, session: WebSessions.Session)? {
        guard let secret = PageCall.sessionSecret(of: request) else { return nil }
        return try await authenticator.session(secret)
    }

    /// Asks the policy, then the route.
    func answer(_ route: PageRoute, _ call: PageCall) async throws -> Response {
        if let action = route.action {
            var resource = PolicyResource.server
            if route.pattern.hasName {
                guard RepositoryName(call.name) != nil else { throw PageFailure.missing }
                let access = try await database.read { try RepositoryAccess.find(call.name, in: $0) }
                resource = .repository(call.name, access)
            }
            if let failure = PageFailure(Policy.decide(call.principal, action, on: resource)) { throw failure }
            // A form that changes something must come from a page of the same session.
            if route.method == .post { try checkFormToken(of: call) }
        }
        return try await route.answer(self, call)
    }

    /// Refuses forms of other sites, where the browser says so.
    func checkOrigin(of call: PageCall) throws(PageFailure) {
        let headers = call.request.headers
        if let site = headers[.fetchSite] {
            guard site == "same-origin" || site == "none" else { throw .foreignForm }
        } else if let origin = headers[.origin] {
            guard origin.lowercased() == call.origin.address("").lowercased() else { throw .foreignForm }
        }
    }

    /// Refuses forms without the session's token.
    func checkFormToken(of call: PageCall) throws(PageFailure) {
        guard let expected = call.session?.formToken, let found = call.form["form_token"],
            Self.isSame(expected, found)
        else { throw .foreignForm }
    }

    /// Compares in a time that does not tell where two texts differ.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        return left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
