internal import Glibc
package import SystemPackage

/// Says to other processes that a store is being used: what is in it stays, named or not, until nobody uses it.
///
/// A lock on the store's folder, shared by all who use it and had alone by who removes from it; gone with its process.
package final class StoreUse: Sendable {
    private let descriptor: Int32

    /// Uses a store; waits while somebody removes from it.
    ///
    /// - Parameter root: the store's folder, which exists.
    /// - Throws: `StoreError` with code `system`.
    package init(sharing root: FilePath) throws(StoreError) {
        descriptor = try Self.open(root)
        // A file system without locks has no second process to fear from, or none that could be told.
        while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
    }

    /// Has a store alone; nil while another process uses it.
    ///
    /// - Parameter root: the store's folder, which exists.
    /// - Throws: `StoreError` with code `system`.
    package init?(havingAlone root: FilePath) throws(StoreError) {
        descriptor = try Self.open(root)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    deinit {
        close(descriptor)
    }

    private static func open(_ root: FilePath) throws(StoreError) -> Int32 {
        let descriptor = root.withPlatformString { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw StoreError(.system(Errno(rawValue: errno)), at: root) }
        return descriptor
    }
}
