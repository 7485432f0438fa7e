internal import AppStoreCore
internal import Foundation

/// The form of a path below `/v2/`: fixed words, `{name}` for a repository of one part or more, `{reference}` for one part.
struct RoutePattern: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The pattern as it is written, such as `/v2/{name}/manifests/{reference}`.
    let description: String
    private let words: [Substring]
    private let hasName: Bool

    init(stringLiteral text: String) {
        description = text
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
        hasName = parts.first == "{name}"
        words = Array(hasName ? parts.dropFirst() : parts)
    }

    /// What a path has in the places of a pattern.
    struct Match {
        /// The text in the place of `{name}`; it may be no name.
        let name: String?
        /// The text in the place of `{reference}`.
        let reference: String?
    }

    /// What a path, split after `/v2/`, has in the pattern's places; nil when it has another form.
    func match(_ parts: [Substring]) -> Match? {
        guard hasName ? parts.count > words.count : parts.count == words.count else { return nil }
        var reference: Substring?
        for (word, part) in zip(words, parts.suffix(words.count)) {
            if word == "{reference}" {
                guard !part.isEmpty else { return nil }
                reference = part
            } else if word != part {
                return nil
            }
        }
        let name = hasName ? parts.dropLast(words.count).joined(separator: "/") : nil
        return Match(name: name, reference: reference.map(String.init))
    }

    /// The parts of a path below `/v2/`; nil for any other path.
    static func parts(of path: String) -> [Substring]? {
        let decoded = path.utf8.contains(UInt8(ascii: "%")) ? path.removingPercentEncoding ?? path : path
        guard decoded.hasPrefix("/v2/") || decoded == "/v2" else { return nil }
        return decoded.dropFirst(4).split(separator: "/", omittingEmptySubsequences: false)
    }
}
