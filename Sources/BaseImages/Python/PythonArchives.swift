internal import DatalabModel
internal import Foundation
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Texts

/// Where archives of relocatable Pythons are looked for before the address that a recipe names.
///
/// Whatever has the SHA-256 that the recipe names is the archive, wherever it came from.
public struct PythonArchives: Sendable, Hashable {
    /// Folders of this machine, which hold archives under their own names, and addresses of mirrors, which hold them below the
    /// names of their releases as python-build-standalone does: `<address>/20260814/cpython-3.12.14+….tar.gz`.
    public var places: [String]

    /// Archives from places.
    public init(_ places: [String] = []) {
        self.places = places
    }

    /// An archive for an architecture.
    struct Archive: Sendable {
        /// The file's name: `cpython-3.12.14+20260814-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz`.
        let name: String
        let url: String
        let sha256: Digest
        /// Where it may be, the first to be tried first.
        let places: [String]
    }

    /// The archive of a variant.
    ///
    /// - Throws: `BaseError` with code `recipe` when the recipe has none for the architecture.
    func archive(_ archive: Recipe.PythonArchive, for architecture: PythonTarget.Architecture) throws(BaseError)
        -> Archive
    {
        guard let hex = archive.sha256[architecture.rawValue], let sha256 = Digest(algorithm: .sha256, hex: hex) else {
            throw BaseError(
                .recipe,
                "the recipe has no SHA-256 of the Python archive for \(architecture.rawValue)",
                at: archive.place,
                hint: "add it to 'sha256', as the archive's publisher names it"
            )
        }
        let url = archive.url(for: architecture.rawValue)
        let parts = url.split(separator: "/").map(String.init)
        let (file, release) = (parts.last ?? "", parts.dropLast().last ?? "")
        let name = PercentEncoding.decode(file) ?? file
        let own = places.flatMap { place -> [String] in
            let base = place.hasSuffix("/") ? String(place.dropLast()) : place
            return base.contains("://")
                ? ["\(base)/\(release)/\(file)"] : ["\(base)/\(name)", "\(base)/\(release)/\(name)"]
        }
        // A folder without it says nothing; a mirror's answer is worth telling.
        let there = own.filter { $0.contains("://") || FileManager.default.fileExists(atPath: $0) }
        return Archive(name: name, url: url, sha256: sha256, places: there + [url])
    }

    /// Gives an archive, fetched if it is not in the cache.
    ///
    /// - Throws: `PackagesError` with code `download` or `digestMismatch`, and what to do then; `CancellationError`.
    func fetch(
        _ archive: Archive,
        _ variant: Recipe.Variant,
        with cache: WheelCache,
        progress: @escaping ProgressHandler,
    ) async throws -> FilePath {
        do {
            return try await cache.fetch(archive.name, sha256: archive.sha256, from: archive.places, progress: progress)
        } catch let error as PackagesError {
            let message = "the archive of Python \(variant.python): \(error.problems[0].message)"
            throw PackagesError(error.code, message, at: variant.archive?.place, hint: Self.hint, cause: error.cause)
        }
    }

    /// Why an archive cannot be had, as far as it can be told without fetching it; nil when it can.
    func fault(of archive: Archive, in cache: WheelCache) async -> String? {
        if cache.has(archive.name, sha256: archive.sha256) { return nil }
        var reasons: [String] = []
        for place in archive.places {
            guard let reason = await cache.fault(of: place) else { return nil }
            reasons.append(reason)
        }
        return reasons.joined(separator: "; ")
    }

    /// What helps when an archive cannot be fetched.
    package static let hint =
        "fetch it on another machine and name the folder it is in: '--python-archives FOLDER', or DATALAB_PYTHON_ARCHIVES"
}
