internal import Glibc
internal import SystemPackage

/// The file-system calls the store stands on, with `Errno` for their failures.
enum FileCalls {
    /// Makes a folder and its parents; one that exists is not an error.
    static func makeFolders(_ path: FilePath) throws(Errno) {
        if isFolder(path) { return }
        if !path.removingLastComponent().isEmpty, path.removingLastComponent() != path {
            try makeFolders(path.removingLastComponent())
        }
        let status = path.withPlatformString { mkdir($0, 0o755) }
        guard status == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    static func isFolder(_ path: FilePath) -> Bool {
        status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    static func status(_ path: FilePath) -> stat? {
        var status = stat()
        let result = path.withPlatformString { lstat($0, &status) }
        return result == 0 ? status : nil
    }

    /// The size of a regular file; nil when there is none.
    static func size(_ path: FilePath) -> Int64? {
        status(path).flatMap { $0.st_mode & S_IFMT == S_IFREG ? Int64($0.st_size) : nil }
    }

    static func rename(_ old: FilePath, to new: FilePath) throws(Errno) {
        let status = old.withPlatformString { source in new.withPlatformString { Glibc.rename(source, $0) } }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    static func link(_ old: FilePath, to new: FilePath) throws(Errno) {
        let status = old.withPlatformString { source in new.withPlatformString { Glibc.link(source, $0) } }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    /// Removes a file; one that is not there is not an error.
    static func remove(_ path: FilePath) {
        _ = path.withPlatformString { unlink($0) }
    }

    /// Makes a rename durable: the folder's own entry is written to disk.
    static func syncFolder(_ path: FilePath) throws(Errno) {
        let descriptor = path.withPlatformString { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
    }

    static func names(in folder: FilePath) throws(Errno) -> [String] {
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

    static func readAll(_ path: FilePath, limit: Int) throws(Errno) -> [UInt8] {
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
    static func readPieces(_ path: FilePath, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
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
    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(Errno) {
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
    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int64) throws(Errno) {
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

    /// Replaces a file's content so that readers see the old bytes or the new, never a part.
    static func replace(_ path: FilePath, with bytes: [UInt8]) throws(Errno) {
        let temporary = FilePath("\(path.string).\(getpid())-\(UInt32.random(in: 0 ... .max))")
        let descriptor = temporary.withPlatformString { Glibc.open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        do throws(Errno) {
            try bytes.span.bytes.withUnsafeBytes { (buffer) throws(Errno) in try writeAll(buffer, to: descriptor) }
            guard fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
            try rename(temporary, to: path)
        } catch {
            remove(temporary)
            throw error
        }
    }
}
