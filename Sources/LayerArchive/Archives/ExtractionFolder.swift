import Glibc
import SystemPackage

/// A folder that files are made in, each step anchored to a directory descriptor: no link on the way is ever followed.
///
/// Paths are compared and cut as bytes, as the kernel does: to a string, a slash with a combining character behind it is
/// no `"/"`, and a composed letter equals the decomposed one.
final class ExtractionFolder {
    let root: Int32
    private var last: (path: String, descriptor: Int32)?

    /// Opens an existing folder.
    init(_ path: FilePath) throws(Errno) {
        let descriptor = path.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        root = descriptor
    }

    deinit {
        forgetLast()
        close(root)
    }

    /// Opens the next folder anew: what was last asked for may be another one by now.
    func forgetLast() {
        if let last { close(last.descriptor) }
        last = nil
    }

    /// Makes a folder and those above it, where they are missing.
    func makeFolder(_ path: String) throws(Errno) {
        _ = try folder(path)
    }

    /// Makes a new file; a file of this name must not exist.
    ///
    /// - Returns: a descriptor for writing, to be closed by the caller.
    func makeFile(_ path: String) throws(Errno) -> Int32 {
        let (parent, name) = try place(path)
        let descriptor = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        return descriptor
    }

    /// Makes a symbolic link; nothing of this name must exist.
    func makeLink(_ path: String, target: String) throws(Errno) {
        let (parent, name) = try place(path)
        guard symlinkat(target, parent, name) == 0 else { throw Errno(rawValue: errno) }
    }

    /// The folder an entry is in, valid until the next call, and its name there.
    func place(_ path: String) throws(Errno) -> (parent: Int32, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (root, path) }
        return (try folder(String(path[..<slash])), String(path[path.utf8.index(after: slash)...]))
    }

    /// The descriptor of a folder; the last one asked for stays open, as entries of one folder come together.
    func folder(_ path: String) throws(Errno) -> Int32 {
        if let last, last.path.utf8.elementsEqual(path.utf8) { return last.descriptor }
        var descriptor = dup(root)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        for part in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            let part = String(Substring(part))
            let above = descriptor
            defer { close(above) }
            guard part != "..", part != ".", !part.isEmpty else { throw .invalidArgument }
            guard mkdirat(above, part, 0o755) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
            let next = openat(above, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { throw Errno(rawValue: errno) }
            descriptor = next
        }
        if let last { close(last.descriptor) }
        last = (path, descriptor)
        return descriptor
    }
}
