internal import Foundation
internal import Hummingbird

/// What a request brings to say who it comes from (RFC 7617, RFC 6750).
enum Credentials: Sendable {
    case none
    case password(user: String, secret: String)
    case token(String)
    /// Something that is neither.
    case unreadable

    init(of request: Request) {
        guard let header = request.headers[.authorization] else {
            self = .none
            return
        }
        let words = header.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else {
            self = .unreadable
            return
        }
        switch words[0].lowercased() {
        case "bearer": self = .token(words[1])
        case "basic": self = Self.password(base64: words[1])
        default: self = .unreadable
        }
    }

    private static func password(base64: String) -> Credentials {
        guard let data = Data(base64Encoded: base64), let text = String(validating: data, as: UTF8.self),
            let colon = text.firstIndex(of: ":")
        else { return .unreadable }
        return .password(user: String(text[..<colon]), secret: String(text[text.index(after: colon)...]))
    }
}
