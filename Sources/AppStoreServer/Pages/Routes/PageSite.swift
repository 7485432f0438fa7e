internal import AppStoreCore
internal import ContentStore
internal import Foundation
internal import HubLaunches
internal import Hummingbird

/// What the pages work with; the pages themselves are its extensions in `Views`.
struct PageSite: Sendable {
    let database: AppStoreDatabase
    let blobs: BlobStore
    let access: Access
    let repositories: Repositories
    let sessions: WebSessions
    let tokens: PersonalTokens
    let users: UserAccounts
    /// What the server does on its own, and what it has done.
    let maintenance: Maintenance
    /// How much a user's repositories may hold; nil for as much as there is room.
    let quota: StorageQuota?
    let contents: ContentsLibrary
    let templates: PageTemplates
    let rendered = RenderedPages()
    /// Whose store it is.
    let store: StoreView
    /// What starts datalabs; nil where nothing does.
    let hub: PageHub?
    let clock: @Sendable () -> Date

    /// The pages of an AppStore.
    ///
    /// - Parameters:
    ///   - database: the AppStore's.
    ///   - blobs: the AppStore's.
    ///   - access: who asks, what they may, and by which address.
    ///   - repositories: what the registry holds.
    ///   - maintenance: what the server does on its own.
    ///   - quota: how much a user's repositories may hold; nil for as much as there is room.
    ///   - store: whose store it is.
    ///   - hub: what starts datalabs; nil where nothing does.
    ///   - clock: gives the time.
    /// - Throws: `MustacheTemplate.ParserError` for a template that is wrong.
    init(
        database: AppStoreDatabase,
        blobs: BlobStore,
        access: Access,
        repositories: Repositories,
        maintenance: Maintenance,
        quota: StorageQuota? = nil,
        store: StoreIdentity = StoreIdentity(),
        hub: PageHub? = nil,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        self.database = database
        self.blobs = blobs
        self.access = access
        self.repositories = repositories
        self.clock = clock
        self.store = StoreView(store)
        self.hub = hub
        sessions = WebSessions(database)
        tokens = PersonalTokens(database)
        users = UserAccounts(database)
        self.maintenance = maintenance
        self.quota = quota
        contents = ContentsLibrary(database, blobs)
        templates = try PageTemplates()
    }

    /// Who a request comes from: pages know cookies only, which other sites cannot send with forms of theirs.
    func session(of request: Request) async throws -> (principal: Principal, session: WebSessions.Session)? {
        guard let secret = PageCall.sessionSecret(of: request) else { return nil }
        return try await access.authentication.authenticator.session(secret)
    }

    /// What runs for somebody, for the header of every page.
    func glance(_ principal: Principal?) async -> HubUser? {
        guard let hub, let name = principal?.name else { return nil }
        return await hub.client.glance(name) ?? HubUser()
    }

    /// Asks the policy, then the route.
    func answer(_ route: PageRoute, _ call: PageCall) async throws -> Response {
        if let action = route.action {
            var repository: RepositoryName?
            if route.pattern.hasName {
                repository = RepositoryName(call.name)
                guard repository != nil else { throw PageFailure.missing }
            }
            let decision = try await access.decide(call.principal, action, on: repository)
            if let failure = PageFailure(decision) { throw failure }
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
        guard let expected = call.session?.formToken, FormToken.isSame(expected, call.form["form_token"]) else {
            throw .foreignForm
        }
    }
}
