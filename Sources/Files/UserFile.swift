internal import Glibc
package import SystemPackage

/// A file of the user's that is written anew: in its place, also where that is a link, and with the mode it has.
package enum UserFile {
    /// Why a file was not written.
    package struct Fault: Error, CustomStringConvertible {
        /// The file that was to be written: what a link leads to.
        package let target: FilePath
        /// The file as it was named.
        package let path: FilePath
        /// What the system says.
        package let error: Errno

        /// In words: `cannot be written: Read-only file system`; of a link, with what it leads to.
        package var description: String {
            target == path
                ? "cannot be written: \(error)" : "is a link to '\(target)', which cannot be written: \(error)"
        }
    }

    /// Replaces a file's content, so that readers see the old bytes or the new, never a part.
    ///
    /// A file whose folder takes no new ones is written where it is, as is what is no regular file.
    ///
    /// - Parameters:
    ///   - path: the file, or a link to it, which stays; it is made where it is missing, with the folders above it.
    ///   - bytes: the new content.
    ///   - mode: the mode of a file that is made; of folders that are made with it, so that its owner can enter them.
    ///   - isSecret: whether a file that everybody may read gets that mode too.
    /// - Throws: `Fault`.
    package static func replace(
        _ path: FilePath,
        with bytes: [UInt8],
        mode: FilePermissions,
        isSecret: Bool = false
    ) throws(Fault) {
        let target = try target(of: path)
        do throws(Errno) {
            var status = stat()
            let isThere = target.withPlatformString { stat($0, &status) } == 0
            guard !isThere || status.st_mode & S_IFMT == S_IFREG else { return try overwrite(target, with: bytes) }
            if !isThere { try makeFolders(above: target, mode: mode.rawValue | mode.rawValue >> 2 & 0o111) }
            let isKept = isThere && !(isSecret && status.st_mode & 0o007 != 0)
            do throws(Errno) {
                try writeAside(target, bytes, mode: isKept ? status.st_mode & 0o7777 : mode.rawValue, status, isThere)
            } catch
                where isThere && [.permissionDenied, .notPermitted, .readOnlyFileSystem, .resourceBusy].contains(error)
            {
                try overwrite(target, with: bytes)
            }
        } catch {
            throw Fault(target: target, path: path, error: error)
        }
    }

    /// What a path leads to, through as many links as the system follows; the path itself where it is no link.
    ///
    /// - Parameter path: the path.
    /// - Returns: the path of what is there, or would be.
    /// - Throws: `Fault` for links that lead to each other.
    package static func target(of path: FilePath) throws(Fault) -> FilePath {
        var place = path
        for _ in 0..<40 {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = place.withPlatformString { readlink($0, &buffer, buffer.count) }
            guard count > 0 else { return place }
            let link = FilePath(String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self))
            place = link.isAbsolute ? link : place.removingLastComponent().pushing(link)
        }
        throw Fault(target: path, path: path, error: .tooManySymbolicLinkLevels)
    }

    private static func writeAside(
        _ target: FilePath,
        _ bytes: [UInt8],
        mode: mode_t,
        _ status: stat,
        _ keepsOwner: Bool
    ) throws(Errno) {
        // Nobody else reads it before it has its mode.
        let aside = try FileAside(for: target, mode: .ownerReadWrite)
        try aside.write(bytes)
        // Of another's file, which only root writes, the owner stays; who may not say so owns it.
        try aside.set(
            mode: FilePermissions(rawValue: mode),
            owner: keepsOwner ? (status.st_uid, status.st_gid) : nil
        )
        try aside.place()
    }

    private static func overwrite(_ target: FilePath, with bytes: [UInt8]) throws(Errno) {
        let descriptor = target.withPlatformString { Glibc.open($0, O_WRONLY | O_TRUNC | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { Glibc.close(descriptor) }
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(Errno) in try FileCalls.writeAll(buffer, to: descriptor)
        }
    }

    private static func makeFolders(above path: FilePath, mode: mode_t) throws(Errno) {
        let folder = path.removingLastComponent()
        guard !folder.isEmpty, folder != path else { return }
        var status = stat()
        if folder.withPlatformString({ stat($0, &status) }) == 0 { return }
        try makeFolders(above: folder, mode: mode)
        guard folder.withPlatformString({ mkdir($0, mode) }) == 0 || errno == EEXIST else {
            throw Errno(rawValue: errno)
        }
    }
}
