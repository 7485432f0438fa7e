internal import BaseImages
public import DatalabModel
internal import Files
internal import Foundation
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// A server's lock that was written.
public struct ServerLock: Sendable, Hashable, Codable {
    /// The recipe's variant.
    public var variant: String
    /// The file.
    public var file: String
    /// How many packages it holds.
    public var packages: Int
}

extension DatalabBuilder {
    /// Resolves what serves the page of a kind, anew, for every variant of its recipe, and writes the recipe's locks.
    ///
    /// Each lock appears whole or not at all.
    /// - Parameters:
    ///   - kind: the kind of datalab.
    ///   - progress: told what is going on.
    /// - Returns: the locks.
    /// - Throws: a `ReportedFailure`; `CancellationError`.
    public func lockServer(of kind: DatalabKind, progress: @escaping BuildProgressHandler) async throws -> [ServerLock]
    {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let folder = try RecipeFolder.find(kind, in: site.recipes)
        guard let server = folder.recipe.server else {
            throw InputFailure(
                .error(
                    at: Place(file: folder.path.appending("recipe.yaml").string),
                    "the recipe has no 'server' whose packages could be locked",
                    hint: "an image brings its own"
                )
            )
        }
        let clock = StageClock(running: nil, handler: progress)
        let request = try folder.serverRequirements(server)
        var locks: [ServerLock] = []
        var names: Set<String> = []
        // Variants that differ in the user's Python alone have one server.
        for variant in folder.recipe.variants where names.insert(server.lockName(of: variant)).inserted {
            locks.append(
                try await clock.run("locking") {
                    let lock = try await lock(request, for: variant, scratch: scratch.path, progress: clock.progress)
                    let file = folder.path.appending(server.lockName(of: variant))
                    try write(lock.canonicalText, to: file)
                    let written = ServerLock(variant: variant.name, file: "\(file)", packages: lock.packages.count)
                    return StageResult(written, "\(file)")
                }
            )
        }
        return locks
    }

    private func lock(
        _ request: PackageRequest,
        for variant: Recipe.Variant,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> PackageLock {
        let resolver = try PackageResolver.locate(in: site.tools, variables: site.resolverVariables)
        var chosen: [(PythonTarget, [SelectedWheel])] = []
        for architecture in [PythonTarget.Architecture.x86_64, .aarch64] {
            guard let target = RecipeChoice.expectedServerTarget(variant, architecture) else {
                throw BuildFailure(.unknownRelease(variant: variant.name))
            }
            let lock = try await resolver.resolve(
                request,
                implicit: [],
                for: target,
                scratch: scratch,
                progress: progress
            )
            chosen.append((target, try lock.select(for: target)))
        }
        return PackageLock(combining: chosen, python: chosen[0].0.pythonVersion)
    }

    private func write(_ text: String, to file: FilePath) throws(BuildFailure) {
        do {
            try UserFile.replace(file, with: Array(text.utf8), mode: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw BuildFailure(.cannotWrite(file), detail: "\(error.error)")
        }
    }
}
