internal import PythonPackages
internal import Reporting
internal import Synchronization

/// Remembers what was built while the preferred Python was tried, and lends it to the others: what a package requires is the same for
/// all of them, as its markers say.
///
/// Nothing is built, and so no base made, only to see whether another Python has wheels for everything.
final class LentWheels: Sendable {
    /// A source as a requirement or an index names it.
    private struct Key: Hashable {
        let place: PackageSource.Place
        let subdirectory: String?

        init(_ source: PackageSource) { (place, subdirectory) = (source.place, source.subdirectory) }
    }

    private let wheels = Mutex<[Key: SourceWheel]>([:])

    /// Whether anything was built.
    var isEmpty: Bool { wheels.withLock { $0.isEmpty } }

    /// A builder that is remembered.
    func remembering(_ builder: any SourceBuilding) -> any SourceBuilding { Remembering(builder: builder, lent: self) }

    /// A builder that gives what is remembered, and builds nothing.
    func lending(_ policy: SourcePolicy) -> any SourceBuilding { Lending(policy: policy, lent: self) }

    private struct Remembering: SourceBuilding {
        let builder: any SourceBuilding
        let lent: LentWheels
        var policy: SourcePolicy { builder.policy }

        func wheel(
            of source: PackageSource,
            name: String?,
            version: PackageVersion?,
            progress: @escaping ProgressHandler,
        ) async throws -> SourceWheel {
            let wheel = try await builder.wheel(of: source, name: name, version: version, progress: progress)
            lent.wheels.withLock { $0[Key(source)] = wheel }
            return wheel
        }
    }

    private struct Lending: SourceBuilding {
        let policy: SourcePolicy
        let lent: LentWheels

        func wheel(
            of source: PackageSource,
            name: String?,
            version: PackageVersion?,
            progress: @escaping ProgressHandler,
        ) async throws -> SourceWheel {
            // One with machine code is for the Python that it was built for.
            let known = lent.wheels.withLock { $0[Key(source)] }
            guard let known, known.file.filename.tags.contains(where: { $0.abi == "none" && $0.platform == "any" })
            else {
                throw PackagesError(.noMatchingWheel, "'\(name ?? source.title)' has only source", package: name)
            }
            return known
        }
    }
}
