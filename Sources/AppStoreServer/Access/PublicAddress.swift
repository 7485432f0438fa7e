internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// How clients reach the server, and where requests come from.
struct PublicAddress: Sendable {
    /// The address the operator gave, without a slash at its end.
    let configured: String?
    /// Whether connections are encrypted here, and not by a proxy.
    let isEncrypted: Bool
    /// Whether all requests come through a proxy, which says where from.
    let isBehindProxy: Bool

    /// `https://appstore.example.org`: as configured, or as the request says.
    ///
    /// What a client says of itself is told to that client alone.
    func base(of request: Request) -> String {
        if let configured { return configured }
        let forwarded = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }
        let scheme = forwarded == "https" || isEncrypted ? "https" : "http"
        let host = request.head.authority ?? "localhost"
        return "\(scheme)://\(Self.isHost(host) ? host : "localhost")"
    }

    /// Whether a text can be a host with its port.
    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { hostBytes.contains($0) }
    }

    private static let hostBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]_".utf8)

    /// The address a request comes from: the connection's, or what the proxy in front of us says.
    func client(of request: Request, _ channel: any Channel) -> String {
        if isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        {
            return last.trimmingCharacters(in: .whitespaces)
        }
        return channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
