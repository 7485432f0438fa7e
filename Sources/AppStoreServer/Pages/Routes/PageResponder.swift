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
        let path = request.uri.path.removingPercentEncoding ?? request.uri.path
        let parts = PagePattern.parts(of: path)
        let fitting = PageRoute.all.compactMap { route in route.pattern.match(parts).map { (route: route, name: $0) } }
        let method = request.method == .head ? HTTPRequest.Method.get : request.method
        let found = fitting.first { $0.route.method == method }
        var response = try await answer(request, context, found?.route, found?.name ?? "") { call in
            guard let found else { throw Self.notFound(fitting.map(\.route)) }
            return try await site.answer(found.route, call)
        }
        if request.method == .head { response = response.createHeadResponse() }
        let route = found?.route.pattern.description ?? "other"
        return observation.observe(response, to: request, route: route, since: began, context.logger)
    }

    private static func notFound(_ routes: [PageRoute]) -> PageFailure {
        routes.isEmpty ? .missing : .method(routes.map(\.method.rawValue))
    }

    /// Finds out who asks, reads the form, and answers; a page is shown for every failure.
    private func answer(
        _ request: Request,
        _ context: ServiceContext,
        _ route: PageRoute?,
        _ name: String,
        _ body: (PageCall) async throws -> Response
    ) async throws -> Response {
        let found = try await site.session(of: request)
        var form: FormFields?
        if route?.method == .post { form = try await Self.form(of: request) }
        let call = PageCall(
            request: request,
            logger: context.logger,
            remote: site.address.client(of: request, context.channel),
            principal: found?.principal ?? .anonymous,
            session: found?.session,
            name: name,
            query: FormFields(request.uri.query ?? ""),
            form: form ?? FormFields(""),
            origin: PageOrigin(site.address.base(of: request))
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
    private static func form(of request: Request) async throws -> FormFields? {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard type == "application/x-www-form-urlencoded" else { return nil }
        guard let bytes = try? await request.body.collect(upTo: longestForm) else { return nil }
        return FormFields(String(buffer: bytes))
    }
}
