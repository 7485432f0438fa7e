internal import Glibc

/// The version of the programs: here and nowhere else.
///
/// A release's commit is not in the sources, it is linked in: so another commit does not compile anything again.
package enum ProgramVersion {
    /// The version, by semver.org.
    package static let number = "0.1.0"

    /// What `--version` prints: `0.1.0`, and of a release with the commit that it was made of: `0.1.0 (e447457d2c1a)`.
    package static var text: String { commit.map { "\(number) (\($0))" } ?? number }

    /// The commit, by the symbol that `Scripts/release/link` adds to a released program; nil in any other.
    private static var commit: String? {
        guard let symbol = dlsym(nil, "datalab_release_commit") else { return nil }
        typealias Commit = @convention(c) () -> UnsafePointer<CChar>
        return String(cString: unsafeBitCast(symbol, to: Commit.self)())
    }
}
