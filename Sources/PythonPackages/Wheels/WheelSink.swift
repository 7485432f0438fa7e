internal import Files
internal import Foundation
internal import HTTPTransfer
internal import Hashing
internal import OCIModel
internal import Offloading
internal import SystemPackage

/// Writes a wheel to a temporary file and hashes it on the way.
actor WheelSink: TransferSink {
    /// The content is not what was asked for.
    struct Mismatch: Error {
        let detail: String
    }

    /// A file could not be read or written.
    struct FileFailure: Error {
        let action: String
        let path: FilePath
        let reason: Errno
    }

    private let path: FilePath
    private let onBytes: @Sendable (Int64) -> Void
    private let hasher = ContentHasher(.sha256)
    /// The most bytes that are taken.
    private let limit: UInt64
    private var descriptor: FileDescriptor?
    private var count: UInt64 = 0

    /// A sink for one temporary file.
    ///
    /// - Parameters:
    ///   - path: the temporary file.
    ///   - limit: the most bytes that are taken.
    ///   - onBytes: told how many bytes came, or (negative) were thrown away.
    init(_ path: FilePath, limit: UInt64 = .max, onBytes: @escaping @Sendable (Int64) -> Void) {
        self.path = path
        self.limit = limit
        self.onBytes = onBytes
    }

    func begin() throws {
        onBytes(-Int64(count))
        count = 0
        _ = hasher.finishBytes()
        try attempt("written to", path) {
            try close()
            descriptor = try .open(
                path,
                .writeOnly,
                options: [.create, .truncate, .noFollow],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        }
    }

    func write(_ bytes: [UInt8]) throws {
        hasher.update(bytes)
        count += UInt64(bytes.count)
        guard count <= limit else { throw Mismatch(detail: "got more than \(limit) bytes, the limit") }
        _ = try attempt("written to", path) { try descriptor?.writeAll(bytes) }
        onBytes(Int64(bytes.count))
    }

    /// Takes the content of a file of this machine.
    func copy(_ source: FilePath) throws {
        try begin()
        let file = try attempt("read from", source) { try FileDescriptor.open(source, .readOnly) }
        defer { try? file.close() }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            try Task.checkCancellation()
            let read = try attempt("read from", source) {
                try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            }
            guard read > 0 else { return }
            try write(Array(buffer[..<read]))
        }
    }

    /// Checks the content and gives it its name.
    ///
    /// - Throws: `Mismatch`, `FileFailure`.
    func keep(as target: FilePath, sha256: Digest, size: UInt64?) async throws -> UInt64 {
        let digest = try await keep(sha256: sha256, size: size) { _ in target }
        precondition(digest == sha256, "checked before it is kept")
        return count
    }

    /// Checks the content as far as it is known, and gives it the name that its digest decides.
    ///
    /// - Throws: `Mismatch`, `FileFailure`.
    func keep(sha256: Digest?, size: UInt64?, as name: (Digest) -> FilePath) async throws -> Digest {
        if let size, size != count { throw Mismatch(detail: "got \(count) bytes, expected \(size)") }
        let digest = hasher.finish()
        if let sha256, digest != sha256 { throw Mismatch(detail: "got \(digest), expected \(sha256)") }
        let target = name(digest)
        guard let descriptor else { throw Mismatch(detail: "got no content") }
        try await sync(descriptor)
        try attempt("written to", path) { try close() }
        try attempt("kept as", target) {
            let folder = target.removingLastComponent()
            guard mkdir(folder.string, 0o755) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
            try FileCalls.move(path, to: target)
        }
        return digest
    }

    /// Removes the temporary file.
    func discard() {
        try? close()
        unlink(path.string)
        onBytes(-Int64(count))
        count = 0
    }

    /// Waits for the disk on a thread that may wait.
    private func sync(_ descriptor: FileDescriptor) async throws {
        let path = path
        try await BlockingWork.run {
            do throws(Errno) {
                try FileCalls.sync(descriptor.rawValue)
            } catch {
                throw FileFailure(action: "written to", path: path, reason: error)
            }
        }
    }

    private func close() throws {
        let open = descriptor
        descriptor = nil
        try open?.close()
    }

    private func attempt<Result>(_ action: String, _ path: FilePath, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let reason as Errno {
            throw FileFailure(action: action, path: path, reason: reason)
        }
    }
}
