/// Where Debian's packages come from; every archive must be signed by a key the machine trusts.
public struct DebianMirrors: Sendable, Hashable {
    /// The main archive.
    public var main: String
    /// The archive of security updates.
    public var security: String

    /// Debian's own mirrors.
    public static let standard = DebianMirrors(
        unchecked: "http://deb.debian.org/debian",
        security: "http://deb.debian.org/debian-security",
    )

    private init(unchecked main: String, security: String) {
        self.main = main
        self.security = security
    }

    /// Mirrors of one's own.
    ///
    /// - Parameters:
    ///   - main: the address of the main archive: `http`, `https` or `file`.
    ///   - security: the address of the security archive; when nil, the main one's with `-security` added.
    /// - Throws: `BaseError` with code `mirror` for another scheme or for characters that apt would take for options.
    public init(main: String, security: String? = nil) throws(BaseError) {
        self.main = try Self.checked(main)
        self.security = try Self.checked(security ?? self.main + "-security")
    }

    private static func checked(_ address: String) throws(BaseError) -> String {
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        let hasScheme = ["http://", "https://", "file:///"].contains { trimmed.hasPrefix($0) }
        // A space or a bracket would end the address in apt's one-line format, and `[trusted=yes]` needs no signature.
        let isPlain = trimmed.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]")
        }
        guard hasScheme, isPlain else {
            throw BaseError(
                .mirror,
                "'\(address)' cannot be used as a Debian mirror",
                hint: "give an address such as '\(standard.main)' (http, https or file)",
            )
        }
        return trimmed
    }

    /// The lines of `sources.list` for a suite: the release, its updates and its security updates.
    func sources(suite: String) -> [String] {
        [
            "deb \(main) \(suite) main",
            "deb \(main) \(suite)-updates main",
            "deb \(security) \(suite)-security main",
        ]
    }
}
