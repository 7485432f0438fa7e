import Glibc
package import SystemPackage
internal import Texts

/// Writes a tar that a stranger made under a folder, and never outside of it: a source archive of an index.
///
/// Like ``SafeExtraction`` it goes through directory descriptors and follows no link. All files get mode 0644 or 0755.
/// Symbolic links are made when their way stays in the tree, hard links to files that came before. Devices, pipes and
/// sockets are refused, and what is larger than the limits. After a failure the folder holds a part: the caller removes it.
package struct TarExtraction: Sendable {
    /// The most bytes of content that are written.
    package var sizeLimit: UInt64
    /// The most entries that are read.
    package var countLimit: Int

    /// An extraction within limits.
    package init(sizeLimit: UInt64, countLimit: Int = 200_000) {
        self.sizeLimit = sizeLimit
        self.countLimit = countLimit
    }

    /// Writes the entries.
    ///
    /// - Parameters:
    ///   - tar: the tar, plain or compressed.
    ///   - name: its name, for messages.
    ///   - folder: an existing, empty folder.
    /// - Throws: `LayerArchiveError`; `CancellationError`.
    package func extract(_ tar: FilePath, name: String, into folder: FilePath) throws {
        let reader = try TarReader(tar, name: name)
        var run: SourceTarRun
        do {
            run = SourceTarRun(try ExtractionFolder(folder), name: name, limits: self)
        } catch {
            throw LayerArchiveError(.inputOutput, archive: name, detail: "'\(folder)' cannot be opened: \(error)")
        }
        while let entry = try reader.next() {
            try Task.checkCancellation()
            do {
                try run.write(entry, of: reader)
            } catch let error as Errno {
                throw LayerArchiveError(
                    .inputOutput,
                    archive: name,
                    entry: entry.path,
                    detail: "cannot be unpacked: \(error)"
                )
            }
        }
        try run.makeLinks()
    }
}

/// One tar on its way to the disk.
private struct SourceTarRun {
    private let target: ExtractionFolder
    private let name: String
    private let limits: TarExtraction
    private var size: UInt64 = 0
    private var count = 0
    /// Symbolic links come last: nothing is written through one.
    private var links: [(path: String, target: String)] = []

    init(_ target: ExtractionFolder, name: String, limits: TarExtraction) {
        self.target = target
        self.name = name
        self.limits = limits
    }

    mutating func write(_ entry: TarEntry, of reader: TarReader) throws {
        count += 1
        guard count <= limits.countLimit else {
            throw tooLarge(entry, "more than \(limits.countLimit) files and folders")
        }
        guard let path = try TarPath.normalised(entry.path, entry: entry.path, archive: name) else { return }
        switch entry.kind {
        case .directory: try target.makeFolder(path)
        case .file: try writeFile(entry, to: path, of: reader)
        case .symbolicLink(let link): links.append((path, link))
        case .hardLink(let other):
            guard let other = try TarPath.normalised(other, entry: entry.path, archive: name) else { return }
            // An archive may name a file twice: the last one counts, as for every reader of tars.
            try target.remove(path)
            try target.makeHardLink(path, to: other)
        case .characterDevice, .blockDevice, .pipe, .socket:
            throw refusal(entry.path, "a device, pipe or socket is refused")
        }
    }

    /// Makes the symbolic links whose way stays in the tree.
    func makeLinks() throws {
        var targets = LinkTargets()
        for link in links { targets.add(link.path, target: link.target) }
        for link in links {
            if let why = targets.escape(of: link.path) {
                throw refusal(link.path, "a symbolic link to \(ShownText.quoted(link.target)) is refused: \(why)")
            }
        }
        for link in links {
            do {
                try target.remove(link.path)
                try target.makeLink(link.path, target: link.target)
            } catch {
                throw LayerArchiveError(
                    .inputOutput,
                    archive: name,
                    entry: link.path,
                    detail: "cannot be made: \(error)"
                )
            }
        }
    }

    private mutating func writeFile(_ entry: TarEntry, to path: String, of reader: TarReader) throws {
        try target.remove(path)
        let file = FileDescriptor(rawValue: try target.makeFile(path))
        var written = size
        let limit = limits.sizeLimit
        try file.closeAfter {
            try reader.readContent { bytes in
                written += UInt64(bytes.count)
                guard written <= limit else { throw tooLarge(entry, "more than \(limit) bytes") }
                _ = try file.writeAll(bytes)
            }
            guard fchmod(file.rawValue, entry.mode & 0o100 == 0 ? 0o644 : 0o755) == 0 else {
                throw Errno(rawValue: errno)
            }
        }
        size = written
    }

    private func tooLarge(_ entry: TarEntry, _ what: String) -> LayerArchiveError {
        LayerArchiveError(
            .tooLarge,
            archive: name,
            entry: entry.path,
            detail: "the archive unpacks to \(what), which is the limit"
        )
    }

    private func refusal(_ path: String, _ detail: String) -> LayerArchiveError {
        LayerArchiveError(.unsafePath, archive: name, entry: path, detail: detail)
    }
}
