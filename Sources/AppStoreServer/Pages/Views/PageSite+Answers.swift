internal import AppStoreCore
internal import Foundation
internal import HubLaunches
internal import Hummingbird
internal import Logging
internal import NIOCore

/// How pages, pictures and refusals are sent.
extension PageSite {
    /// What browsers are told with everything: nothing runs, nothing comes from elsewhere, nothing shows us in a frame.
    var guards: HTTPFields {
        [
            .contentSecurityPolicy: contentPolicy,
            .xContentTypeOptions: "nosniff",
            .referrerPolicy: "same-origin",
            .openerPolicy: "same-origin",
            .resourcePolicy: "same-origin",
        ]
    }

    /// What a page may load, and where its forms may lead: to the hub too, after a launch or a login that it asked for.
    var contentPolicy: String {
        let places = hub.map { "'self' \($0.client.settings.url)" } ?? "'self'"
        return """
            default-src 'none'; style-src 'self'; img-src 'self'; form-action \(places); base-uri 'none'; \
            frame-ancestors 'none'
            """
    }

    /// A page.
    ///
    /// - Parameters:
    ///   - template: the template's name.
    ///   - title: the page's title.
    ///   - content: what the template shows.
    ///   - call: the request.
    ///   - status: of the answer.
    ///   - headers: more headers.
    /// - Returns: the answer.
    func page(
        _ template: String,
        _ title: String,
        _ content: Any,
        _ call: PageCall,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Response {
        page(html(template, title, content, call), status: status, headers: headers)
    }

    /// A page's HTML.
    func html(_ template: String, _ title: String, _ content: Any, _ call: PageCall) -> ByteBuffer {
        let screen = Screen(
            pageTitle: title,
            store: store,
            styleAddress: templates.styleAddress,
            searchText: call.query["q"] ?? "",
            userName: call.principal.name,
            formToken: call.session?.formToken ?? "",
            seesReviews: Policy.decide(call.principal, .seeReviews, on: .server) == .allow,
            keepsStore: Policy.decide(call.principal, .maintain, on: .server) == .allow,
            signInAddress: PageAddress.signIn(next: call.request.method == .get ? call.location : "/"),
            hasHub: hub != nil,
            hub: call.glance.map(HeaderView.init),
            content: content
        )
        return templates.render(template, screen)
    }

    /// A page of HTML that has been made.
    func page(_ html: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var all = guards
        all[.contentType] = "text/html; charset=utf-8"
        // Pages differ by who is signed in; a copy may be kept, but is asked about each time.
        all[.cacheControl] = "private, no-cache"
        all[.vary] = "Cookie"
        for field in headers { all[field.name] = field.value }
        return Response(
            status: status,
            headers: all,
            body: ResponseBody(byteBuffer: html)
        )
    }

    /// Leads to another page of this site, after a form was taken.
    func redirect(to location: String, headers: HTTPFields = [:]) -> Response {
        var all = guards
        all[.location] = location
        for field in headers { all[field.name] = field.value }
        return Response(status: .seeOther, headers: all)
    }

    /// A file that is the same for everybody.
    func asset(_ name: String, _ call: PageCall) throws -> Response {
        guard let asset = templates.assets[name] else { throw PageFailure.missing }
        let isNamedByContent = call.query["v"] != nil
        var headers = guards
        headers[.contentType] = asset.type
        headers[.cacheControl] = isNamedByContent ? "public, max-age=31536000, immutable" : "public, max-age=3600"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.content))
    }

    /// The picture of a datalab: a stranger's file, which may do nothing.
    func icon(_ call: PageCall) async throws -> Response {
        guard let icon = try await database.read({ try DatalabIcon.find(call.name, in: $0) }) else {
            throw PageFailure.missing
        }
        var headers = guards
        headers[.contentType] = icon.type.rawValue
        headers[.contentSecurityPolicy] = DatalabIcon.contentSecurityPolicy
        headers[.cacheControl] = "private, max-age=3600"
        headers[.vary] = "Cookie"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: icon.bytes)))
    }

    /// The page for a request that failed; what is nobody's fault but ours is logged, not told.
    ///
    /// - Throws: what has nobody to be answered: a connection that broke, a task that was cancelled.
    func failurePage(_ error: any Error, _ call: PageCall) throws -> Response {
        switch error {
        case let failure as PageFailure:
            return failurePage(failure, call)
        case let error as AppStoreError where error.pageStatus != .internalServerError:
            let content = FailurePage(heading: "That did not work", text: error.sentences, hint: nil)
            return page("failure", content.heading, content, call, status: error.pageStatus)
        default:
            guard !(error is ConnectionBroken), !(error is CancellationError) else { throw error }
            call.logger.error("page failed", metadata: ["error": "\(error)"])
            let text = "\(store.storeName) could not make this page; its log says why."
            let content = FailurePage(heading: "Something broke", text: text, hint: "Try again in a moment.")
            return page("failure", content.heading, content, call, status: .internalServerError)
        }
    }

    private func failurePage(_ failure: PageFailure, _ call: PageCall) -> Response {
        switch failure {
        case .signIn:
            // What a form wanted to do is done from its page, after signing in.
            let isForm = call.request.method == .post
            let place = isForm && !call.name.isEmpty ? PageAddress.datalab(call.name) : call.location
            return redirect(to: PageAddress.signIn(next: isForm && call.name.isEmpty ? "/" : place))
        case .missing:
            return page("failure", "Not found", Self.missing(call.name), call, status: .notFound)
        case .denied(let reason):
            let content = FailurePage(
                heading: "Not allowed",
                text: "You may not do this: \(reason.message).",
                hint: nil
            )
            return page("failure", content.heading, content, call, status: .forbidden)
        case .method(let methods):
            let content = FailurePage(
                heading: "Not possible",
                text: "This address does not take \(call.request.method.rawValue).",
                hint: nil
            )
            let allowed: HTTPFields = [.allow: methods.joined(separator: ", ")]
            return page("failure", content.heading, content, call, status: .methodNotAllowed, headers: allowed)
        case .foreignForm:
            let content = FailurePage(
                heading: "The form is out of date",
                text: "It was not sent by a page of your session, so nothing was changed.",
                hint: "Go back, reload the page, and send the form again."
            )
            return page("failure", content.heading, content, call, status: .forbidden)
        case .badForm:
            let content = FailurePage(
                heading: "That is no form",
                text: "The request holds no form, or one that is too long.",
                hint: nil
            )
            return page("failure", content.heading, content, call, status: .badRequest)
        }
    }

    /// The same for what is not there and for what is not there for who asks.
    private static func missing(_ name: String) -> FailurePage {
        guard !name.isEmpty else {
            return FailurePage(heading: "Not found", text: "There is no page at this address.", hint: nil)
        }
        return FailurePage(
            heading: "Not found",
            text: "There is no datalab ‘\(name)’ here, or it is private and not shared with you.",
            hint: "Check the name, or sign in as a user it is shared with."
        )
    }
}
