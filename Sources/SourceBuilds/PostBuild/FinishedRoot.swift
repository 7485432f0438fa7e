internal import Foundation
internal import Glibc
internal import LayerArchive
internal import Offloading
package import SystemPackage

/// All files of an image, unpacked into a folder for its `postBuild`.
///
/// Owners and modes on disk are this machine's business; what the layers say of folders is kept beside them, as a layer that
/// has something in a folder tells that again.
package struct FinishedRoot: Sendable {
    /// The folder.
    package let path: FilePath
    /// The folders as the image's layers have them.
    private let folders: [BytePath: UnpackedFolder]

    /// What a box mounts its own things on.
    private static let mountPoints = ["dev", "proc", "run", "tmp", "sys"]

    /// Unpacks layers.
    ///
    /// - Parameters:
    ///   - layers: the layers' files with their names for messages, the lowest first.
    ///   - path: the folder; it must not exist. Nobody else may enter the one that it is in: there are set-uid files below.
    /// - Throws: `LayerArchiveError`; `CancellationError`.
    package init(unpacking layers: [(file: FilePath, name: String)], into path: FilePath) async throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: false)
        chmod(path.string, 0o755)
        let unpacking = LayerUnpacking(into: path, keepsOwners: false)
        var folders: [BytePath: UnpackedFolder] = [:]
        for layer in layers {
            try Task.checkCancellation()
            let found = try await BlockingWork.run { try unpacking.unpack(layer.file, name: layer.name) }
            for folder in found { folders[folder.path] = folder }
        }
        for name in Self.mountPoints {
            try FileManager.default.createDirectory(
                atPath: path.appending(name).string,
                withIntermediateDirectories: true
            )
        }
        self.folders = folders
    }

    /// What is at a path.
    enum Found: Equatable {
        case folder
        case file(size: Int, mode: mode_t)
        case link(target: BytePath)
        case other
    }

    /// What is at a path, no link on the way to it being followed; nil for nothing.
    func find(_ place: BytePath) -> Found? {
        if let folder = place.folder, find(folder) != .folder { return nil }
        var status = stat()
        let file = location(of: place)
        guard lstat(file, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file(size: Int(status.st_size), mode: status.st_mode & 0o7777)
        case S_IFLNK:
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: file)
            return target.map { .link(target: BytePath($0)) } ?? .other
        default: return .other
        }
    }

    /// The names in a folder.
    func names(in folder: BytePath) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: location(of: folder))) ?? []
    }

    /// A folder as an entry of a layer, with the mode and the owner that the image has for it.
    func entry(ofFolder place: BytePath) -> LayerEntry {
        var entry = LayerEntry.directory(place.text)
        if let facts = folders[place] {
            (entry.mode, entry.owner, entry.group) = (facts.mode, facts.owner, facts.group)
        }
        return entry
    }

    /// An entry as that of whom the folder belongs to that it lies in, or the nearest above that was there: what is made in the home
    /// is for those who may write there.
    func owned(_ entry: LayerEntry) -> LayerEntry {
        var folder = BytePath(entry.path).folder
        while let place = folder, folders[place] == nil { folder = place.folder }
        guard let facts = folder.flatMap({ folders[$0] }) else { return entry }
        var entry = entry
        (entry.owner, entry.group) = (facts.owner, facts.group)
        if facts.mode & 0o020 != 0 { entry.mode |= (entry.mode & 0o700) >> 3 }
        return entry
    }

    /// Whether a regular file has just these bytes.
    func file(_ place: BytePath, has range: Range<Int>, of content: MappedFile) -> Bool {
        guard let file = try? MappedFile(FilePath(location(of: place))), file.count == range.count else { return false }
        let step = 1 << 20
        for start in stride(from: 0, to: range.count, by: step) {
            let part = start..<min(start + step, range.count)
            let same = file.withBytes(part) { mine in
                content.withBytes(range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound) { other in
                    guard let mine = mine.baseAddress, let other = other.baseAddress else { return false }
                    return memcmp(mine, other, part.count) == 0
                }
            }
            if !same { return false }
        }
        return true
    }

    private func location(of place: BytePath) -> String { "\(path.string)/\(place.text)" }
}
