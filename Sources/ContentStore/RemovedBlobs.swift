internal import Files
internal import Foundation
internal import Glibc
public import OCIModel
internal import SystemPackage

/// A blob's file that was taken out of its place and is not gone yet.
public struct RemovedBlob: Sendable, Hashable {
    /// The blob.
    public let digest: Digest
    let path: FilePath
}

/// Removing blobs in two steps, for who has to write down a removal between them.
extension BlobStore {
    private var removed: FilePath { root.appending("removed") }

    /// Takes a blob's file out of its place.
    ///
    /// - Parameter digest: the blob, which must be there.
    /// - Returns: the file, for `putBack` or `erase`.
    /// - Throws: `StoreError` with code `system`.
    public func takeOut(_ digest: Digest) throws(StoreError) -> RemovedBlob {
        // A name of its own: the same blob can come and go again before this file is gone.
        let name = "\(digest.algorithm.rawValue)-\(digest.hex).\(UUID().uuidString)"
        let file = RemovedBlob(digest: digest, path: removed.appending(name))
        try atPath(file.path) {
            try FileCalls.makeFolders(removed)
            try FileCalls.move(path(of: digest), to: file.path)
        }
        return file
    }

    /// The files that were taken out and neither put back nor erased, by a process that did not come to its end.
    ///
    /// - Throws: `StoreError` with code `system`.
    public func takenOut() throws(StoreError) -> [RemovedBlob] {
        guard FileCalls.isFolder(removed) else { return [] }
        return try atPath(removed) { try FileCalls.names(in: removed) }.compactMap { name in
            let parts = name.split(separator: ".").first?.split(separator: "-") ?? []
            guard parts.count == 2, let digest = Digest("\(parts[0]):\(parts[1])") else { return nil }
            return RemovedBlob(digest: digest, path: removed.appending(name))
        }
    }

    /// Makes a removed file the blob again, durably.
    ///
    /// - Throws: `StoreError` with code `system`.
    public func putBack(_ file: RemovedBlob) throws(StoreError) {
        try take(file.path, as: file.digest)
    }

    /// Removes a file for good; one that is gone is not an error.
    public func erase(_ file: RemovedBlob) {
        FileCalls.remove(file.path)
    }
}
