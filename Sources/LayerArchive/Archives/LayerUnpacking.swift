import Glibc
package import SystemPackage

/// Writes the layers of an image into a folder, one on top of the other (image-spec 1.1, layer.md), and never outside of it.
///
/// Like ``SafeExtraction`` it goes through directory descriptors and follows no link. Devices, pipes, sockets and
/// extended attributes are left out: containers get devices of their own, and none of ours may gain privileges by a file.
package struct LayerUnpacking: Sendable {
    /// What the marks of a layer that hide what is below become.
    package enum Marks: Sendable {
        /// What is below is in the same folder, and is removed.
        case removing
        /// The layer is alone in its folder, and what it hides is elsewhere: a layer with marks is refused.
        case refused
    }

    private let root: FilePath
    private let keepsOwners: Bool
    private let marks: Marks

    /// An unpacking into a folder.
    ///
    /// - Parameters:
    ///   - root: an existing folder, empty before the first layer.
    ///   - keepsOwners: whether owners are the layers', which takes root; otherwise all is this process' user's, who can
    ///     read and change it.
    ///   - marks: what marks become that hide what is below.
    package init(into root: FilePath, keepsOwners: Bool, marks: Marks = .removing) {
        self.root = root
        self.keepsOwners = keepsOwners
        self.marks = marks
    }

    /// Writes one layer on top of those before.
    ///
    /// - Parameters:
    ///   - layer: the layer's tar, compressed or not.
    ///   - name: its name, for messages.
    /// - Returns: the layer's folders as it has them: on disk they are this process' user's where owners are not kept.
    /// - Throws: `LayerArchiveError`; the folder then holds a part of the layer.
    @discardableResult
    package func unpack(_ layer: FilePath, name: String) throws -> [UnpackedFolder] {
        try unpackWhole(layer, name: name).folders
    }

    /// What a layer was found to have.
    package struct Content: Sendable {
        /// The folders that it names.
        package var folders: [UnpackedFolder]
        /// The folders that it does not name, and that what it has is in.
        package var implied: [BytePath]
        /// Its symbolic links.
        package var links: [BytePath]
    }

    /// Writes one layer on top of those before, and tells more of it.
    ///
    /// - Parameters:
    ///   - layer: the layer's tar, compressed or not.
    ///   - name: its name, for messages.
    /// - Returns: what it has.
    /// - Throws: as ``unpack(_:name:)``.
    package func unpackWhole(_ layer: FilePath, name: String) throws -> Content {
        let reader = try TarReader(layer, name: name)
        var run: Run
        do {
            run = Run(try ExtractionFolder(root), name: name, keepsOwners: keepsOwners, marks: marks)
        } catch {
            throw LayerArchiveError(.inputOutput, archive: name, detail: "'\(root)' cannot be opened: \(error)")
        }
        while let entry = try reader.next() {
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
        do {
            try run.finish()
        } catch {
            throw LayerArchiveError(.inputOutput, archive: name, detail: "its folders cannot be finished: \(error)")
        }
        let folders = run.folders.map { path, entry in
            UnpackedFolder(path: BytePath(path), mode: entry.mode, owner: entry.owner, group: entry.group)
        }
        let named = Set(folders.map { BytePath($0.path.text) })
        return Content(
            folders: folders,
            implied: run.ways.filter { !named.contains($0) }.sorted(),
            links: run.links
        )
    }
}

/// A folder as a layer has it.
package struct UnpackedFolder: Sendable, Hashable {
    /// The path, without a slash at its beginning.
    package let path: BytePath
    /// Permission bits, with setuid, setgid and sticky bits (0o7777).
    package let mode: UInt16
    /// The owner's number.
    package let owner: UInt32
    /// The group's number.
    package let group: UInt32
}

/// One layer on its way to the disk.
private struct Run {
    private let target: ExtractionFolder
    private let name: String
    private let keepsOwners: Bool
    private let marks: LayerUnpacking.Marks
    /// The paths this layer has written, as bytes: a mark that hides a folder's content is for what is below.
    private var written: Set<[UInt8]> = []
    /// Folders get their modes last: one that cannot be written can still be filled.
    private(set) var folders: [(path: String, entry: TarEntry)] = []
    private(set) var links: [BytePath] = []
    /// The folders on the way to what was written.
    private(set) var ways: Set<BytePath> = []

    init(_ target: ExtractionFolder, name: String, keepsOwners: Bool, marks: LayerUnpacking.Marks) {
        self.target = target
        self.name = name
        self.keepsOwners = keepsOwners
        self.marks = marks
    }

    mutating func write(_ entry: TarEntry, of reader: TarReader) throws {
        guard let path = try TarPath.normalised(entry.path, entry: entry.path, archive: name) else { return }
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[..<$0]) } ?? ""
        let file = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
        goThrough(folder)
        if file.utf8.starts(with: ".wh.".utf8) {
            guard marks == .removing else {
                throw LayerArchiveError(
                    .unsupported,
                    archive: name,
                    entry: path,
                    detail: "hides what another layer has"
                )
            }
            if file.utf8.elementsEqual(".wh..wh..opq".utf8) { return try hideContent(of: folder) }
            let hidden = String(file.utf8.dropFirst(4)) ?? ""
            return try target.remove(folder.isEmpty ? hidden : "\(folder)/\(hidden)")
        }
        written.insert(Array(path.utf8))
        switch entry.kind {
        case .directory:
            if try !target.isFolder(path) { try target.remove(path) }
            try target.makeFolder(path)
            folders.append((path, entry))
        case .file:
            try target.remove(path)
            try writeFile(entry, to: path, of: reader)
        case .symbolicLink(let link):
            try target.remove(path)
            try target.makeLink(path, target: link)
            links.append(BytePath(path))
            if keepsOwners { try target.setLink(path, owner: (entry.owner, entry.group)) }
        case .hardLink(let other):
            guard let other = try TarPath.normalised(other, entry: entry.path, archive: name) else { return }
            try target.remove(path)
            try makeHardLink(path, to: other)
        case .characterDevice, .blockDevice, .pipe, .socket: return
        }
    }

    func finish() throws(Errno) {
        for (path, entry) in folders.reversed() {
            // A link or a file may have taken its place later in the layer.
            guard try target.isFolder(path) else { continue }
            let owner = keepsOwners ? (entry.owner, entry.group) : nil
            try target.setFolder(path, mode: mode_t(entry.mode) | (keepsOwners ? 0 : 0o700), owner: owner)
        }
    }

    private func writeFile(_ entry: TarEntry, to path: String, of reader: TarReader) throws {
        let file = FileDescriptor(rawValue: try target.makeFile(path))
        try file.closeAfter {
            try reader.readContent { _ = try file.writeAll($0) }
            // Changing the owner takes the setuid bit away, so that comes first.
            if keepsOwners, fchown(file.rawValue, entry.owner, entry.group) != 0 { throw Errno(rawValue: errno) }
            guard fchmod(file.rawValue, mode_t(entry.mode) | (keepsOwners ? 0 : 0o600)) == 0 else {
                throw Errno(rawValue: errno)
            }
        }
    }

    private func makeHardLink(_ path: String, to other: String) throws {
        do {
            try target.makeHardLink(path, to: other)
        } catch Errno.noSuchFileOrDirectory where marks == .refused {
            throw LayerArchiveError(.missingTarget, archive: name, entry: path, detail: "is a file of another layer")
        }
    }

    private mutating func goThrough(_ folder: String) {
        var way = folder
        while !way.isEmpty, ways.insert(BytePath(way)).inserted {
            way = way.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(way[..<$0]) } ?? ""
        }
    }

    private func hideContent(of folder: String) throws(Errno) {
        if !folder.isEmpty { guard try target.isFolder(folder) else { return } }
        for child in try target.names(in: folder) {
            let path = folder.isEmpty ? child : "\(folder)/\(child)"
            if !written.contains(Array(path.utf8)) { try target.remove(path) }
        }
    }
}
