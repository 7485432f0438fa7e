internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Offloading
package import PythonPackages
package import Reporting
package import SystemPackage
package import Workspaces

/// Fetches sources and unpacks them into folders: outside of the box, which has no network, and with the rules of workspaces.
package struct SourceFetch: Sendable {
    /// The most bytes a source may unpack to, unless said otherwise.
    package static let sizeLimit: UInt64 = 2 << 30

    private let archives: SourceArchives
    private let workspace: Workspace
    private let scratch: FilePath

    /// Fetches for a workspace.
    ///
    /// - Parameters:
    ///   - archives: downloads and keeps archives.
    ///   - workspace: the workspace whose own folders and files may be asked for.
    ///   - scratch: an existing folder, where a new folder is made for each source; the caller removes it.
    package init(archives: SourceArchives, workspace: Workspace, scratch: FilePath) {
        self.archives = archives
        self.workspace = workspace
        self.scratch = scratch
    }

    /// A source on this machine.
    package struct Fetched: Sendable {
        /// The folder it is in.
        package var tree: SourceTree
        /// The source, with the commit or the hash that was found.
        package var source: PackageSource
    }

    /// Fetches a source.
    ///
    /// - Parameters:
    ///   - source: the source.
    ///   - name: the name that the package must have, if one is known.
    ///   - version: the version that it must have, if one is known.
    ///   - progress: told what is going on.
    /// - Returns: the source in a new folder.
    /// - Throws: `PackagesError`, `LayerArchiveError`, `WorkspaceError`, `SourceBuildError`, `ToolFailure`; `CancellationError`.
    package func fetch(
        _ source: PackageSource,
        name: String?,
        version: String?,
        progress: @escaping ProgressHandler,
    ) async throws -> Fetched {
        var fetched =
            switch source.place {
            case .release(let url), .archive(let url): try await archive(source, at: url, progress)
            case .git(let url, let revision, let commit): try await git(source, url, revision, commit, progress)
            case .folder(let path): try await folder(source, path)
            case .file(let path): try await file(source, path)
            }
        fetched.tree.subdirectory = source.subdirectory
        fetched.tree.title = fetched.source.title
        fetched.tree.expectedName = name
        fetched.tree.expectedVersion = version
        return fetched
    }

    // MARK: archives

    private func archive(_ source: PackageSource, at url: String, _ progress: @escaping ProgressHandler) async throws
        -> Fetched
    {
        let wanted = source.sha256.flatMap { Digest(algorithm: .sha256, hex: $0) }
        let file = try await archives.file(at: url, sha256: wanted, size: source.size, progress: progress)
        var known = source
        known.sha256 = file.sha256.hex
        return Fetched(tree: try await unpacked(file.path, file.sha256, source.title), source: known)
    }

    private func file(_ source: PackageSource, _ path: String) async throws -> Fetched {
        let place = workspace.location(of: path)
        let digest = try await checked(place, source, path)
        var known = source
        known.sha256 = digest.hex
        return Fetched(tree: try await unpacked(place, digest, source.title), source: known)
    }

    /// A wheel that lies in the workspace, with its hash.
    ///
    /// - Throws: `PackagesError` when it is no wheel or not the one that a hash names; `Errno`.
    package func wheel(_ source: PackageSource, at path: String) async throws -> (WheelFile, PackageSource) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let filename = WheelFilename(name) else {
            throw PackagesError(
                .wheel,
                "'\(path)' is not named as a wheel is",
                hint: "name it 'name-version-python-abi-platform.whl', as it was when it was built"
            )
        }
        let place = workspace.location(of: path)
        let digest = try await checked(place, source, path)
        let size = try FileManager.default.attributesOfItem(atPath: place.string)[.size] as? UInt64 ?? 0
        var known = source
        known.sha256 = digest.hex
        return (WheelFile(filename: filename, path: place, sha256: digest, size: size), known)
    }

    private func checked(_ place: FilePath, _ source: PackageSource, _ path: String) async throws -> Digest {
        let digest = try await BlockingWork.run { try FileHash.sha256(of: place) }
        guard let wanted = source.sha256, wanted != digest.hex else { return digest }
        throw PackagesError(
            .digestMismatch,
            "'\(path)' is not what it should be: got \(digest), expected sha256:\(wanted)",
            hint: "correct the hash"
        )
    }

    private func unpacked(_ path: FilePath, _ digest: Digest, _ title: String) async throws -> SourceTree {
        let folder = try newFolder()
        return try await BlockingWork.run {
            if path.extension?.lowercased() == "zip" {
                let zip = try ZipArchive(MappedFile(path), name: title, rules: .guessesUTF8)
                try SafeExtraction(sizeLimit: Self.sizeLimit, allowsSymbolicLinks: true).extract(zip, into: folder)
            } else {
                try TarExtraction(sizeLimit: Self.sizeLimit).extract(path, name: title, into: folder)
            }
            return SourceTree(folder: try Self.top(of: folder), identity: digest, title: title)
        }
    }

    /// The one folder that a source archive has at its top, as the specification of source distributions asks.
    private static func top(of folder: FilePath) throws -> FilePath {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.string).filter {
            $0 != "pax_global_header"
        }
        guard names.count == 1, let name = names.first else { return folder }
        let only = folder.appending(name)
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: only.string, isDirectory: &isFolder) && isFolder.boolValue
            ? only : folder
    }

    // MARK: git

    private func git(
        _ source: PackageSource,
        _ url: String,
        _ revision: String?,
        _ commit: String?,
        _ progress: @escaping ProgressHandler,
    ) async throws -> Fetched {
        let address = try GitURL(url)
        guard address.transport != .file || isLocal else {
            throw PackagesError(
                .requirements,
                "'git+\(url)' is a repository of this machine, which a source from elsewhere may not name",
                hint: "name a repository that others can reach"
            )
        }
        let repository: GitSource
        if let commit = commit ?? revision, Self.isCommit(commit) {
            repository = try GitSource(url: address, commit: commit)
        } else {
            repository = try GitSource(url: address, branch: revision)
        }
        let checkout = try await WorkspaceOpener().open(
            .git(repository),
            options: WorkspaceOptions(sizeLimit: Self.sizeLimit),
            scratch: try newFolder(),
            progress: progress,
        )
        let found = checkout.origin.commit ?? ""
        var known = source
        known.place = .git(url: address.redacted, revision: revision, commit: found)
        var tree = SourceTree(
            folder: checkout.root,
            identity: .sha256(of: "git commit \(found)"),
            title: known.title,
            epoch: checkout.origin.commitTime
        )
        tree.versionFromTags = Self.version(ofTag: revision) ?? "0.1.dev0+g\(found.prefix(7))"
        return Fetched(tree: tree, source: known)
    }

    /// Whether the datalab's own source is on this machine.
    private var isLocal: Bool {
        switch workspace.origin.kind {
        case .git: workspace.origin.url?.hasPrefix("file:") ?? false
        case .folder, .zip, .files: true
        }
    }

    private static func isCommit(_ text: String) -> Bool {
        (7...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    }

    /// The version that a tag such as `v1.2` names.
    private static func version(ofTag tag: String?) -> String? {
        guard let tag else { return nil }
        let text = tag.split(separator: "/").last.map { $0.drop { !("0"..."9").contains($0) } } ?? ""
        return text.contains(".") ? PackageVersion(String(text))?.description : nil
    }

    // MARK: the workspace's own

    private func folder(_ source: PackageSource, _ path: String) async throws -> Fetched {
        let own = WorkspaceFolder(workspace: workspace, path: path)
        let target = try newFolder()
        let identity = try await BlockingWork.run { try own.copy(to: target) }
        var tree = SourceTree(
            folder: target,
            identity: identity,
            title: source.title,
            epoch: workspace.origin.commitTime
        )
        let commit = workspace.origin.commit.map { "+g\($0.prefix(7))" } ?? ""
        tree.versionFromTags = Self.version(ofTag: workspace.origin.branch) ?? "0.1.dev0\(commit)"
        return Fetched(tree: tree, source: source)
    }

    private func newFolder() throws(SourceBuildError) -> FilePath {
        let folder = scratch.appending("source-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: false)
        } catch {
            throw SourceBuildError(.files, "'\(folder)' cannot be made: \(error.localizedDescription)")
        }
        return folder
    }
}
