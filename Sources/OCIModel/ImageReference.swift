/// The name of an image in a registry: `host[:port]/repository[:tag][@digest]` (distribution-spec 1.1, "Pulling manifests").
public struct ImageReference: Sendable, Hashable {
    /// The registry's host name or address, IPv6 in brackets, with `:port` where one was given.
    public let registry: String
    /// The repository: lower-case parts joined by slashes.
    public let repository: String
    /// The tag, where one was given.
    public var tag: String?
    /// The digest of the manifest, where one was given; it counts before the tag.
    public var digest: Digest?

    /// Why a text is no reference: what was found and what was expected.
    public struct SyntaxError: Error, Sendable, Hashable {
        /// What is wrong, in words.
        public let reason: String
    }

    /// Parses a reference; the registry must be named.
    ///
    /// - Parameter text: such as `registry.example.org:5000/team/lab:1.4.0-2`.
    /// - Throws: `SyntaxError`.
    public init(_ text: String) throws(SyntaxError) {
        var rest = text[...]
        if let at = rest.firstIndex(of: "@") {
            let digits = rest[rest.index(after: at)...]
            guard let digest = Digest(String(digits)) else {
                throw SyntaxError(reason: "'\(digits)' is not a digest of the form 'sha256:' and 64 hexadecimal digits")
            }
            self.digest = digest
            rest = rest[..<at]
        }
        guard let slash = rest.firstIndex(of: "/"), Self.isRegistry(rest[..<slash]) else {
            throw SyntaxError(reason: "it does not begin with a registry, as 'registry.example.org/team/lab' does")
        }
        let path = rest[rest.index(after: slash)...]
        if let colon = path.lastIndex(of: ":") {
            let tag = String(path[path.index(after: colon)...])
            guard Self.isTag(tag) else { throw SyntaxError(reason: "'\(tag)' is not a tag: \(Self.tagForm)") }
            self.tag = tag
            rest = rest[..<colon]
        }
        registry = rest[..<slash].lowercased()
        repository = String(rest[rest.index(after: slash)...])
        guard Self.isRepository(repository) else {
            throw SyntaxError(reason: "'\(repository)' is not a repository: \(Self.repositoryForm)")
        }
        guard registry.utf8.count + 1 + repository.utf8.count <= 255 else {
            throw SyntaxError(reason: "registry and repository have more than 255 characters together")
        }
    }

    /// The registry and the repository, without tag and digest.
    public var name: String { "\(registry)/\(repository)" }

    /// The same repository's image of a tag.
    public func tagged(_ tag: String) -> ImageReference {
        var other = self
        (other.tag, other.digest) = (tag, nil)
        return other
    }

    /// The image that is meant where neither a tag nor a digest is given: that of the tag `latest`.
    public var withDefaultTag: ImageReference {
        tag == nil && digest == nil ? tagged("latest") : self
    }

    /// The same repository's image of a digest.
    public func pinned(to digest: Digest) -> ImageReference {
        var other = self
        (other.tag, other.digest) = (nil, digest)
        return other
    }

    /// What a repository's name may be, in words.
    public static let repositoryForm =
        "lower-case letters, digits and single '.', '_' or '-' between them, parts joined by '/'"
    /// What a tag may be, in words.
    public static let tagForm = "at most 128 letters, digits, '_', '.' and '-', not beginning with '.' or '-'"

    /// Whether a text is a tag: `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`.
    public static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
        let isWord = { (byte: UInt8) in
            isLowerOrDigit(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
        }
        return isWord(first)
            && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// Whether a text is a repository: parts of `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`, joined by slashes.
    public static func isRepository(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.first, let last = part.last, isLowerOrDigit(first), isLowerOrDigit(last) else {
                return false
            }
            let separators = part.split(whereSeparator: isLowerOrDigit)
            return separators.allSatisfy { separator in
                separator.elementsEqual(".".utf8) || separator.elementsEqual("_".utf8)
                    || separator.elementsEqual("__".utf8) || separator.allSatisfy { $0 == UInt8(ascii: "-") }
            }
        }
    }

    /// Whether the first part of a reference names a registry: by a dot, a port, brackets, or as `localhost`.
    private static func isRegistry(_ text: Substring) -> Bool {
        guard text.utf8.allSatisfy({ isHostByte($0) }) else { return false }
        if text.hasPrefix("[") { return text.contains("]") && text.dropFirst().first != "]" }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return false }
        if parts.count == 2 { return UInt16(parts[1]) != nil }
        return host.contains(".") || host.lowercased() == "localhost"
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        isLowerOrDigit(byte) || (0x41...0x5A).contains(byte) || ".-:[]".utf8.contains(byte)
    }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension ImageReference: CustomStringConvertible {
    /// The reference as it is written.
    public var description: String {
        name + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
