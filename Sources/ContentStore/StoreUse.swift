internal import Files
package import SystemPackage

/// Says to other processes that a store is being used: what is in it stays, named or not, until nobody uses it.
///
/// A lock on the store's folder, shared by all who use it and had alone by who removes from it; gone with its process.
package final class StoreUse: Sendable {
    private let lock: FileLock

    /// Uses a store; waits while somebody removes from it.
    ///
    /// - Parameter root: the store's folder, which exists.
    /// - Throws: `StoreError` with code `system`.
    package init(sharing root: FilePath) throws(StoreError) {
        lock = try atPath(root) { try FileLock(folder: root) }
        // A file system without locks has no second process to fear from, or none that could be told.
        try? lock.wait(.shared)
    }

    /// Has a store alone; nil while another process uses it.
    ///
    /// - Parameter root: the store's folder, which exists.
    /// - Throws: `StoreError` with code `system`.
    package init?(havingAlone root: FilePath) throws(StoreError) {
        lock = try atPath(root) { try FileLock(folder: root) }
        guard lock.attempt(.exclusive) == .taken else { return nil }
    }
}
