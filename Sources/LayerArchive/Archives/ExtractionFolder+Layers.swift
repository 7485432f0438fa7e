import Glibc
import SystemPackage

/// What the layers of an image need beyond a zip's entries: they replace and remove what is below them.
extension ExtractionFolder {
    /// Whether there is a folder of this path; a link to one is none.
    func isFolder(_ path: String) throws(Errno) -> Bool {
        let (parent, name) = try place(path)
        var status = stat()
        return fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes a file, a link, or a folder with all that is in it; nothing there is fine.
    func remove(_ path: String) throws(Errno) {
        let (parent, name) = try place(path)
        try Self.remove(name, in: parent)
        forgetLast()
    }

    /// The names in a folder.
    func names(in path: String) throws(Errno) -> [String] {
        try Self.names(in: path.isEmpty ? root : folder(path))
    }

    /// Makes a second name for a file.
    func makeHardLink(_ path: String, to target: String) throws(Errno) {
        let (targetFolder, targetName) = try place(target)
        // The next place may close this one.
        let source = dup(targetFolder)
        guard source >= 0 else { throw Errno(rawValue: errno) }
        defer { close(source) }
        let (parent, name) = try place(path)
        guard linkat(source, targetName, parent, name, 0) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives a folder its owner and its mode; a nil owner leaves it with who made it.
    func setFolder(_ path: String, mode: mode_t, owner: (user: uid_t, group: gid_t)?) throws(Errno) {
        let descriptor = try folder(path)
        if let owner, fchown(descriptor, owner.user, owner.group) != 0 { throw Errno(rawValue: errno) }
        guard fchmod(descriptor, mode) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives a link its owner.
    func setLink(_ path: String, owner: (user: uid_t, group: gid_t)) throws(Errno) {
        let (parent, name) = try place(path)
        guard fchownat(parent, name, owner.user, owner.group, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    private static func remove(_ name: String, in parent: Int32) throws(Errno) {
        if unlinkat(parent, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw Errno(rawValue: errno) }
        let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { close(descriptor) }
        for child in try names(in: descriptor) { try remove(child, in: descriptor) }
        guard unlinkat(parent, name, AT_REMOVEDIR) == 0 else { throw Errno(rawValue: errno) }
    }

    private static func names(in descriptor: Int32) throws(Errno) -> [String] {
        let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0, let stream = fdopendir(own) else { throw Errno(rawValue: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
