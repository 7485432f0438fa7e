internal import AppStoreCore
internal import Foundation
internal import HTTPTypes
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
    let principal: AppStoreCore.Principal
    /// The session of its cookie; nil without one that lasts.
    let session: WebSessions.Session?
    /// The text in the place of the pattern's `{name}`.
    let name: String
    /// The fields of its query.
    let query: FormFields
    /// The fields of its body.
    let form: FormFields
    /// Where the AppStore is, as who asks sees it.
    let origin: PageOrigin

    /// The path with its query, to come back to.
    var location: String {
        request.uri.path + (request.uri.query.map { "?\($0)" } ?? "")
    }

    /// The name of the session's cookie.
    static let cookie = "appstore_session"

    /// The cookie's value.
    static func sessionSecret(of request: Request) -> String? {
        request.cookies[cookie]?.value
    }
}

/// Scheme, host and port by which the AppStore was asked.
struct PageOrigin: Sendable, Hashable {
    let isSecure: Bool
    /// Host and port, as image references begin with them.
    let authority: String

    /// The origin of a request.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - isSecure: whether the server itself encrypts; a proxy before it says so in a header.
    init(of request: Request, isSecure: Bool) {
        let forwarded = request.headers[.forwardedProtocol]
        self.isSecure = isSecure || forwarded == "https"
        let host = request.head.authority ?? ""
        let isHost = !host.isEmpty && host.utf8.count <= 255 && host.utf8.allSatisfy(Self.isHostByte)
        authority = isHost ? host : "localhost"
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), 0x5B, 0x5D].contains(byte)
        }
    }

    /// The address of a path here.
    func address(_ path: String) -> String { "\(isSecure ? "https" : "http")://\(authority)\(path)" }
}

extension HTTPField.Name {
    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is no header's name") }
        return name
    }

    static let forwardedProtocol = named("X-Forwarded-Proto")
    static let fetchSite = named("Sec-Fetch-Site")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")
}
