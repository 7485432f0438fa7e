public import Foundation

/// A JSON value in whose text any one value can be replaced by any text, also one that is no JSON.
public struct JSONLeaves {
    private let root: Any

    /// Reads a text.
    public init(_ data: Data) throws {
        root = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    }

    /// The places of all values that hold no others.
    public var places: [[String]] {
        var found: [[String]] = []
        Self.visit(root, []) { found.append($0) }
        return found
    }

    private static func visit(_ value: Any, _ place: [String], _ body: ([String]) -> Void) {
        switch value {
        case let object as [String: Any]:
            for key in object.keys.sorted() { visit(object[key] as Any, place + [key], body) }
        case let array as [Any]:
            for (index, element) in array.enumerated() { visit(element, place + ["\(index)"], body) }
        default: body(place)
        }
    }

    /// The text with another text at each of some places.
    public func text(_ replacements: [[String]: String]) throws -> String { try Self.text(root, [], replacements) }

    private static func text(_ value: Any, _ place: [String], _ replacements: [[String]: String]) throws -> String {
        if let replacement = replacements[place] { return replacement }
        switch value {
        case let object as [String: Any]:
            let members = try object.keys.sorted().map { key in
                "\(try encoded(key)):\(try text(object[key] as Any, place + [key], replacements))"
            }
            return "{\(members.joined(separator: ","))}"
        case let array as [Any]:
            let elements = try array.enumerated().map { try text($1, place + ["\($0)"], replacements) }
            return "[\(elements.joined(separator: ","))]"
        default: return try encoded(value)
        }
    }

    private static func encoded(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed), as: UTF8.self)
    }
}
