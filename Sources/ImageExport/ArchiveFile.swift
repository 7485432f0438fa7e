internal import ContentStore
internal import Glibc
internal import LayerArchive
internal import SystemPackage

/// A tar file that is written beside its place and renamed when it is whole.
struct ArchiveFile: ~Copyable {
    private let path: FilePath
    private let temporary: FilePath
    private let file: FileDescriptor

    init(_ path: FilePath) throws {
        self.path = path
        temporary = FilePath("\(path).\(getpid()).part")
        let target = temporary
        file = try atPath(path) {
            try FileDescriptor.open(
                target,
                .writeOnly,
                options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead],
            )
        }
    }

    deinit {
        try? file.close()
        // After `finish` there is nothing of this name.
        unlink(temporary.string)
    }

    /// Adds a folder.
    func addFolder(_ name: String) throws {
        try write(TarHeader.encode(.directory(name), size: 0))
    }

    /// Adds a file with the given content.
    func add(_ name: String, _ content: [UInt8]) throws {
        let size = UInt64(content.count)
        try write(TarHeader.encode(.file(name, .bytes(content)), size: size) + content)
        try write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }

    /// Adds a file with the content of another.
    func add(_ name: String, contentsOf source: FilePath) throws {
        let content = try atPath(source) { try MappedFile(source) }
        let size = UInt64(content.count)
        try write(
            TarHeader.encode(.file(name, LayerContent(.mapped(content, 0..<content.count), size: size)), size: size)
        )
        try content.withBytes(0..<content.count) { bytes in
            _ = try atPath(path) { try file.writeAll(bytes) }
        }
        try write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }

    /// Ends the archive and puts it in its place.
    func finish() throws {
        try write([UInt8](repeating: 0, count: 1024))
        try atPath(path) {
            guard fsync(file.rawValue) == 0, rename(temporary.string, path.string) == 0 else {
                throw Errno(rawValue: errno)
            }
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        _ = try atPath(path) { try file.writeAll(bytes) }
    }
}
