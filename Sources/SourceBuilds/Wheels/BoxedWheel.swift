package import OCIModel
package import PythonPackages

/// A wheel that was built here from a source.
package struct BoxedWheel: Sendable, Hashable {
    /// The wheel's file.
    package var file: WheelFile
    /// What is known of it.
    package var facts: Facts

    /// The normalised name.
    package var name: String { facts.name }
    /// The version as the wheel has it.
    package var version: String { facts.version }
    /// What it requires, as `Requires-Dist` says.
    package var requiresDist: [String] { facts.requiresDist }
    /// The condition on the version of Python, as `Requires-Python` says.
    package var requiresPython: String? { facts.requiresPython }
    /// The extras that it has, normalised.
    package var extras: [String] { facts.extras }
    /// The digest of all that it was made of.
    package var key: Digest { facts.key }
    /// What it was built from.
    package var builtFrom: String { facts.builtFrom }
    /// The digest of the lock of what built it.
    package var buildLock: Digest { facts.buildLock }
    /// The digest of the root it was built in.
    package var root: Digest { facts.root }
    /// How long the build took, in seconds; 0 when it was known already.
    package var seconds: Double
    /// Whether a second build gave the same bytes; nil when there was none.
    package var isReproducible: Bool? { facts.isReproducible }

    /// What is kept beside a wheel.
    package struct Facts: Sendable, Hashable, Codable {
        package var filename: String
        package var sha256: Digest
        package var name: String
        package var version: String
        package var requiresDist: [String]
        package var requiresPython: String?
        package var extras: [String]
        package var key: Digest
        package var builtFrom: String
        package var buildLock: Digest
        /// What built it, `name==version`, sorted.
        package var builtWith: [String]
        package var root: Digest
        package var isReproducible: Bool?
    }
}
