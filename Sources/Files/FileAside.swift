internal import Glibc
package import SystemPackage

/// What of a written file is on the disk itself once the file has its name: what a power cut leaves.
package enum Durability: Sendable {
    /// Nothing yet: a part of the file may be left. For what can be made again, and whose reader tells a part from the whole.
    case memory
    /// The content: what was there before is left, or the new file whole.
    case content
    /// The content and the name: the new file is left.
    case contentAndName
}

/// A file that is written beside its place, under a hidden name of its own, and gets its place when it is whole.
///
/// Readers see what was there before or the new file, never a part. One that is dropped before leaves nothing.
/// One owner at a time: not `Sendable`.
package final class FileAside {
    private let target: FilePath
    private let path: FilePath
    private var descriptor: Int32
    private var isThere = true

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - target: its place, in a folder that exists; a link there is replaced, not followed.
    ///   - mode: its mode, less the process's umask.
    /// - Throws: what the system says.
    package init(for target: FilePath, mode: FilePermissions = .ofNewFiles) throws(Errno) {
        self.target = target
        // Not made of the target's name: that may be as long as a name can be already.
        let name = ".datalab-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let path = target.removingLastComponent().appending(name)
        self.path = path
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let open = path.withPlatformString { Glibc.open($0, flags, mode.rawValue) }
        guard open >= 0 else { throw Errno(rawValue: errno) }
        descriptor = open
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if isThere { FileCalls.remove(path) }
    }

    /// Adds bytes at the end.
    ///
    /// - Parameter bytes: the next bytes.
    /// - Throws: what the system says; the file is then of no further use.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
        try FileCalls.writeAll(bytes, to: descriptor)
    }

    /// Adds bytes at the end.
    ///
    /// - Parameter bytes: the next bytes.
    /// - Throws: what the system says; the file is then of no further use.
    package func write(_ bytes: [UInt8]) throws(Errno) {
        try bytes.span.bytes.withUnsafeBytes { (buffer) throws(Errno) in try write(buffer) }
    }

    /// Gives the file a mode, whatever the umask is, and, where this user may do that, an owner.
    ///
    /// - Parameters:
    ///   - mode: the permissions.
    ///   - owner: the owner and the group; nil for this process's.
    /// - Throws: what the system says of the mode.
    package func set(mode: FilePermissions, owner: (user: UInt32, group: UInt32)? = nil) throws(Errno) {
        if let owner { _ = fchown(descriptor, owner.user, owner.group) }
        guard fchmod(descriptor, mode.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Puts the file in its place; what was there before is gone.
    ///
    /// - Parameter durability: what of it is on the disk then.
    /// - Throws: what the system says; of a name that could not be brought to the disk, too, though the file is in its place.
    package func place(_ durability: Durability = .content) throws(Errno) {
        try end(durability)
        try FileCalls.move(path, to: target)
        isThere = false
        if durability == .contentAndName { try FileCalls.syncFolder(target.removingLastComponent()) }
    }

    /// Puts the file in its place if there is nothing.
    ///
    /// - Parameter durability: what of it is on the disk then.
    /// - Returns: whether it is there; of several that try at once one is.
    /// - Throws: what the system says.
    package func placeIfMissing(_ durability: Durability = .content) throws(Errno) -> Bool {
        try end(durability)
        do throws(Errno) {
            try FileCalls.link(path, to: target)
        } catch .fileExists {
            return false
        }
        if durability == .contentAndName { try FileCalls.syncFolder(target.removingLastComponent()) }
        return true
    }

    private func end(_ durability: Durability) throws(Errno) {
        if durability != .memory { try FileCalls.sync(descriptor) }
        // Closed before it has its name: a program that is open for writing cannot be started.
        let open = descriptor
        descriptor = -1
        guard close(open) == 0 || errno == EINTR else { throw Errno(rawValue: errno) }
    }
}

extension FilePermissions {
    /// The mode of an ordinary new file, of which the umask takes what the user wants to keep from others.
    package static var ofNewFiles: FilePermissions { [.ownerReadWrite, .groupReadWrite, .otherReadWrite] }
}
