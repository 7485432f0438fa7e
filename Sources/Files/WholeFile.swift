package import SystemPackage

/// Files that are written in one go.
package enum WholeFile {
    /// Writes a file, or another in its place: written aside, synced, renamed.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - path: the file, in a folder that exists; a link there is replaced, not followed.
    ///   - mode: its mode, less the process's umask.
    ///   - durability: what of it is on the disk when this returns.
    /// - Throws: `FileError`; what was there before is then there still, and nothing else.
    package static func write(
        _ bytes: [UInt8],
        to path: FilePath,
        mode: FilePermissions = .ofNewFiles,
        durability: Durability = .content,
    ) throws(FileError) {
        do throws(Errno) {
            let file = try FileAside(for: path, mode: mode)
            try file.write(bytes)
            try file.place(durability)
        } catch {
            throw FileError(path: path, reason: error)
        }
    }

    /// Writes a text in UTF-8, as the other function does bytes.
    ///
    /// - Throws: `FileError`.
    package static func write(
        _ text: String,
        to path: FilePath,
        mode: FilePermissions = .ofNewFiles,
        durability: Durability = .content,
    ) throws(FileError) {
        try write(Array(text.utf8), to: path, mode: mode, durability: durability)
    }
}
