/// A version of Python: `3.13`, or `3.13.2` where a patch is named.
public struct PythonVersion: Sendable, Hashable {
    /// The major version, 3.
    public let major: Int
    /// The minor version.
    public let minor: Int
    /// The patch, where one is named; a base has its own.
    public let patch: Int?

    /// A version.
    public init(major: Int, minor: Int, patch: Int? = nil) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// `3.13`, what a base is chosen by.
    public var series: String { "\(major).\(minor)" }

    /// The numbers with a patch for the one that is not named.
    func numbers(patch other: Int) -> [Int] { [major, minor, patch ?? other] }

    /// Reads `3.13` or `3.13.2`.
    ///
    /// - Parameter text: the text.
    /// - Returns: the version.
    /// - Throws: `ModelFailure` with code `pythonVersion`.
    public static func parse(_ text: String) throws(ModelFailure) -> PythonVersion {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(number)
        guard numbers.count == parts.count, (2...3).contains(parts.count) else {
            throw failure("'\(Spelling.shortened(text))' is not a version of Python")
        }
        guard numbers[0] == 3 else {
            throw failure("Python \(Spelling.shortened(text)) is not supported, Python 3 is")
        }
        return PythonVersion(major: 3, minor: numbers[1], patch: numbers.count > 2 ? numbers[2] : nil)
    }

    /// A number of a version: few digits, so that no arithmetic on it can fail.
    static func number(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func failure(_ message: String) -> ModelFailure {
        ModelFailure(.pythonVersion, message, hint: "write a version such as '3.13'")
    }
}

extension PythonVersion: CustomStringConvertible {
    /// `3.13` or `3.13.2`.
    public var description: String { patch.map { "\(series).\($0)" } ?? series }
}

extension PythonVersion: Comparable {
    /// The order of releases; a version without a patch comes before its patches.
    public static func < (left: PythonVersion, right: PythonVersion) -> Bool {
        left.numbers(patch: -1).lexicographicallyPrecedes(right.numbers(patch: -1))
    }
}
