public import Reporting

/// The version of Python that a project asks for: `3.13`, or `3.13.2` where a patch is named.
public struct PythonVersionRequest: Sendable, Hashable {
    /// The major version, 3.
    public let major: Int
    /// The minor version.
    public let minor: Int
    /// The patch, when one is named; a base has its own.
    public let patch: Int?
    /// Where the request was made.
    public let place: Place?

    /// A request.
    public init(major: Int, minor: Int, patch: Int? = nil, at place: Place? = nil) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.place = place
    }

    /// `3.13`, what a base is chosen by.
    public var series: String { "\(major).\(minor)" }

    /// Reads `3.13` or `3.13.2`, also with `python-`, `python` or `cpython-` before it.
    ///
    /// - Parameters:
    ///   - text: the text; spaces around it do not matter.
    ///   - place: where the text starts.
    /// - Returns: the request.
    /// - Throws: `ModelFailure` with code `pythonVersion`.
    public static func parse(_ text: String, at place: Place? = nil) throws(ModelFailure) -> PythonVersionRequest {
        let number = withoutName(text)
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
        guard numbers.count == parts.count, (1...3).contains(parts.count) else {
            throw failure("'\(Spelling.shortened(text))' is not a version of Python")
        }
        guard numbers[0] == 3 else {
            throw failure("Python \(Spelling.shortened(String(number))) is not supported, Python 3 is")
        }
        guard numbers.count > 1 else {
            throw failure("'\(Spelling.shortened(text))' does not say which Python 3 is meant")
        }
        return PythonVersionRequest(
            major: numbers[0],
            minor: numbers[1],
            patch: numbers.count > 2 ? numbers[2] : nil,
            at: place,
        )
    }

    private static func withoutName(_ text: String) -> Substring {
        for prefix in ["cpython-", "cpython@", "python-", "python@", "python "]
        where text.lowercased().hasPrefix(prefix) {
            return text.dropFirst(prefix.count)
        }
        return text[...]
    }

    private static func failure(_ message: String) -> ModelFailure {
        ModelFailure(.pythonVersion, message, hint: "write a version such as '3.13'")
    }
}

extension PythonVersionRequest: CustomStringConvertible {
    /// `3.13` or `3.13.2`.
    public var description: String { patch.map { "\(series).\($0)" } ?? series }
}

extension PythonVersionRequest: Codable {
    /// Reads a request from its text; it has no place then.
    public init(from decoder: any Decoder) throws {
        self = try Self.parse(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the request as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
