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
        if text.hasSuffix(".deb") || text.contains("://") {
            return ("'\(shown)' is a file or an address", "write the name of a package of Debian's archives")
        }
        if text.hasSuffix("-"), isName(String(text.dropLast())) {
            return ("'\(shown)' asks apt to remove a package, and packages of the base stay", "remove it")
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

    /// Reads a package as people name it for apt: a version, a release or this machine's architecture is left out with a
    /// warning, as the base decides them.
    ///
    /// - Parameters:
    ///   - word: a word without spaces.
    ///   - place: where it stands.
    /// - Returns: the request, unless the word names no package; and what is to be said.
    static func read(_ word: String, at place: Place?) -> (request: SystemPackageRequest?, problems: [Problem]) {
        guard let fault = fault(in: word) else { return (SystemPackageRequest(name: word, at: place), []) }
        if let mark = word.firstIndex(where: { "=/:".contains($0) }), isName(String(word[..<mark])) {
            let name = String(word[..<mark])
            let what = String(word[word.index(after: mark)...])
            let isArchitecture = word[mark] == ":"
            let architecture = String(what.lowercased().prefix { $0.isLetter || $0.isNumber })
            if !isArchitecture || nativeArchitectures.contains(architecture) {
                let wish = isArchitecture ? "an architecture" : word[mark] == "=" ? "version '\(what)'" : "a release"
                let message =
                    "'\(Spelling.shortened(word))' asks for \(Spelling.shortened(wish)), which the base decides: "
                    + "'\(name)' is taken as the base's release has it"
                return (
                    SystemPackageRequest(name: name, at: place), [.warning(at: place, message, hint: "write '\(name)'")]
                )
            }
        }
        let lowered = word.lowercased()
        if lowered != word, isName(lowered) {
            let message = "'\(word)' is read as '\(lowered)': names of Debian packages have no capitals"
            return (
                SystemPackageRequest(name: lowered, at: place),
                [.warning(at: place, message, hint: "write '\(lowered)'")]
            )
        }
        return (nil, [.error(at: place, fault.message, hint: fault.hint)])
    }

    /// Architectures that an image has anyway.
    private static let nativeArchitectures: Set<String> = ["amd64", "arm64", "any", "native", "all"]

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
