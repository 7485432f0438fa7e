internal import Files
internal import Foundation
internal import Hashing
internal import OCIModel
internal import SystemPackage

/// Remembers where an unfinished upload of one blob goes on, also for the next process.
///
/// One process at a time holds it; what a registry calls the place of an upload may be a secret, so only its owner can read it.
final class UploadMemory {
    private struct Entry: Codable {
        var location: String
        var minimumChunk: UInt64
        var offset: UInt64
    }

    private let path: FilePath
    private let lock: FileDescriptor

    /// The memory of a blob on its way to a repository; nil when nothing is to be remembered, or another process has it.
    init?(folder: FilePath?, host: String, repository: String, digest: Digest) {
        guard let folder else { return nil }
        let name = Digest.sha256(of: "\(host)\n\(repository)\n\(digest)").hex
        path = folder.appending(name)
        try? FileManager.default.createDirectory(
            atPath: folder.string,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let options: FileDescriptor.OpenOptions = [.create, .closeOnExec, .noFollow]
        guard let lock = try? FileDescriptor.open(path, .readWrite, options: options, permissions: .ownerReadWrite)
        else {
            return nil
        }
        guard FileLock.attempt(.exclusive, on: lock.rawValue) == .taken else {
            try? lock.close()
            return nil
        }
        self.lock = lock
    }

    deinit {
        try? lock.close()
    }

    /// Where the upload goes on as it was remembered, and how many bytes were there at least.
    func recall() -> (place: UploadPlace, offset: UInt64)? {
        guard let data = FileManager.default.contents(atPath: path.string),
            let entry = try? JSONDecoder().decode(Entry.self, from: data),
            max(entry.minimumChunk, entry.offset) <= UInt64(BoundedNumber.largestSize)
        else { return nil }
        return (UploadPlace(location: entry.location, minimumChunk: entry.minimumChunk), entry.offset)
    }

    /// Remembers a place; that it cannot be written only costs the memory.
    func remember(_ place: UploadPlace, offset: UInt64) {
        let entry = Entry(location: place.location, minimumChunk: place.minimumChunk, offset: offset)
        guard let data = try? JSONEncoder().encode(entry) else { return }
        try? lock.resize(to: 0)
        _ = try? lock.writeAll(toAbsoluteOffset: 0, data)
    }

    /// Forgets the place, as the upload has ended.
    func forget() {
        unlink(path.string)
    }
}

/// Where an upload goes on.
struct UploadPlace: Sendable {
    /// The path and query that the registry named last, an absolute URL on its own origin.
    var location: String
    /// The fewest bytes of a chunk that is not the last (`OCI-Chunk-Min-Length`).
    var minimumChunk: UInt64
}
