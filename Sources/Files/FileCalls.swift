package import Glibc
package import SystemPackage

/// Calls of the file system, with `Errno` for their failures.
package enum FileCalls {
    /// Makes a folder and its parents; one that exists is not an error.
    package static func makeFolders(_ path: FilePath) throws(Errno) {
        if isFolder(path) { return }
        if !path.removingLastComponent().isEmpty, path.removingLastComponent() != path {
            try makeFolders(path.removingLastComponent())
        }
        let status = path.withPlatformString { mkdir($0, 0o755) }
        guard status == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    /// Whether there is a folder; a link to one is none.
    package static func isFolder(_ path: FilePath) -> Bool {
        status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// What the system knows of a file, of a link itself (lstat(2)); nil when there is nothing.
    package static func status(_ path: FilePath) -> stat? {
        var status = stat()
        let result = path.withPlatformString { lstat($0, &status) }
        return result == 0 ? status : nil
    }

    /// The size of a regular file; nil when there is none.
    package static func size(_ path: FilePath) -> Int64? {
        status(path).flatMap { $0.st_mode & S_IFMT == S_IFREG ? Int64($0.st_size) : nil }
    }

    /// Gives a file or a folder that was written aside its place on the same file system (rename(2)).
    ///
    /// A file there is replaced at once; a folder only while it is empty. What must outlive a power cut is synced before, and
    /// its new folder after.
    package static func move(_ old: FilePath, to new: FilePath) throws(Errno) {
        let status = old.withPlatformString { source in new.withPlatformString { Glibc.rename(source, $0) } }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives a file a second name on the same file system (link(2)), where there is nothing of that name.
    package static func link(_ old: FilePath, to new: FilePath) throws(Errno) {
        let status = old.withPlatformString { source in new.withPlatformString { Glibc.link(source, $0) } }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    /// Removes a file; one that is not there is not an error.
    package static func remove(_ path: FilePath) {
        _ = path.withPlatformString { unlink($0) }
    }

    /// Brings what was written to an open file to the disk itself.
    package static func sync(_ descriptor: Int32) throws(Errno) {
        guard fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Brings a file's content, however it was written, to the disk itself.
    package static func syncFile(_ path: FilePath) throws(Errno) {
        let descriptor = path.withPlatformString { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        try sync(descriptor)
    }

    /// Makes a rename durable: the folder's own entry is written to disk.
    package static func syncFolder(_ path: FilePath) throws(Errno) {
        let folder = path.isEmpty ? FilePath(".") : path
        let descriptor = folder.withPlatformString { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        do throws(Errno) {
            try sync(descriptor)
        } catch .invalidArgument {
            // A file system that has no way to, as some over the network: what it promises it keeps or not by itself.
        }
    }

    /// The names in a folder, sorted.
    package static func names(in folder: FilePath) throws(Errno) -> [String] {
        guard let handle = folder.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// A whole file's bytes.
    ///
    /// - Throws: what the system says; `fileTooLarge` above the limit, in bytes.
    package static func readAll(_ path: FilePath, limit: Int) throws(Errno) -> [UInt8] {
        let descriptor = path.withPlatformString { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Errno(rawValue: errno) }
        guard status.st_size <= limit else { throw .fileTooLarge }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw count == 0 ? .ioError : Errno(rawValue: errno) }
            filled += count
        }
        return bytes
    }

    /// Gives a file's bytes piece by piece, at most 1 MiB each.
    package static func readPieces(_ path: FilePath, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = path.withPlatformString { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Errno(rawValue: errno) }
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
        }
    }

    /// Writes all bytes to a descriptor.
    package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(Errno) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = write(descriptor, piece.baseAddress, piece.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Errno(rawValue: errno)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes all bytes to a place in a file.
    package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int64) throws(Errno)
    {
        var written = 0
        while written < bytes.count {
            let piece = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = pwrite(descriptor, piece.baseAddress, piece.count, off_t(offset) + written)
            if count < 0 {
                if errno == EINTR { continue }
                throw Errno(rawValue: errno)
            }
            written += count
        }
    }
}
