internal import Glibc
internal import LayerArchive
package import SystemPackage

/// What of a tree belongs to a workspace, beside what its own `.datalabignore` files say.
package struct TreeRules: Sendable {
    /// A folder that is laid over the tree: its `.datalabignore` files take the place of the tree's.
    package var overlay: FilePath?
    /// Whether what `.gitignore` files name stays out, unless git keeps it: in a folder that somebody works in.
    package var usesGitignore = false
    /// Whether also what is never meant belongs to it: of files that were named one by one.
    package var keepsAll = false
    /// Files and folders that are no part of the tree even when they lie in it.
    package var leftOut: [FilePath] = []

    /// The rules for what was checked out or unpacked.
    package init() {}

    /// Whether the `.datalabignore` files of a tree leave a path out, or a folder above it.
    ///
    /// - Parameters:
    ///   - path: the path, relative to the tree; nothing need be there.
    ///   - tree: the tree.
    /// - Returns: whether it is left out.
    func ignores(_ path: String, in tree: FilePath) -> Bool {
        let parts = PathBytes.parts(path)
        var files: [IgnoreFile] = []
        for depth in parts.indices {
            let folder = parts[..<depth].joined(separator: "/")
            if let file = ignoreFile(in: folder, of: tree) { files.append(file) }
            if files.ignores(Array(parts[...depth].joined(separator: "/").utf8), isFolder: true) { return true }
        }
        return false
    }

    private func ignoreFile(in folder: String, of tree: FilePath) -> IgnoreFile? {
        for root in [overlay, tree].compactMap({ $0 }) {
            let path = (folder.isEmpty ? root : root.pushing(FilePath(folder))).appending(IgnoreFile.name)
            guard let bytes = RuleFile.read(AT_FDCWD, path.string) else { continue }
            return IgnoreFile(bytes, folder: Array(folder.utf8))
        }
        return nil
    }
}

/// Reading a file of patterns without following a link.
enum RuleFile {
    /// The most bytes of one.
    static let sizeLimit = 1 << 20

    /// Its bytes, at most one more than the limit; nil when there is none or it cannot be read.
    static func read(_ folder: Int32, _ name: String, sizeLimit: Int = sizeLimit) -> [UInt8]? {
        let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), sizeLimit) + 1)
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count, off_t(count))
            }
            guard read > 0 else { break }
            count += read
        }
        return Array(bytes.prefix(count))
    }
}
