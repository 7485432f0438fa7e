/// The version of a build: the datalab's version and a counter from 0, such as `1.4.0-0`.
public struct BuildVersion: Sendable, Hashable {
    /// The version of the metadata.
    public let version: DatalabVersion
    /// How many builds of this version came before.
    public let counter: UInt32

    /// The version of a build.
    public init(_ version: DatalabVersion, counter: UInt32) {
        self.version = version
        self.counter = counter
    }

    /// Reads `<version>-<counter>`.
    ///
    /// - Throws: `ModelFailure` with code `version`.
    public init(parsing text: String) throws(ModelFailure) {
        guard let dash = text.lastIndex(of: "-") else { throw Self.malformed(text) }
        let digits = text[text.index(after: dash)...]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let counter = UInt32(digits),
            String(counter) == digits
        else { throw Self.malformed(text) }
        self.init(try DatalabVersion(String(text[..<dash])), counter: counter)
    }

    private static func malformed(_ text: String) -> ModelFailure {
        ModelFailure(
            .version,
            "the build version '\(text)' does not end with '-' and a number",
            hint: "a build version looks like '1.4.0-0'",
        )
    }
}

extension BuildVersion: CustomStringConvertible {
    /// `<version>-<counter>`; a valid OCI tag.
    public var description: String { "\(version)-\(counter)" }
}

extension BuildVersion: Codable {
    /// Reads a build's version from its text.
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the build's version as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
