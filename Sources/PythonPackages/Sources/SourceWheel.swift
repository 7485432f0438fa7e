public import OCIModel
package import Reporting

/// A wheel that was built here from source, or that the workspace brought.
public struct SourceWheel: Sendable, Hashable {
    /// The wheel, whole and checked.
    public let file: WheelFile
    /// What it was built from, with the commit or hash that was found.
    public let source: PackageSource
    /// How it was built; nil for a wheel that was there.
    public let build: SourceBuild?

    /// A wheel.
    public init(file: WheelFile, source: PackageSource, build: SourceBuild?) {
        self.file = file
        self.source = source
        self.build = build
    }
}

/// What decided the bytes of a wheel that was built from source, beside the source.
public struct SourceBuild: Sendable, Hashable {
    /// The digest of the lock of what it was built with (`[build-system] requires`).
    public var lock: Digest
    /// The digest of the root it was built in: system, compilers, headers.
    public var root: Digest
    /// The facts of a build.
    public init(lock: Digest, root: Digest) {
        self.lock = lock
        self.root = root
    }
}

/// Builds wheels from source, in a sealed box, or finds those that were built before.
package protocol SourceBuilding: Sendable {
    /// What may be built.
    var policy: SourcePolicy { get }

    /// Gives the wheel of a source.
    ///
    /// - Parameters:
    ///   - source: the source.
    ///   - name: the normalised name the package must have; nil when only its own metadata says.
    ///   - version: the version it must have; nil for any.
    ///   - progress: told what is going on.
    /// - Returns: the wheel, checked, for the target the builder is for.
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    func wheel(
        of source: PackageSource,
        name: String?,
        version: PackageVersion?,
        progress: @escaping ProgressHandler,
    ) async throws -> SourceWheel
}
