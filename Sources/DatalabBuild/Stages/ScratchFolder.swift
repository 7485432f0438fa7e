internal import Files
internal import Foundation
internal import LocalRuns
package import SystemPackage

/// A folder for what one build or copy needs only for itself; gone with it, or, if its process dies, at the next start.
package final class ScratchFolder: Sendable {
    /// Where it is.
    package let path: FilePath
    private let lock: FileLock

    /// Makes a folder that is locked for as long as the value lives.
    ///
    /// - Parameter home: the home it is in.
    /// - Throws: `BuildFailure` with code `cannotWrite`.
    package init(home: DatalabHome) throws(BuildFailure) {
        while true {
            let path = home.scratch.appending(UUID().uuidString)
            try home.make(path)
            // Who looks for abandoned folders may come between; a file system without locks has nobody who could tell.
            guard let lock = try Self.lock(path), lock.attempt(.exclusive) != .held,
                FileManager.default.fileExists(atPath: path.string)
            else { continue }
            (self.path, self.lock) = (path, lock)
            return
        }
    }

    /// The lock of a folder; nil for one that is gone.
    private static func lock(_ path: FilePath) throws(BuildFailure) -> FileLock? {
        do {
            return try FileLock(folder: path)
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw BuildFailure(.cannotWrite(path), detail: "\(error)")
        }
    }

    /// Removes the folder and what is in it.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Removes the folders whose processes are gone.
    static func removeAbandoned(in home: DatalabHome) throws(BuildFailure) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: home.scratch.string)) ?? [] {
            let path = home.scratch.appending(name)
            guard let lock = try? FileLock(folder: path), lock.attempt(.exclusive) == .taken else { continue }
            defer { withExtendedLifetime(lock) {} }
            RunTraces.remove(of: path)
            try? FileManager.default.removeItem(atPath: path.string)
        }
    }
}
