internal import Glibc

/// How many files something that is left out holds, and how many bytes.
struct LeftOutCount {
    /// The most files that are counted in one tree: an environment can have more, and nobody needs to know how many.
    static let limit = 20_000

    private(set) var files = 0
    private(set) var size: UInt64 = 0
    /// Whether there is more than was counted.
    private(set) var isMore = false

    /// Counts a file, or a folder with all below it, without following a link.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - folder: the descriptor of the folder that it is in.
    ///   - rest: how many may still be counted, less what was.
    /// - Returns: the count.
    static func of(_ name: [UInt8], in folder: Int32, _ rest: inout Int) -> LeftOutCount {
        var count = LeftOutCount()
        count.add(name.map { CChar(bitPattern: $0) } + [0], in: folder, &rest, depth: 0)
        return count
    }

    private mutating func add(_ name: [CChar], in folder: Int32, _ rest: inout Int, depth: Int) {
        guard rest > 0, depth < 100 else {
            isMore = true
            return
        }
        rest -= 1
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            files += 1
            size += UInt64(max(status.st_size, 0))
            return
        }
        let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
            }
            if name == [46, 0] || name == [46, 46, 0] { continue }
            add(name, in: dirfd(stream), &rest, depth: depth + 1)
        }
    }
}
