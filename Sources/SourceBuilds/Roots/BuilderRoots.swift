package import BaseImages
package import ContentStore
package import DatalabModel
internal import Files
internal import Foundation
internal import Glibc
internal import Hashing
internal import LayerArchive
package import OCIModel
internal import Offloading
internal import PythonPackages
package import Reporting
package import SystemPackage

/// The roots that sources are built in, kept in a folder: one for each base and set of packages, `<key>/root` beside `<key>/root.json`.
///
/// A root is made when it is first needed, about a minute, and appears whole or not at all; several processes may share the folder.
package struct BuilderRoots: Sendable {
    /// Raised when roots are made in another way.
    private static let formatVersion = "1"

    private let folder: FilePath
    private let layout: ImageLayout
    private let mirrors: DebianMirrors
    private let scratch: FilePath
    /// Brings a base's layers into the store, where they stayed in a registry.
    package var obtainLayers: @Sendable (BaseImage, @escaping ProgressHandler) async throws -> Void = { _, _ in }

    /// Roots in a folder.
    ///
    /// - Parameters:
    ///   - folder: where they are kept; made when it is needed.
    ///   - layout: the store that has the bases' layers.
    ///   - mirrors: where Debian's packages come from.
    ///   - scratch: an existing folder for temporary files, about 2 GB while a root is made.
    package init(folder: FilePath, layout: ImageLayout, mirrors: DebianMirrors = .standard, scratch: FilePath) {
        self.folder = folder
        self.layout = layout
        self.mirrors = mirrors
        self.scratch = scratch
    }

    /// What decides a root, known without making it: its base, and the names of what is added.
    package static func key(of base: BaseImage, adding packages: SystemPackageSet) -> Digest {
        let lines = ["builder root \(formatVersion)", base.digest.description] + packages.names
        return .sha256(of: lines.joined(separator: "\n"))
    }

    /// Gives the root for a base; it is made when it is not there.
    ///
    /// - Parameters:
    ///   - base: the base, with what `apt.txt` names.
    ///   - requests: the packages that are added: those of the recipe's `build-packages`.
    ///   - progress: told what goes on.
    /// - Returns: the root.
    /// - Throws: `SourceBuildError`: `rootUnavailable`, `files`; `BaseError`, `ToolFailure`, `LayerArchiveError`,
    ///   `CancellationError`.
    package func root(
        for base: BaseImage,
        adding requests: [SystemPackageRequest],
        progress: @escaping ProgressHandler,
    ) async throws -> BuilderRoot {
        let key = Self.key(of: base, adding: SystemPackageSet(requests.map(\.name)))
        let place = folder.appending(key.hex)
        if let known = Self.read(place) { return known }
        try refuseUnsuited(base)
        try await obtainLayers(base, progress)
        progress(.log("making the root that sources are built in, on \(base.referenceName)"))
        let work = scratch.appending("root-\(UUID().uuidString)")
        try make(work)
        defer { try? FileManager.default.removeItem(atPath: work.string) }
        let tar = work.appending("system.tar")
        try await BuilderSystem(of: base, adding: requests, layout: layout, mirrors: mirrors, work: work)
            .make(into: tar, progress: progress)
        try make(folder)
        let part = folder.appending("part-\(UUID().uuidString)")
        do {
            let root = try await BlockingWork.run { try unpack(tar, of: base, into: part) }
            do throws(Errno) {
                try FileCalls.move(part, to: place)
            } catch {
                // Another process may have been faster.
                guard Self.read(place) != nil else {
                    throw SourceBuildError(.files, "'\(place)' cannot be made: \(error)")
                }
            }
            progress(.log("the root has \(root.packages.count) Debian packages"))
        } catch {
            Self.remove(part)
            throw error
        }
        Self.remove(part)
        guard let root = Self.read(place) else { throw SourceBuildError(.files, "'\(place)' cannot be read") }
        return root
    }

    /// Removes a root, or a part of one.
    package static func remove(_ place: FilePath) {
        try? FileManager.default.removeItem(atPath: place.string)
    }

    private func refuseUnsuited(_ base: BaseImage) throws(SourceBuildError) {
        guard base.facts.target.architecture == .current else {
            throw SourceBuildError(
                .rootUnavailable,
                "a package without a wheel cannot be built for '\(base.facts.target.architecture.rawValue)' on this machine",
                hint: "build on a machine of that architecture, or require versions that have wheels"
            )
        }
        guard BuilderSystem.isPossible(on: base) else {
            throw SourceBuildError(
                .rootUnavailable,
                "a package without a wheel cannot be built for the base '\(base.referenceName)', which is not made of Debian here",
                hint: "require versions that have wheels, or build on a base of Debian"
            )
        }
    }

    private func make(_ folder: FilePath) throws(SourceBuildError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder.string,
                withIntermediateDirectories: true,
                // Among a system's files are programs that would run as their owner.
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw SourceBuildError(.files, "'\(folder)' cannot be made: \(error.localizedDescription)")
        }
    }

    // MARK: a root's folder

    private struct Facts: Codable {
        var digest: Digest
        var packages: [DebianPackage]
    }

    /// What a system has for apt and for people, and a build has no use for.
    private static let useless = ["var/cache/apt", "var/lib/apt/lists", "var/log", "usr/share/doc", "usr/share/man"]
    /// What a box is mounted on.
    private static let mountPoints = ["dev", "proc", "run", "tmp", "sys"]

    private func unpack(_ tar: FilePath, of base: BaseImage, into part: FilePath) throws -> BuilderRoot {
        let path = part.appending("root")
        try make(path)
        let unpacking = LayerUnpacking(into: path, keepsOwners: false)
        try unpacking.unpack(tar, name: "the root's system")
        for layer in base.layers where layer.role != .system && layer.role != .server {
            try unpacking.unpack(layout.blobs.path(of: layer.descriptor.digest), name: layer.contents)
        }
        for name in Self.useless { Self.remove(path.appending(name)) }
        for name in Self.mountPoints { try make(path.appending(name)) }
        chmod(path.string, 0o755)
        let status = FileManager.default.contents(atPath: path.appending("var/lib/dpkg/status").string) ?? Data()
        let packages = DpkgStatus(String(decoding: status, as: UTF8.self)).entries.map(\.package)
        let lines =
            ["root \(Self.formatVersion)", base.digest.description] + packages.map { "\($0.name) \($0.version)" }
        let facts = Facts(digest: .sha256(of: lines.joined(separator: "\n")), packages: packages)
        try Data(CanonicalJSON.encode(facts)).write(to: URL(filePath: part.appending("root.json").string))
        return BuilderRoot(path: path, digest: facts.digest, packages: packages)
    }

    private static func read(_ place: FilePath) -> BuilderRoot? {
        let file = place.appending("root.json").string
        guard let data = FileManager.default.contents(atPath: file),
            let facts = try? CanonicalJSON.decode(Facts.self, from: Array(data))
        else { return nil }
        // What was used last is what goes last when the home is made smaller.
        _ = utimensat(AT_FDCWD, file, nil, 0)
        return BuilderRoot(path: place.appending("root"), digest: facts.digest, packages: facts.packages)
    }
}
