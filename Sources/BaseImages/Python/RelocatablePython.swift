internal import DatalabModel
internal import LayerArchive
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// The user's Python of a base whose release of Debian has another: a relocatable CPython from an archive, in a layer of its own.
///
/// What serves the page runs on Debian's own Python. Nothing of the archive is executed when the base is made.
struct RelocatablePython {
    /// Where it is in the image.
    static let folder = "opt/datalab/python"

    /// What the archive's files are below.
    private static let top = "python/"

    let version: PythonVersion
    let archive: Recipe.PythonArchive
    let architecture: PythonTarget.Architecture

    /// The interpreter in the image.
    var interpreter: String { "/\(Self.folder)/bin/python\(version.series)" }

    /// Reads the archive's files as entries of a layer.
    ///
    /// - Parameters:
    ///   - file: the archive, a tar.
    ///   - scratch: a file that is made for their content, and must stay until the layer is written.
    /// - Returns: the entries, at their places in the image.
    /// - Throws: `LayerArchiveError` for a damaged archive, unsafe paths, devices; `BaseError` with code `python` for what is no
    ///   relocatable Python of this version and architecture.
    func entries(of file: FilePath, scratch: FilePath) throws -> [LayerEntry] {
        let spool = try TarSpool.read(file, scratch: scratch)
        var entries: [LayerEntry] = []
        for entry in spool.entries where entry.path != "python" {
            guard entry.path.hasPrefix(Self.top) else {
                throw fault(file, "it has '\(entry.path)' beside its folder 'python'")
            }
            if entry.path.hasSuffix(".pyc") || entry.path.hasSuffix("/__pycache__") { continue }
            entries.append(try moved(entry, file))
        }
        try check(entries, file)
        return [.directory(Self.folder)] + entries
    }

    /// The entry at its place in the image, with the owner and the modes that all files of an image have.
    private func moved(_ entry: LayerEntry, _ file: FilePath) throws(BaseError) -> LayerEntry {
        let path = Self.path(entry.path)
        switch entry.kind {
        case .directory: return .directory(path)
        case .file(let content): return .file(path, content, executable: entry.mode & 0o100 != 0)
        case .hardLink(let target):
            guard target.hasPrefix(Self.top) else {
                throw fault(file, "'\(entry.path)' is a link to '\(target)', outside of it")
            }
            var link = LayerEntry(path: path, kind: .hardLink(target: Self.path(target)), mode: 0o644)
            link.mode = entry.mode & 0o100 != 0 ? 0o755 : 0o644
            return link
        case .symbolicLink(let target):
            guard Self.staysInside(target, from: entry.path) else {
                throw fault(file, "'\(entry.path)' is a link to '\(target)', outside of it")
            }
            return .symbolicLink(path, to: target)
        case .whiteout: throw fault(file, "'\(entry.path)' is no file")
        }
    }

    private static func path(_ path: String) -> String { "\(folder)/\(path.dropFirst(top.count))" }

    private static func staysInside(_ target: String, from path: String) -> Bool {
        guard !target.hasPrefix("/") else { return false }
        // The link's folder below the top.
        var depth = path.split(separator: "/").count - 2
        for part in target.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return false }
        }
        return true
    }

    /// Whether it is the Python that the recipe promises.
    private func check(_ entries: [LayerEntry], _ file: FilePath) throws(BaseError) {
        let contents = Dictionary(
            entries.compactMap { entry -> (String, LayerContent)? in
                guard case .file(let content) = entry.kind else { return nil }
                return (entry.path, content)
            },
            uniquingKeysWith: { first, _ in first }
        )
        guard let program = contents["\(Self.folder)/bin/python\(version.series)"],
            contents["\(Self.folder)/lib/python\(version.series)/os.py"] != nil
        else { throw fault(file, "it has no 'python/bin/python\(version.series)' with its library") }
        // The machine of an ELF file, at byte 18 (System V ABI).
        let head = program.prefix(20) ?? []
        let machine: UInt8 = architecture == .x86_64 ? 0x3E : 0xB7
        guard head.starts(with: [0x7F, 0x45, 0x4C, 0x46]), head.count == 20, head[18] == machine, head[19] == 0 else {
            throw fault(file, "its 'python\(version.series)' is no program for \(architecture.rawValue)")
        }
        let header = contents["\(Self.folder)/include/python\(version.series)/patchlevel.h"]?.bytes
        let text = header.map { String(decoding: $0, as: UTF8.self) }
        if version.patch != nil, let text, !text.contains("\"\(version)\"") {
            throw fault(file, "it is not of Python \(version)")
        }
    }

    private func fault(_ file: FilePath, _ reason: String) -> BaseError {
        BaseError(
            .python,
            "the archive '\(file.lastComponent?.string ?? file.string)' is no relocatable Python \(version): \(reason)",
            at: archive.place,
            hint: "name another in the recipe; those of python-build-standalone called 'install_only' fit"
        )
    }
}
