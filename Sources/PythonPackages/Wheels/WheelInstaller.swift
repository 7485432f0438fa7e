internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Reporting
internal import Texts

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
        /// Whether all content is hashed when the wheel is opened, whatever its RECORD says of it.
        package var hashesContent = false

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
        let record = try RecordCheck(wheel: wheel, hashesContent: options.hashesContent).read()
        try addContent(of: wheel, record.hashes, to: &files)
        try addPrograms(of: wheel, to: &files)
        let own = "\(scheme.sitePackages)/\(wheel.distInfo)"
        for name in Self.writtenAnew { files.leaveOut("\(own)/\(name)") }
        files.add("\(own)/INSTALLER", generated: Array("datalab\n".utf8), from: "INSTALLER")
        if options.isRequested { files.add("\(own)/REQUESTED", generated: [], from: "REQUESTED") }
        if let url = options.directURL {
            files.add("\(own)/direct_url.json", generated: try directURL(url, sha256), from: "direct_url.json")
        }
        try files.checkFolders()
        return InstalledWheel(
            filename: filename,
            files: files.all,
            recordPath: "\(own)/RECORD",
            warnings: wheel.warnings + record.warnings + files.warnings,
            recordFaults: record.warnings,
            scheme: scheme,
        )
    }

    /// The files of a `.dist-info` that an installer writes.
    private static let writtenAnew = ["RECORD", "INSTALLER", "REQUESTED", "direct_url.json"]

    /// Runs what writes the files of wheels, and once more with all content hashed where it is not what RECORD says.
    ///
    /// - Parameter work: the work, told whether to open wheels with ``Options/hashesContent``.
    /// - Returns: what the work gives.
    /// - Throws: what the work throws.
    package static func trustingRecords<Result>(_ work: (_ hashesContent: Bool) throws -> Result) throws -> Result {
        do {
            return try work(false)
        } catch let error as LayerArchiveError where error.code == .contentMismatch {
            return try work(true)
        }
    }

    /// Adds the wheel's own files, but for those that are written anew: first all that is no script, then the scripts, as pip does.
    private func addContent(of wheel: WheelContents, _ hashes: [BytePath: [UInt8]], to files: inout InstalledFiles)
        throws
    {
        let paths = WheelPaths(wheel: wheel, scheme: scheme)
        let rewritten = Set(Self.writtenAnew.map { BytePath("\(wheel.distInfo)/\($0)") })
        var scripts: [(entry: ZipEntry, path: String, hash: [UInt8])] = []
        var others: Set<String> = []
        for entry in wheel.archive.entries where entry.kind == .file && !rewritten.contains(BytePath(entry.path)) {
            if paths.isOfAnother(entry.path) { others.insert(String(entry.path.prefix { $0 != "/" })) }
            let hash = hashes[BytePath(entry.path)]
            switch try paths.place(of: entry.path) {
            case .file(let path):
                guard let hash else {
                    files.add(path, generated: try wheel.archive.bytes(of: entry), from: entry.path)
                    continue
                }
                let content = wheel.archive.content(of: entry)
                files.add(path, content, hash, isExecutable: entry.unixMode & 0o111 != 0, from: entry.path)
            case .script(let path):
                if let hash { scripts.append((entry, path, hash)) }
            }
        }
        for script in scripts { try addScript(script.entry, at: script.path, script.hash, of: wheel, to: &files) }
        for folder in others.sorted() {
            files.warn(
                "the folder \(ShownText.quoted(folder)) is not named like the wheel; it is installed as if it were"
            )
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
            return files.add(path, wheel.archive.content(of: entry), hash, isExecutable: true, from: entry.path)
        }
        let script = try wheel.archive.bytes(of: entry)
        if Digest.sha256(of: script) != Digest(algorithm: .sha256, bytes: hash) {
            files.warn("RECORD has another hash for \(ShownText.quoted(entry.path)); the content is installed as it is")
        }
        let text = ScriptText(interpreter: scheme.interpreter).rewritten(script)
        files.add(path, generated: text, isExecutable: true, from: entry.path)
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
        let points = EntryPoints(bytes)
        for remark in points.remarks { files.warn("'\(entry)', \(remark)") }
        let text = ScriptText(interpreter: scheme.interpreter)
        for script in points.scripts {
            let name = programName(script.name)
            let path = "\(scheme.scripts)/\(name)"
            if EnvironmentSkeleton.reserves(path, in: scheme) {
                files.warn(
                    "the program \(ShownText.quoted(name)) of '\(entry)' is not made: it would replace the environment's Python"
                )
                continue
            }
            files.add(path, generated: text.wrapper(script), isExecutable: true, from: entry)
        }
    }

    /// pip's own wheels name the Python that made them; installers write the one that runs it.
    private func programName(_ name: String) -> String {
        guard name.hasPrefix("pip3."), name.dropFirst(5).allSatisfy(\.isNumber), name.utf8.count > 5 else {
            return name
        }
        return "pip\(scheme.pythonVersion)"
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
