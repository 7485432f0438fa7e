/// The version of a datalab as its metadata states it: any text that can stand in an OCI tag, such as `1.4.0`.
public struct DatalabVersion: Sendable, Hashable {
    /// The longest version, so that a build counter still fits into the 128 characters of a tag.
    public static let maximumLength = 100

    /// The text, as it was written: `1.0` stays `1.0`.
    public let text: String

    /// Checks a version.
    ///
    /// - Parameter text: a tag of OCI distribution-spec 1.1, `[a-zA-Z0-9_][a-zA-Z0-9._-]*`, with at least a digit.
    /// - Throws: `ModelFailure` with code `version` and the offset of the first character that is wrong.
    public init(_ text: String) throws(ModelFailure) {
        let scalars = Array(text.unicodeScalars)
        let hint = "write a version such as '1.4.0'"
        guard let first = scalars.first else { throw ModelFailure(.version, "the version is empty", hint: hint) }
        guard scalars.count <= Self.maximumLength else {
            let message = "the version has \(scalars.count) characters, at most \(Self.maximumLength) are allowed"
            throw ModelFailure(.version, message, hint: hint)
        }
        if let wrong = scalars.firstIndex(where: { !Self.isAllowed($0) }) {
            let message = "'\(scalars[wrong])' cannot be in the version '\(text)', which becomes an image's tag"
            throw ModelFailure(.version, offset: wrong, message, hint: "use letters, digits, '.', '-' and '_'")
        }
        guard first != ".", first != "-" else {
            throw ModelFailure(.version, "the version '\(text)' starts with '\(first)'", hint: hint)
        }
        guard scalars.contains(where: { ("0"..."9").contains($0) }) else {
            throw ModelFailure(.version, "the version '\(text)' has no number in it", hint: hint)
        }
        self.text = text
    }

    /// What of a text can be a version: `1.0 beta` becomes `1.0-beta`, `1,5` becomes `1.5`, `.5` becomes `0.5`.
    ///
    /// - Parameter text: a text that is none.
    /// - Returns: the version; nil for a text without a digit.
    static func near(_ text: String) -> DatalabVersion? {
        guard text.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else { return nil }
        var kept = ""
        let lowered = text.lowercased()
        let name = ["version", "release"].first { lowered.hasPrefix($0) } ?? ""
        for scalar in text.dropFirst(name.count).unicodeScalars {
            if isAllowed(scalar) {
                kept.unicodeScalars.append(scalar)
            } else if scalar == "," {
                kept.append(".")
            } else if kept.last != "-" {
                kept.append("-")
            }
        }
        kept = String(kept.prefix(maximumLength).drop { $0 == "-" })
        if kept.hasPrefix(".") { kept = "0" + kept }
        kept = String(kept.prefix(maximumLength))
        while let last = kept.last, last == "-" || last == "." { kept.removeLast() }
        return try? DatalabVersion(kept)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
        default: false
        }
    }
}

extension DatalabVersion: CustomStringConvertible {
    /// The version's text.
    public var description: String { text }
}

extension DatalabVersion: Codable {
    /// Reads a version from its text.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the version as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
