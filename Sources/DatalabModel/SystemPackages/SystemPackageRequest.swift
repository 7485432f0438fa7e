public import Reporting

/// A Debian package that a datalab asks for, by its name alone: its version is the release's that the base is made of.
public struct SystemPackageRequest: Sendable, Hashable {
    /// The package's name (Debian policy 5.6.1).
    public let name: String
    /// Where it was asked for.
    public let place: Place?

    /// A request; `fault(in:)` tells whether a text can be a name.
    public init(name: String, at place: Place? = nil) {
        self.name = name
        self.place = place
    }

    /// What is wrong with a text that should be a package's name; nil for a name.
    ///
    /// A minus at the end is refused too: apt would take it for the wish to remove the package.
    package static func fault(in text: String) -> (message: String, hint: String)? {
        let shown = Spelling.shortened(text)
        if text.unicodeScalars.contains(where: \.properties.isWhitespace) {
            return ("'\(shown)' is more than one word", "write one package on a line, and nothing else")
        }
        if text.hasPrefix("-") {
            return ("'\(shown)' is an option, and only names of packages are read", "remove it")
        }
        if let mark = text.first(where: { "=/:".contains($0) }), let name = text.split(separator: mark).first,
            isName(String(name))
        {
            let what = mark == "=" ? "a version" : mark == "/" ? "a release" : "an architecture"
            return (
                "'\(shown)' asks for \(what), which the base decides",
                "write '\(name)'; the base's release has one version"
            )
        }
        if isName(text) { return nil }
        return (
            "'\(shown)' cannot be the name of a Debian package",
            "names have lower case letters, digits, '+', '-' and '.'"
        )
    }

    private static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        let isAlphanumeric = { (scalar: Unicode.Scalar) in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        guard let first = scalars.first, isAlphanumeric(first), scalars.last != "-" else { return false }
        return (2...100).contains(scalars.count)
            && scalars.allSatisfy { isAlphanumeric($0) || $0 == "+" || $0 == "-" || $0 == "." }
    }
}

extension SystemPackageRequest: Codable {
    /// Reads a name.
    public init(from decoder: any Decoder) throws {
        self.init(name: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the name; the place is not part of the data.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
