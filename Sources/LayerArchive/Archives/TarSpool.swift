public import SystemPackage
internal import Texts

/// A tar's entries as layer entries, their content in one scratch file.
public struct TarSpool: Sendable {
    /// The entries in the tar's order, paths normalised; the root folder itself is left out.
    public let entries: [LayerEntry]
    /// The content of all files, one after the other.
    public let file: MappedFile
    /// The paths of devices, pipes and sockets that were left out.
    public let dropped: [String]

    /// What is done with devices, pipes and sockets.
    public enum SpecialFiles: Sendable {
        /// They are left out, and told in ``TarSpool/dropped``.
        case drop
        /// The first of them is an error.
        case refuse
    }

    /// Reads a whole tar.
    ///
    /// - Parameters:
    ///   - tar: the tar, compressed or not.
    ///   - scratch: a file that is made for the content; it must not exist and is the caller's to remove.
    ///   - specialFiles: what is done with devices, pipes and sockets.
    /// - Returns: the entries; modes, owners and extended attributes are the tar's.
    /// - Throws: `LayerArchiveError`: the tar is damaged or cut, a path is unsafe or comes twice, a hard link leads to
    ///   no file of the tar, or the scratch file cannot be written; `CancellationError`.
    public static func read(
        _ tar: FilePath,
        scratch: FilePath,
        specialFiles: SpecialFiles = .refuse,
    ) throws -> TarSpool {
        let reader = try TarReader(tar)
        var spooling = Spooling(name: tar.string, specialFiles: specialFiles)
        do {
            let output = try FileDescriptor.open(
                scratch,
                .writeOnly,
                options: [.create, .exclusiveCreate],
                permissions: [.ownerReadWrite],
            )
            try output.closeAfter { try spooling.readAll(reader, into: output) }
            return try spooling.finish(MappedFile(scratch))
        } catch let error as Errno {
            throw LayerArchiveError(.inputOutput, archive: tar.string, detail: "cannot be spooled: \(error)")
        }
    }
}

private struct Spooling {
    let name: String
    let specialFiles: TarSpool.SpecialFiles
    private var entries: [(entry: LayerEntry, content: Range<Int>?)] = []
    private var files: Set<BytePath> = []
    private var paths: Set<BytePath> = []
    private var dropped: [String] = []
    private var offset = 0

    init(name: String, specialFiles: TarSpool.SpecialFiles) {
        self.name = name
        self.specialFiles = specialFiles
    }

    mutating func readAll(_ reader: TarReader, into output: FileDescriptor) throws {
        while let tarEntry = try reader.next() {
            try Task.checkCancellation()
            guard let path = try normalised(tarEntry.path, entry: tarEntry.path) else { continue }
            guard let kind = try kind(of: tarEntry, path: path) else {
                dropped.append(path)
                continue
            }
            guard paths.insert(BytePath(path)).inserted else {
                throw failure(.duplicateEntry, path, "the tar has two entries of this name")
            }
            var entry = LayerEntry(path: path, kind: kind, mode: tarEntry.mode)
            entry.owner = tarEntry.owner
            entry.group = tarEntry.group
            entry.extendedAttributes = tarEntry.extendedAttributes
            guard case .file = tarEntry.kind else {
                entries.append((entry, nil))
                continue
            }
            files.insert(BytePath(path))
            let start = offset
            try reader.readContent { offset += try output.writeAll($0) }
            guard UInt64(offset - start) == tarEntry.size else {
                throw failure(
                    .malformedArchive,
                    path,
                    "\(offset - start) bytes of content, \(tarEntry.size) were promised"
                )
            }
            entries.append((entry, start..<offset))
        }
    }

    func finish(_ file: MappedFile) throws -> TarSpool {
        let finished = try entries.map { entry, content in
            var entry = entry
            if let content {
                entry.kind = .file(LayerContent(.mapped(file, content), size: UInt64(content.count)))
            } else if case .hardLink(let target) = entry.kind, !files.contains(BytePath(target)) {
                throw failure(
                    .missingTarget,
                    entry.path,
                    "a hard link to \(ShownText.quoted(target)), which is no file of the tar"
                )
            }
            return entry
        }
        return TarSpool(entries: finished, file: file, dropped: dropped)
    }

    /// The kind as far as it is known before the content is spooled; nil for what is left out.
    private func kind(of entry: TarEntry, path: String) throws -> LayerEntry.Kind? {
        switch entry.kind {
        case .file: return .file(.bytes([]))
        case .directory: return .directory
        case .symbolicLink(let target): return .symbolicLink(target: target)
        case .hardLink(let target):
            guard let normal = try normalised(target, entry: path) else {
                throw failure(.missingTarget, path, "a hard link to the root folder")
            }
            return .hardLink(target: normal)
        case .characterDevice, .blockDevice, .pipe, .socket:
            guard specialFiles == .drop else {
                throw failure(
                    .unsupported,
                    path,
                    "a device, a pipe or a socket; only files, folders and links are read"
                )
            }
            return nil
        }
    }

    private func normalised(_ path: String, entry: String) throws(LayerArchiveError) -> String? {
        try TarPath.normalised(path, entry: entry, archive: name)
    }

    private func failure(_ code: LayerArchiveError.Code, _ entry: String, _ detail: String) -> LayerArchiveError {
        LayerArchiveError(code, archive: name, entry: entry, detail: detail)
    }
}
