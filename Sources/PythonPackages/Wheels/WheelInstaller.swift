internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Reporting

/// Turns wheels into the files they install.
///
/// Follows the packaging specifications "Binary distribution format", "Recording installed projects" and "Entry points".
/// Nothing of a wheel is executed, and little of it is inflated: hashes are checked when the layer is written.
public struct WheelInstaller: Sendable {
    /// What is said about a package besides its wheel.
    public struct Options: Sendable, Hashable {
        /// Whether a user asked for the package, not only another package.
        public var isRequested = false
        /// The address a user gave instead of a name, without credentials.
        public var directURL: String?

        /// A package that came from an index because another needs it.
        public init() {}
    }

    /// Where the environment lies.
    public let scheme: InstallScheme

    /// An installer for one environment.
    public init(_ scheme: InstallScheme) {
        self.scheme = scheme
    }

    /// Installs a wheel file.
    ///
    /// - Parameters:
    ///   - file: the wheel.
    ///   - options: what else is known about the package.
    /// - Returns: the installed files; content is verified against RECORD when it is read.
    /// - Throws: `PackagesError` with code `wheel`, `recordMismatch`, `conflict` or `files`, naming wheel and entry.
    public func install(_ file: WheelFile, options: Options = Options()) throws -> InstalledWheel {
        let mapped: MappedFile
        do {
            mapped = try MappedFile(file.path)
        } catch {
            throw PackagesError(
                .files,
                "the wheel '\(file.path)' cannot be read: \(error)",
                file: file.filename.text,
                cause: error
            )
        }
        do {
            let archive = try ZipArchive(mapped, name: file.filename.text, rules: .wheel)
            return try install(archive, filename: file.filename, sha256: file.sha256.hex, options: options)
        } catch let error as LayerArchiveError {
            let (name, text) = (file.filename.name, file.filename.text)
            throw PackagesError(.wheel, error.problems, package: name, file: text, entry: error.entry, cause: error)
        }
    }

    private func install(
        _ archive: ZipArchive,
        filename: WheelFilename,
        sha256: String,
        options: Options,
    ) throws -> InstalledWheel {
        let wheel = try WheelContents(archive, filename: filename)
        var files = InstalledFiles(wheel: wheel)
        try addContent(of: wheel, to: &files)
        try addPrograms(of: wheel, to: &files)
        let own = "\(scheme.sitePackages)/\(wheel.distInfo)"
        try files.add("\(own)/INSTALLER", generated: Array("datalab\n".utf8), from: "INSTALLER")
        if options.isRequested { try files.add("\(own)/REQUESTED", generated: [], from: "REQUESTED") }
        if let url = options.directURL {
            try files.add("\(own)/direct_url.json", generated: try directURL(url, sha256), from: "direct_url.json")
        }
        try files.checkFolders(record: "\(own)/RECORD")
        return InstalledWheel(
            filename: filename,
            files: files.all,
            recordPath: "\(own)/RECORD",
            warnings: wheel.warnings,
            scheme: scheme,
        )
    }

    /// Adds the wheel's own files, but for those that are written anew.
    private func addContent(of wheel: WheelContents, to files: inout InstalledFiles) throws {
        let record = RecordCheck(wheel: wheel)
        let hashes = try record.expectedHashes()
        let paths = WheelPaths(wheel: wheel, scheme: scheme)
        let rewritten = ["RECORD", "INSTALLER", "REQUESTED", "direct_url.json"].map { "\(wheel.distInfo)/\($0)" }
        for entry in wheel.archive.entries where entry.kind == .file && !rewritten.contains(entry.path) {
            switch try paths.place(of: entry.path) {
            case .file(let path):
                guard let hash = hashes[entry.path] else {
                    try files.add(path, generated: try wheel.archive.bytes(of: entry), from: entry.path)
                    continue
                }
                let content = wheel.archive.content(of: entry)
                try files.add(path, content, hash, isExecutable: entry.unixMode & 0o111 != 0, from: entry.path)
            case .script(let path):
                guard let hash = hashes[entry.path] else { continue }
                try addScript(entry, at: path, hash, of: wheel, to: &files)
            }
        }
    }

    private func addScript(
        _ entry: ZipEntry,
        at path: String,
        _ hash: [UInt8],
        of wheel: WheelContents,
        to files: inout InstalledFiles,
    ) throws {
        guard try startsAsPython(entry, wheel) else {
            return try files.add(path, wheel.archive.content(of: entry), hash, isExecutable: true, from: entry.path)
        }
        let script = try wheel.archive.bytes(of: entry)
        guard Digest.sha256(of: script) == Digest(algorithm: .sha256, bytes: hash) else {
            let message = "\(quoted(entry.path)) does not have the hash that RECORD says"
            throw wheel.fault.refusal(.recordMismatch, message, entry: entry.path)
        }
        let text = ScriptText(interpreter: scheme.interpreter).rewritten(script)
        try files.add(path, generated: text, isExecutable: true, from: entry.path)
    }

    /// Looks at a script's first bytes only: some scripts are programs of many megabytes.
    private func startsAsPython(_ entry: ZipEntry, _ wheel: WheelContents) throws -> Bool {
        struct Seen: Error { let isPython: Bool }
        do {
            try wheel.archive.read(entry) { piece in throw Seen(isPython: ScriptText.isPython(piece.prefix(16))) }
            return false
        } catch let seen as Seen {
            return seen.isPython
        }
    }

    private func addPrograms(of wheel: WheelContents, to files: inout InstalledFiles) throws {
        guard let bytes = try wheel.bytesIfPresent("entry_points.txt") else { return }
        let entry = "\(wheel.distInfo)/entry_points.txt"
        let points: EntryPoints
        do {
            points = try EntryPoints(bytes)
        } catch {
            throw wheel.fault.refusal(.wheel, "'\(entry)', line \(error.line): \(error.reason)", entry: entry)
        }
        let text = ScriptText(interpreter: scheme.interpreter)
        for script in points.scripts {
            let path = "\(scheme.scripts)/\(script.name)"
            guard !EnvironmentSkeleton.reserves(path, in: scheme) else {
                let message = "the program \(quoted(script.name)) would replace a file of the environment itself"
                throw wheel.fault.refusal(.conflict, message, entry: entry)
            }
            try files.add(path, generated: text.wrapper(script), isExecutable: true, from: entry)
        }
    }

    /// The record of a package's origin (packaging specification "Recording the Direct URL Origin").
    private func directURL(_ url: String, _ sha256: String) throws -> [UInt8] {
        struct Origin: Encodable {
            struct Archive: Encodable {
                let hash: String
                let hashes: [String: String]
            }
            let archive_info: Archive
            let url: String
        }
        let archive = Origin.Archive(hash: "sha256=\(sha256)", hashes: ["sha256": sha256])
        return try CanonicalJSON.encode(Origin(archive_info: archive, url: url))
    }
}
