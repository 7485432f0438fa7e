package import DatalabModel

/// What is known of a release of Debian before a system of it is made.
package struct DebianRelease: Sendable, Hashable {
    /// The suite: `trixie`.
    package let suite: String
    /// The version of glibc: `2.41`.
    package let glibc: String
    /// Its own Python, with the patch where the release does not change any more.
    package let python: PythonVersion
    /// Whether it is not released yet: its packages, Python's patch among them, change from day to day.
    package let isTesting: Bool

    /// The releases whose Pythons datalabs can have.
    package static let known = [
        DebianRelease(suite: "bullseye", glibc: "2.31", python: PythonVersion(major: 3, minor: 9, patch: 2)),
        DebianRelease(suite: "bookworm", glibc: "2.36", python: PythonVersion(major: 3, minor: 11, patch: 2)),
        DebianRelease(suite: "trixie", glibc: "2.41", python: PythonVersion(major: 3, minor: 13, patch: 5)),
        DebianRelease(suite: "forky", glibc: "2.43", python: PythonVersion(major: 3, minor: 14), isTesting: true),
    ]

    /// The release of a suite; nil for one that is not known.
    package init?(suite: String) {
        guard let known = Self.known.first(where: { $0.suite == suite }) else { return nil }
        self = known
    }

    private init(suite: String, glibc: String, python: PythonVersion, isTesting: Bool = false) {
        self.suite = suite
        self.glibc = glibc
        self.python = python
        self.isTesting = isTesting
    }

    /// How long the lists of a suite's packages are taken after the day they were made, in seconds; nil for as long as they say
    /// themselves.
    ///
    /// Those of testing say a week, as they are made anew four times a day: mirrors that follow more slowly, and copies of one
    /// day, would be of no use. They must be signed all the same.
    static func validTime(ofSuite suite: String) -> Int? {
        DebianRelease(suite: suite)?.isTesting == true ? 90 * 24 * 3600 : nil
    }
}
