internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Answers requests for pages from the table of pages, and that there is nothing else: what nobody else has comes here.
struct PageResponder: HTTPResponder {
    let site: PageSite
    let observation: RequestObservation

    /// A form is a few lines of text.
    private static var longestForm: Int { 64 << 10 }

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let began = ContinuousClock.now
        let method = request.method == .head ? HTTPRequest.Method.get : request.method
        let found = PageRoute.find(in: PageRoutes.all, method, RoutePattern.parts(of: request.uri.path))
        var route: PageRoute?, match = RoutePattern.Match(name: nil, reference: nil)
        if case .route(let fitting, let places) = found { (route, match) = (fitting, places) }
        var response = try await answer(request, context, route, match) { call in
            if case .none(let others) = found { throw others.isEmpty ? PageFailure.missing : .method(others) }
            guard let route else { throw PageFailure.missing }
            return try await site.answer(route, call)
        }
        if request.method == .head { response = response.createHeadResponse() }
        let label = route?.pattern.description ?? "other"
        return observation.observe(response, to: request, route: label, since: began, context)
    }

    /// Finds out who asks, reads the form, and answers; a page is shown for every failure.
    private func answer(
        _ request: Request,
        _ context: ServiceContext,
        _ route: PageRoute?,
        _ match: RoutePattern.Match,
        _ body: (PageCall) async throws -> Response
    ) async throws -> Response {
        let found = try await site.session(of: request)
        if let found { context.identity.found(found.principal) }
        var form: Query?
        if route?.method == .post { form = try await Self.form(of: request) }
        let call = PageCall(
            request: request,
            logger: context.logger,
            remote: site.access.address.client(of: request, context.channel),
            principal: found?.principal ?? .anonymous,
            session: found?.session,
            name: match.name ?? "",
            reference: match.reference ?? "",
            query: Query(request.uri.query ?? ""),
            form: form ?? Query(""),
            origin: PageOrigin(site.access.address.base(of: request)),
            glance: await site.glance(found?.principal)
        )
        do {
            if route?.method == .post {
                guard form != nil else { throw PageFailure.badForm }
                try site.checkOrigin(of: call)
            }
            return try await body(call)
        } catch {
            return try site.failurePage(error, call)
        }
    }

    /// The fields of a form's body; nil for a body that is none.
    private static func form(of request: Request) async throws -> Query? {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard type == "application/x-www-form-urlencoded" else { return nil }
        do {
            return Query(String(buffer: try await request.collected(upTo: longestForm)))
        } catch is NIOTooManyBytesError {
            return nil
        }
    }
}
