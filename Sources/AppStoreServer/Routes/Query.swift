internal import Foundation
internal import Texts

/// The parameters of a query or a form (WHATWG URL, "application/x-www-form-urlencoded parsing").
struct Query: Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values of a name.
    func values(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A value as a query or a part of a path holds it.
    static func encode(_ text: String) -> String {
        PercentEncoding.encode(text)
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = String(text.replacing("+", with: " "))
        return PercentEncoding.decode(spaced) ?? spaced
    }
}
