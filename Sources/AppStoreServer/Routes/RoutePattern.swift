internal import Foundation
internal import Texts

/// The form of a path: fixed words, `{name}` for a repository of one part or more, `{reference}` for one part; a name at the end
/// may have `[:{reference}]` behind it, as in a reference to an image.
struct RoutePattern: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The pattern as it is written, such as `/v2/{name}/manifests/{reference}`.
    let description: String
    private let head: [Substring]
    private let tail: [Substring]
    /// Whether it has a `{name}`.
    let hasName: Bool
    /// Whether a reference may stand behind the name.
    private let takesReference: Bool

    init(stringLiteral written: String) {
        description = written
        takesReference = written.hasSuffix("[:{reference}]")
        let text = takesReference ? String(written.dropLast("[:{reference}]".count)) : written
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let words = parts.split(separator: "{name}", maxSplits: 1, omittingEmptySubsequences: false)
        head = Array(words[0])
        hasName = words.count == 2
        tail = hasName ? Array(words[1]) : []
    }

    /// What a path has in the places of a pattern.
    struct Match {
        /// The text in the place of `{name}`; it may be no name.
        let name: String?
        /// The text in the place of `{reference}`.
        let reference: String?
    }

    /// What a path's parts have in the pattern's places; nil when it has another form.
    func match(_ parts: [Substring]) -> Match? {
        guard hasName ? parts.count > head.count + tail.count : parts.count == head.count else { return nil }
        var reference: Substring?
        let words =
            hasName ? zip(head + tail, parts.prefix(head.count) + parts.suffix(tail.count)) : zip(head, parts[...])
        for (word, part) in words {
            if word.hasPrefix("{") {
                guard !part.isEmpty else { return nil }
                reference = part
            } else if word != part {
                return nil
            }
        }
        var name = hasName ? parts[head.count..<parts.count - tail.count].joined(separator: "/") : nil
        // No repository's name has a colon.
        if takesReference, let whole = name, let colon = whole.firstIndex(of: ":") {
            name = String(whole[..<colon])
            reference = whole[whole.index(after: colon)...]
        }
        return Match(name: name, reference: reference.map(String.init))
    }

    /// The parts of a path below `/v2/`, with `v2`; nil for any other path.
    static func registryParts(of path: String) -> [Substring]? {
        let decoded = path.utf8.contains(UInt8(ascii: "%")) ? PercentEncoding.decode(path) ?? path : path
        if decoded == "/v2" { return ["v2", ""] }
        guard decoded.hasPrefix("/v2/") else { return nil }
        return decoded.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
    }

    /// The parts of any path, each decoded by itself: a slash that is written as `%2F` does not part.
    static func parts(of path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
            part.utf8.contains(UInt8(ascii: "%")) ? PercentEncoding.decode(part).map { $0[...] } ?? part : part
        }
    }
}
