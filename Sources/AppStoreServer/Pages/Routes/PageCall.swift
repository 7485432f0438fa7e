internal import AppStoreCore
internal import Foundation
internal import HTTPTypes
internal import HubLaunches
internal import Hummingbird
internal import Logging
internal import NIOCore

/// A request for a page: with who asks, what its path names, and what its form holds.
struct PageCall: Sendable {
    let request: Request
    let logger: Logger
    /// The address it comes from, as the limit on wrong passwords counts it.
    let remote: String
    /// Who asks.
    let principal: Principal
    /// The session of its cookie; nil without one that lasts.
    let session: WebSessions.Session?
    /// The text in the place of the pattern's `{name}`.
    let name: String
    /// The text in the place of the pattern's `{reference}`; empty without one.
    let reference: String
    /// The fields of its query.
    let query: Query
    /// The fields of its body.
    let form: Query
    /// Where the AppStore is, as who asks sees it.
    let origin: PageOrigin
    /// What runs for who asks, as the header shows it; nil for whoever has not signed in, and without a hub.
    let glance: HubUser?

    /// The path with its query, to come back to.
    var location: String {
        request.uri.path + (request.uri.query.map { "?\($0)" } ?? "")
    }

    /// The cookie's value.
    static func sessionSecret(of request: Request) -> String? {
        request.cookies[Authentication.sessionCookie]?.value
    }
}

/// Scheme, host and port by which the AppStore was asked.
struct PageOrigin: Sendable, Hashable {
    let isSecure: Bool
    /// Host and port, as image references begin with them.
    let authority: String

    /// The origin of the address that clients use.
    init(_ base: String) {
        isSecure = base.hasPrefix("https://")
        authority = base.split(separator: "://", maxSplits: 1).last.map(String.init) ?? "localhost"
    }

    /// The address of a path here.
    func address(_ path: String) -> String { "\(isSecure ? "https" : "http")://\(authority)\(path)" }
}

extension HTTPField.Name {
    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is no header's name") }
        return name
    }

    static let fetchSite = named("Sec-Fetch-Site")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")
}
