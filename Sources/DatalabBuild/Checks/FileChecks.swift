internal import ExternalTools
internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// Looks into the files of a workspace for what should not be published; nothing of it is executed.
struct FileChecks {
    /// Files of more bytes are data: they are not looked into.
    static let readLimit: UInt64 = 32 << 20
    /// Files of more bytes are told: registries and repositories often refuse them, and every pull pays for them.
    static let largeSize: UInt64 = 100_000_000

    let workspace: Workspace
    let home: DatalabHome
    /// What the source is called where it is remembered what its files hold.
    let source: String
    /// Nil where no scanner is installed.
    var scanner: SecretScanner?
    /// Whether every file is read, whatever the file system says of it.
    let isVerified: Bool

    private var memory: CheckMemory {
        CheckMemory(home: home, source: source, version: "2 \(scanner?.identity ?? "none") ")
    }

    /// What is found, in the order of the files.
    ///
    /// - Throws: `ToolFailure`, `CancellationError`.
    func run() async throws -> [Finding] {
        let found = try await contents()
        return workspace.files.flatMap { file -> [Finding] in
            guard case .regular(let size, _) = file.kind else { return [] }
            return [credentials(file.path, size), Self.large(file.path, size)].compactMap { $0 }
                + (found[BytePath(file.path)].map { Self.findings($0, in: file.path) } ?? [])
        }
    }

    /// A file of credentials by its name; one of variables only when a value among them looks like a secret.
    private func credentials(_ path: String, _ size: UInt64) -> Finding? {
        CredentialsFiles.finding(path) {
            guard size <= Self.readLimit else { return nil }
            return FileManager.default.contents(atPath: workspace.location(of: path).string).map(Array.init)
        }
    }

    private static func large(_ path: String, _ size: UInt64) -> Finding? {
        guard size > largeSize else { return nil }
        let found = "the file has \(size / 1_000_000) MB, which everyone who starts the datalab downloads"
        let hint = "fetch it where it is needed, or leave it out by '.datalabignore'"
        return Finding(.largeFile, .warning(at: Place(file: path), found, hint: hint))
    }

    private static func findings(_ contents: CheckMemory.FileContents, in path: String) -> [Finding] {
        let secrets = Set(contents.secrets).sorted { ($0.line, $0.what) < ($1.line, $1.what) }.map { secret in
            Finding(
                .secret,
                .error(
                    at: Place(file: path, line: secret.line),
                    "here is \(secret.what)",
                    hint: "take it out and revoke it; 'datalab check --help' says how to accept one that is none"
                )
            )
        }
        let paths = contents.homePaths.map { paths in
            let more = paths.count > 1 ? ", and \(paths.count - 1) more like it" : ""
            return Finding(
                .homePath,
                .warning(
                    at: Place(file: path, line: paths.line),
                    "'\(paths.first)'\(more) is a path of one person's computer",
                    hint: "put the file beside this one, and write its path from here"
                )
            )
        }
        return secrets + [paths].compactMap { $0 }
    }

    // MARK: contents

    private struct Subject: Sendable {
        let path: String
        let location: FilePath
        let fingerprint: String?
    }

    /// What the files hold, for those that hold something.
    private func contents() async throws -> [BytePath: CheckMemory.FileContents] {
        let subjects = workspace.files.compactMap { file -> Subject? in
            guard case .regular(let size, _) = file.kind, size > 0, size <= Self.readLimit else { return nil }
            let location = workspace.location(of: file.path)
            return Subject(
                path: file.path,
                location: location,
                fingerprint: FileFingerprint.of(location, named: file.path)
            )
        }
        let (key, memory) = (key(of: subjects), memory)
        if !isVerified, let key, let found = memory.found(key) { return found }
        let before = memory.files()
        var files = try await read(subjects, before)
        let needed = files.filter { path, file in needsScan(file, before[path]) }.keys.sorted()
        var secrets: [BytePath: [SecretScanner.Secret]] = [:]
        for (folder, paths) in Dictionary(grouping: needed, by: { workspace.folder(of: $0.text) }) {
            secrets.merge(try await scanner?.scan(paths.map(\.text), in: folder) ?? [:]) { first, _ in first }
        }
        for path in needed { files[path]?.contents.secrets = secrets[path] ?? [] }
        memory.keep(files, key: key)
        return files.mapValues(\.contents).filter { !$0.value.isEmpty }
    }

    /// What tells that no file has changed; nil when it cannot be told without reading.
    private func key(of subjects: [Subject]) -> String? {
        if let commit = workspace.origin.commit, !workspace.isOverlaid {
            return "\(commit) \(workspace.origin.subdirectory ?? "")"
        }
        let lines = subjects.compactMap(\.fingerprint)
        return lines.count == subjects.count ? LayerCache.key(lines).hex : nil
    }

    /// What is known of the files; those that have changed since are read, and not scanned yet.
    private func read(_ subjects: [Subject], _ before: [BytePath: CheckMemory.Known]) async throws
        -> [BytePath: CheckMemory.Known]
    {
        let files = try await BlockingWork.map(subjects) { subject -> (BytePath, CheckMemory.Known)? in
            let path = BytePath(subject.path)
            let known = before[path]
            if !isVerified, let known, known.fingerprint != nil, known.fingerprint == subject.fingerprint {
                return (path, known)
            }
            guard let data = FileManager.default.contents(atPath: subject.location.string) else { return nil }
            let bytes = Array(data)
            let digest = Digest.sha256(of: bytes)
            var file = CheckMemory.Known(fingerprint: subject.fingerprint, digest: digest, contents: .init())
            if let known, known.digest == digest {
                (file.candidates, file.contents) = (known.candidates, known.contents)
                return (path, file)
            }
            file.candidates = SecretCandidates.digest(of: bytes)
            if HomePaths.areLookedFor(in: subject.path) {
                file.contents.homePaths = HomePaths(in: bytes, of: subject.path)
            }
            return (path, file)
        }
        return Dictionary(files.compactMap { $0 }) { first, _ in first }
    }

    /// Whether a file's secrets are not known: its lines that can hold one are others, or have moved.
    private func needsScan(_ file: CheckMemory.Known, _ known: CheckMemory.Known?) -> Bool {
        guard let candidates = file.candidates else { return false }
        guard let known else { return true }
        if known.digest == file.digest { return false }
        return known.candidates != candidates || !known.contents.secrets.isEmpty
    }
}
