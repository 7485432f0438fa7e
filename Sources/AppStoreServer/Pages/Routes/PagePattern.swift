/// The form of a page's path: fixed words, and `{name}` for one part or more.
struct PagePattern: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The pattern as it is written, such as `/datalabs/{name}/settings`.
    let description: String
    private let before: [Substring]
    private let after: [Substring]
    /// Whether it has a `{name}`.
    let hasName: Bool

    init(stringLiteral text: String) {
        description = text
        let parts = Self.parts(of: text)
        let place = parts.firstIndex(of: "{name}")
        hasName = place != nil
        before = Array(parts.prefix(place ?? parts.count))
        after = place.map { Array(parts.suffix(from: $0 + 1)) } ?? []
    }

    /// The parts of a path.
    static func parts(of path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// What a path has in the place of `{name}`, empty for a pattern without one; nil when the path has another form.
    func match(_ parts: [Substring]) -> String? {
        guard hasName else { return parts == before ? "" : nil }
        let rest = parts.dropFirst(before.count)
        guard rest.count > after.count, parts.starts(with: before), rest.suffix(after.count).elementsEqual(after) else {
            return nil
        }
        let name = rest.dropLast(after.count)
        return name.allSatisfy { !$0.isEmpty } ? name.joined(separator: "/") : nil
    }
}
