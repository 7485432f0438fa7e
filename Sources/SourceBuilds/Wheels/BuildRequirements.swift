internal import Foundation
internal import Hashing
package import OCIModel
package import PythonPackages
package import Reporting
package import SystemPackage

/// What a backend needs to build a source: exact wheels, resolved by themselves.
package struct BuildRequirements: Sendable {
    /// The wheels' files.
    package var wheels: [WheelFile]

    /// Wheels that are here.
    package init(wheels: [WheelFile]) {
        self.wheels = wheels.sorted { $0.filename.text < $1.filename.text }
    }

    /// The exact requirements, `name==version`, sorted.
    package var pins: [String] { wheels.map { "\($0.filename.name)==\($0.filename.version)" }.sorted() }

    /// The digest of the set: names and contents.
    package var digest: Digest {
        .sha256(of: wheels.map { "\($0.filename.text) \($0.sha256)" }.joined(separator: "\n"))
    }

    /// Finds the wheels for requirements; what has none may be built, one level deeper.
    ///
    /// - Parameters:
    ///   - requirements: the requirements.
    ///   - title: what is to be built with them, for messages.
    ///   - target: the Python that they run on.
    ///   - depth: how many builds this is for the sake of another: 0 for a build that a user's requirement asks for.
    package typealias Finder =
        @Sendable (
            _ requirements: [Requirement], _ title: String, _ target: PythonTarget, _ depth: Int,
            _ progress: @escaping ProgressHandler
        ) async throws -> BuildRequirements

    /// A finder that takes wheels only.
    ///
    /// - Parameters:
    ///   - resolver: resolves the requirements.
    ///   - cache: fetches the wheels.
    ///   - indexes: where packages come from.
    ///   - scratch: an existing folder for the resolver's files.
    /// - Returns: the finder.
    package static func wheelsOnly(
        _ resolver: PackageResolver,
        _ cache: WheelCache,
        indexes: IndexOptions = IndexOptions(),
        scratch: FilePath,
    ) -> Finder {
        { requirements, title, target, _, progress in
            var request = PackageRequest(.requirements, file: "the build requirements of '\(title)'")
            request.requirements = requirements
            request.indexes = indexes
            let lock = try await resolver.resolve(
                request,
                implicit: [],
                for: target,
                scratch: scratch,
                progress: progress
            )
            let selected = try lock.select(for: target)
            let files = try await cache.fetch(try selected.map { try WheelRequest($0) }, progress: progress)
            return BuildRequirements(wheels: files)
        }
    }
}
