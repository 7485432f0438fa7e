internal import Files
internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// Finds out what the notebooks and programs of a workspace import, reading only what has changed since it was last asked.
struct ImportScan: Sendable {
    private let workspace: Workspace
    private let memory: Memory
    private let isVerified: Bool

    /// More files than this are not looked into: no repository's own notebooks are so many.
    static let mostFiles = 2_000
    /// How many bytes are given to the parser at a time.
    private static let batchSize = 64 << 20

    /// A scan of a workspace.
    ///
    /// - Parameters:
    ///   - workspace: the workspace.
    ///   - source: the source's name, under which it is remembered.
    ///   - home: where it is remembered.
    ///   - isVerified: whether every file is read, whatever the file system says of it.
    init(_ workspace: Workspace, source: String, home: DatalabHome, isVerified: Bool = false) {
        self.workspace = workspace
        self.isVerified = isVerified
        memory = Memory(home: home, source: source)
    }

    private struct Subject {
        let path: String
        let location: FilePath
        let fingerprint: String?
    }

    /// What is imported.
    ///
    /// - Returns: the modules, and a warning where not every file could be looked into.
    /// - Throws: `ToolFailure`, `CancellationError`.
    func run() async throws -> (modules: ImportedModules, warnings: [Problem]) {
        let paths = workspace.files.filter { $0.kind != .directory }.map(\.path)
        let all = subjects()
        let chosen = Array(all.prefix(Self.mostFiles))
        let warnings = all.count > chosen.count ? [Self.tooMany(all.count)] : []
        let key = key(chosen, paths)
        if !isVerified, let key, let known = memory.modules(key) { return (known, warnings) }
        let files = try await read(chosen)
        let imports = Dictionary(files.map { ($0.key.text, $0.value.imports) }) { first, _ in first }
        let modules = ImportedModules(imports, among: paths)
        memory.keep(files, modules, key: key)
        return (modules, warnings)
    }

    /// Looks while other stages wait for other things: what is found is remembered, and a failure is told by who asks for it.
    func lookAhead() async {
        guard !isVerified else { return }
        _ = try? await run()
    }

    private static func tooMany(_ count: Int) -> Problem {
        .warning(
            "of \(count) notebooks and programs the first \(mostFiles) are looked into for what they import",
            hint: "leave out what the datalab does not need, by '.datalabignore'"
        )
    }

    private func subjects() -> [Subject] {
        workspace.files.compactMap { file in
            guard case .regular(let size, _) = file.kind, size > 0, size <= UInt64(ImportReader.sizeLimit),
                ImportedModules.isLookedInto(file.path)
            else { return nil }
            let location = workspace.location(of: file.path)
            return Subject(
                path: file.path,
                location: location,
                fingerprint: FileFingerprint.of(location, named: file.path)
            )
        }
        // Notebooks come first where there are too many files for all.
        .sorted {
            (!FileImports.isNotebook($0.path) ? 1 : 0, $0.path) < (!FileImports.isNotebook($1.path) ? 1 : 0, $1.path)
        }
    }

    /// What tells that nothing has changed; nil when it cannot be told without reading.
    private func key(_ subjects: [Subject], _ paths: [String]) -> String? {
        if let commit = workspace.origin.commit, !workspace.isOverlaid {
            return LayerCache.key([commit, workspace.origin.subdirectory ?? ""]).hex
        }
        let lines = subjects.compactMap(\.fingerprint)
        guard lines.count == subjects.count else { return nil }
        // Of programs the names count too: what lies beside a notebook can be imported.
        return LayerCache.key(lines + paths.filter { $0.hasSuffix(".py") || $0.hasSuffix(".so") }).hex
    }

    private func read(_ subjects: [Subject]) async throws -> [BytePath: Memory.Known] {
        let before = memory.files()
        var files: [BytePath: Memory.Known] = [:]
        var waiting: [ImportReader.File] = []
        var digests: [BytePath: (Digest, String?)] = [:]
        var size = 0
        func flush() async throws {
            guard !waiting.isEmpty else { return }
            for (path, imports) in try await ImportReader().read(waiting) {
                guard let (digest, fingerprint) = digests[BytePath(path)] else { continue }
                files[BytePath(path)] = Memory.Known(fingerprint: fingerprint, digest: digest, imports: imports)
            }
            (waiting, size) = ([], 0)
        }
        for subject in subjects {
            let known = before[BytePath(subject.path)]
            if !isVerified, let known, known.fingerprint != nil, known.fingerprint == subject.fingerprint {
                files[BytePath(subject.path)] = known
                continue
            }
            guard let data = FileManager.default.contents(atPath: subject.location.string) else { continue }
            let bytes = Array(data)
            let digest = Digest.sha256(of: bytes)
            if let known, known.digest == digest {
                files[BytePath(subject.path)] = Memory.Known(
                    fingerprint: subject.fingerprint,
                    digest: digest,
                    imports: known.imports
                )
                continue
            }
            digests[BytePath(subject.path)] = (digest, subject.fingerprint)
            waiting.append(ImportReader.File(path: subject.path, content: bytes))
            size += bytes.count
            if size > Self.batchSize { try await flush() }
        }
        try await flush()
        return files
    }
}

extension ImportScan {
    /// What the files of a source were found to import: all together, and each file.
    fileprivate struct Memory: Sendable {
        struct Known: Codable {
            var fingerprint: String?
            var digest: Digest
            var imports: FileImports
        }

        private struct Whole: Codable {
            var key: String
            var modules: ImportedModules
        }

        private struct Files: Codable {
            var version: String
            var files: [Known]
        }

        /// Another number for another reading of the same files.
        private static let version = "2 "

        let home: DatalabHome
        let name: String

        init(home: DatalabHome, source: String) {
            self.home = home
            name = Digest.sha256(of: source).hex
        }

        func modules(_ key: String) -> ImportedModules? {
            guard let whole = read(Whole.self, "imported"), whole.key == Self.version + key else { return nil }
            return whole.modules
        }

        func files() -> [BytePath: Known] {
            guard let files = read(Files.self, "imports"), files.version == Self.version else { return [:] }
            return Dictionary(files.files.map { (BytePath($0.imports.path), $0) }) { first, _ in first }
        }

        /// A home that cannot be written only makes the next look a longer one.
        func keep(_ files: [BytePath: Known], _ modules: ImportedModules, key: String?) {
            do {
                try home.make(home.checks)
                let known = files.values.sorted { $0.imports.path < $1.imports.path }
                try write(Files(version: Self.version, files: known), "imports")
                if let key { try write(Whole(key: Self.version + key, modules: modules), "imported") }
            } catch {}
        }

        private func path(_ part: String) -> FilePath { home.checks.appending("\(name).\(part).json") }

        private func read<Value: Decodable>(_ type: Value.Type, _ part: String) -> Value? {
            FileManager.default.contents(atPath: path(part).string).flatMap {
                try? CanonicalJSON.decode(type, from: Array($0))
            }
        }

        private func write(_ value: some Encodable, _ part: String) throws {
            try WholeFile.write(CanonicalJSON.encode(value), to: path(part), durability: .memory)
        }
    }
}
