internal import Hashing
internal import OCIModel
internal import SystemPackage

/// The SHA-256 of files, read in pieces.
enum FileHash {
    private static let pieceSize = 1 << 20

    /// The digest of a file.
    static func sha256(of path: FilePath) throws -> Digest {
        try read(path) { _ in }
    }

    /// Copies a file to a new one, and gives the digest of what was copied.
    static func copy(_ source: FilePath, to target: FilePath) throws -> Digest {
        let file = try FileDescriptor.open(
            target,
            .writeOnly,
            options: [.create, .exclusiveCreate],
            permissions: [.ownerReadWrite, .groupRead, .otherRead]
        )
        return try file.closeAfter { try read(source) { _ = try file.writeAll($0) } }
    }

    private static func read(_ path: FilePath, _ body: ([UInt8]) throws -> Void) throws -> Digest {
        let file = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .closeOnExec])
        return try file.closeAfter {
            let hasher = ContentHasher(.sha256)
            while true {
                let piece = try [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                guard !piece.isEmpty else { return hasher.finish() }
                hasher.update(piece)
                try body(piece)
            }
        }
    }
}
