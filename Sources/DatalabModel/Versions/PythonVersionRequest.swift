public import Reporting

/// The Python that a project asks for: a version, whose patch is the base's, a condition, or just the newest.
public struct PythonVersionRequest: Sendable, Hashable {
    /// What is asked for.
    public enum Wish: Sendable, Hashable {
        /// `3`: whichever is best.
        case newest
        /// `3.13`, `3.13.2`, and also `2.7`, which no base has.
        case version(PythonVersion)
        /// `>=3.10,<3.13`.
        case condition(PythonCondition)
    }

    /// What is asked for.
    public let wish: Wish
    /// Where the request was made.
    public var place: Place?
    /// Whether no other Python will do: said to this program, not written for another that has every Python.
    ///
    /// What other tools' files say is a wish too: where no base has that Python, the nearest is taken with a warning.
    public var isBinding: Bool

    /// A request.
    public init(_ wish: Wish, at place: Place? = nil, isBinding: Bool = true) {
        self.wish = wish
        self.place = place
        self.isBinding = isBinding
    }

    /// The version that is asked for; nil for a condition and for the newest.
    public var version: PythonVersion? { if case .version(let version) = wish { version } else { nil } }

    /// Whether any Python 3 will do.
    public var takesAny: Bool { if case .newest = wish { true } else { false } }

    /// `3.13` of the version that is asked for.
    public var series: String? { version?.series }

    /// Whether a Python is what is asked for; a patch that differs is none the less.
    public func accepts(_ python: PythonVersion) -> Bool {
        switch wish {
        case .newest: python.major == 3
        case .version(let version): version.series == python.series
        case .condition(let condition): condition.holds(for: python)
        }
    }

    /// Reads a version or a condition: `3.13`, `3.13.2`, `python-3.13`, `Python 3.13`, `3`, `>=3.10,<3.13`, `python=3.10`.
    ///
    /// - Parameters:
    ///   - text: the text; spaces around it do not matter.
    ///   - place: where the text starts.
    /// - Returns: the request, which is binding.
    /// - Throws: `ModelFailure` with code `pythonVersion`, also for a Python of another kind: `3.13t`, `pypy3.9`.
    public static func parse(_ text: String, at place: Place? = nil) throws(ModelFailure) -> PythonVersionRequest {
        let spelling = try PythonSpelling(text)
        if let remark = spelling.remark {
            throw ModelFailure(.pythonVersion, remark, hint: "write '\(spelling.wish.text)'")
        }
        return PythonVersionRequest(spelling.wish, at: place)
    }
}

extension PythonVersionRequest.Wish {
    /// The wish as it can be written: `3`, `3.13`, `>=3.10,<3.13`.
    var text: String {
        switch self {
        case .newest: "3"
        case .version(let version): "\(version)"
        case .condition(let condition): "\(condition)"
        }
    }
}

extension PythonVersionRequest: CustomStringConvertible {
    /// `3`, `3.13`, `3.13.2` or `>=3.10,<3.13`.
    public var description: String { wish.text }
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
