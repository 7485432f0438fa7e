internal import PythonPackages
internal import Reporting
internal import Synchronization

/// Remembers what was built while the preferred Python was tried, and lends it to the others: what a package requires is the same for
/// all of them, as its markers say.
///
/// Where the preferred one has all packages, nothing more is built to see whether another has wheels for everything. Where it has not,
/// what the others want is built on it, as which of them is taken may hang on what that requires; but nothing that another Python has
/// a wheel for.
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

    /// A builder that gives what is remembered.
    ///
    /// - Parameters:
    ///   - policy: what may be built.
    ///   - builder: builds what is not remembered, on the preferred Python; nil where that is not worth it.
    ///   - elsewhere: knows what other Pythons have.
    /// - Returns: the builder.
    func lending(
        _ policy: SourcePolicy,
        building builder: (any SourceBuilding)?,
        _ elsewhere: WheelsElsewhere,
    ) -> any SourceBuilding {
        Lending(policy: policy, lent: self, builder: builder.map(remembering), elsewhere: elsewhere)
    }

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
        let builder: (any SourceBuilding)?
        let elsewhere: WheelsElsewhere

        func wheel(
            of source: PackageSource,
            name: String?,
            version: PackageVersion?,
            progress: @escaping ProgressHandler,
        ) async throws -> SourceWheel {
            var known = lent.wheels.withLock { $0[Key(source)] }
            do {
                if known == nil, await isWorthBuilding(name, version) {
                    known = try await builder?.wheel(of: source, name: name, version: version, progress: progress)
                }
            } catch is any ReportedFailure {
                // Whether it builds on the Python that is tried is seen when that is taken.
            }
            guard let known else {
                throw PackagesError(.noMatchingWheel, "'\(name ?? source.title)' has only source", package: name)
            }
            return known.forAnyPython
        }

        /// Whether no Python has a wheel: a release that has one for another may take an hour to build, and that other is tried too.
        private func isWorthBuilding(_ name: String?, _ version: PackageVersion?) async -> Bool {
            guard builder != nil else { return false }
            guard let name, let version else { return true }
            return await elsewhere.having([.init(name: name, version: version, message: "")]).isEmpty
        }
    }
}

extension SourceWheel {
    /// The same under a name that fits every Python: to be read for what it requires, not to be installed, as its machine code may be
    /// for the one Python that it was built for.
    fileprivate var forAnyPython: SourceWheel {
        let parts = file.filename.text.split(separator: "-").prefix(2).joined(separator: "-")
        guard let filename = WheelFilename("\(parts)-py3-none-any.whl") else { return self }
        let file = WheelFile(filename: filename, path: file.path, sha256: file.sha256, size: file.size)
        return SourceWheel(file: file, source: source, build: build)
    }
}
