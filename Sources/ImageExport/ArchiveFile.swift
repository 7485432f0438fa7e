internal import ContentStore
internal import Files
internal import LayerArchive
internal import SystemPackage

/// A tar file that is written beside its place and renamed when it is whole.
struct ArchiveFile: ~Copyable {
    private let path: FilePath
    private let file: FileAside

    init(_ path: FilePath) throws {
        self.path = path
        file = try atPath(path) { try FileAside(for: path, mode: [.ownerReadWrite, .groupRead, .otherRead]) }
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
            _ = try atPath(path) { try file.write(bytes) }
        }
        try write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }

    /// Ends the archive and puts it in its place.
    func finish() throws {
        try write([UInt8](repeating: 0, count: 1024))
        try atPath(path) { try file.place() }
    }

    private func write(_ bytes: [UInt8]) throws {
        _ = try atPath(path) { try file.write(bytes) }
    }
}
