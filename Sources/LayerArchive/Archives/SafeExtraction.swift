import Glibc
public import Reporting
public import SystemPackage
internal import Texts

/// Writes a zip's entries under a folder, and never outside of it.
///
/// Every file is made new, through directory descriptors and without following links, so that not even a link that is
/// put into the folder meanwhile leads anywhere. Files get mode 0644 or 0755, folders 0755 (less the umask for
/// folders). Symbolic links are made last, and only when their way stays in the tree. After a failure the folder holds
/// a part of the entries: the caller removes it.
public struct SafeExtraction: Sendable {
    /// The most bytes of plain content that are written.
    public var sizeLimit: UInt64
    /// Whether symbolic links that stay within the tree are made; otherwise each is refused.
    public var allowsSymbolicLinks: Bool
    /// Whether links that lead out of the tree are left out with a warning instead of being refused.
    public var leavesOutStrayLinks = false
    /// Maps an entry's path to the path it is written to; nil leaves the entry out.
    public var path: @Sendable (ZipEntry) -> String?

    /// An extraction of all entries under their own paths, unless said otherwise.
    public init(
        sizeLimit: UInt64,
        allowsSymbolicLinks: Bool = false,
        path: @escaping @Sendable (ZipEntry) -> String? = { $0.path },
    ) {
        self.sizeLimit = sizeLimit
        self.allowsSymbolicLinks = allowsSymbolicLinks
        self.path = path
    }

    /// Writes the entries; each content's size and CRC-32 are checked.
    ///
    /// - Parameters:
    ///   - archive: the zip.
    ///   - folder: an existing folder, best an empty one.
    ///   - progress: told about the bytes written as task `unpacking`.
    /// - Returns: a warning for each link that was left out.
    /// - Throws: `LayerArchiveError`; `CancellationError`.
    @discardableResult
    public func extract(
        _ archive: ZipArchive,
        into folder: FilePath,
        progress: ProgressHandler = { _ in },
    ) throws -> [Problem] {
        let chosen = archive.entries.compactMap { entry in path(entry).map { (entry, $0) } }
        let total = try checkSize(chosen.map(\.0), archive)
        let (links, warnings) = try readLinks(chosen, archive)
        let target = try attempt(archive, nil) { () throws(Errno) in try ExtractionFolder(folder) }
        let inflater = Inflater()
        var written: UInt64 = 0
        for (entry, path) in chosen {
            try Task.checkCancellation()
            switch entry.kind {
            case .directory:
                try attempt(archive, entry) { () throws(Errno) in try target.makeFolder(path) }
            case .file:
                try write(entry, of: archive, to: path, in: target, inflater)
                written += entry.size
                progress(.amount(task: "unpacking", done: written, total: total, unit: .bytes))
            case .symbolicLink:
                continue
            }
        }
        for (entry, path, link) in links {
            try attempt(archive, entry) { () throws(Errno) in try target.makeLink(path, target: link) }
        }
        return warnings
    }

    private func checkSize(_ entries: [ZipEntry], _ archive: ZipArchive) throws -> UInt64 {
        let total = entries.reduce(0) { $0 + $1.size }
        guard total <= sizeLimit else {
            let largest = entries.max { $0.size < $1.size }
            throw LayerArchiveError(
                .tooLarge,
                archive: archive.name,
                detail: "the zip unpacks to \(total) bytes; the limit is \(sizeLimit) bytes"
                    + (largest.map { " (largest: \(ShownText.quoted($0.path)), \($0.size) bytes)" } ?? ""),
            )
        }
        return total
    }

    private func readLinks(
        _ chosen: [(ZipEntry, String)],
        _ archive: ZipArchive,
    ) throws -> (links: [(ZipEntry, path: String, target: String)], warnings: [Problem]) {
        var links: [(ZipEntry, path: String, target: String)] = []
        var targets = LinkTargets()
        var failures: [LayerArchiveError] = []
        for (entry, path) in chosen where entry.kind == .symbolicLink {
            guard allowsSymbolicLinks else {
                failures.append(refusal(entry, archive, "symbolic links are refused here"))
                continue
            }
            guard let target = String(validating: try archive.bytes(of: entry, limit: 4096), as: UTF8.self) else {
                failures.append(refusal(entry, archive, "the target of the link is no UTF-8"))
                continue
            }
            links.append((entry, path, target))
            targets.add(path, target: target)
        }
        for (entry, path, target) in links {
            guard let why = targets.escape(of: path) else { continue }
            failures.append(
                refusal(entry, archive, "a symbolic link to \(ShownText.quoted(target)) is refused: \(why)")
            )
        }
        guard let first = failures.first else { return (links, []) }
        if leavesOutStrayLinks {
            let warnings = failures.flatMap(\.problems).map {
                Problem.warning(at: $0.place, "left out: \($0.message)", hint: $0.hint)
            }
            return (links.filter { targets.escape(of: $0.path) == nil }, warnings)
        }
        throw LayerArchiveError(
            first.code,
            archive: archive.name,
            entry: first.entry,
            detail: first.detail,
            hint: first.hint,
            others: failures.dropFirst().flatMap(\.problems),
        )
    }

    private func refusal(_ entry: ZipEntry, _ archive: ZipArchive, _ detail: String) -> LayerArchiveError {
        LayerArchiveError(
            .unsafePath,
            archive: archive.name,
            entry: entry.path,
            detail: detail,
            hint: "put a copy of the file in the link's place",
        )
    }

    private func write(
        _ entry: ZipEntry,
        of archive: ZipArchive,
        to path: String,
        in target: ExtractionFolder,
        _ inflater: Inflater,
    ) throws {
        let descriptor = try attempt(archive, entry) { () throws(Errno) in try target.makeFile(path) }
        let file = FileDescriptor(rawValue: descriptor)
        try file.closeAfter {
            try archive.read(entry, with: inflater) { piece in
                do {
                    _ = try file.writeAll(piece)
                } catch let error as Errno {
                    throw failure(archive, entry, error)
                }
            }
            try attempt(archive, entry) { () throws(Errno) in
                guard fchmod(descriptor, entry.isExecutable ? 0o755 : 0o644) == 0 else { throw Errno(rawValue: errno) }
            }
        }
    }

    private func attempt<Result>(
        _ archive: ZipArchive,
        _ entry: ZipEntry?,
        _ body: () throws(Errno) -> Result,
    ) throws(LayerArchiveError) -> Result {
        do {
            return try body()
        } catch {
            throw failure(archive, entry, error)
        }
    }

    private func failure(_ archive: ZipArchive, _ entry: ZipEntry?, _ error: Errno) -> LayerArchiveError {
        LayerArchiveError(
            .inputOutput,
            archive: archive.name,
            entry: entry?.path,
            detail: "cannot be unpacked: \(error)",
        )
    }
}
