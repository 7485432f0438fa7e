internal import Foundation
internal import Glibc
internal import LocalRuns
package import SystemPackage

/// A folder for what one build or copy needs only for itself; gone with it, or, if its process dies, at the next start.
package final class ScratchFolder: Sendable {
    /// Where it is.
    package let path: FilePath
    private let descriptor: Int32

    /// Makes a folder that is locked for as long as the value lives.
    ///
    /// - Parameter home: the home it is in.
    /// - Throws: `BuildFailure` with code `cannotWrite`.
    package init(home: DatalabHome) throws(BuildFailure) {
        while true {
            let path = home.scratch.appending(UUID().uuidString)
            try home.make(path)
            let descriptor = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            // Who looks for abandoned folders may come between; a file system without locks has nobody who could tell.
            let isTaken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
            if !isTaken, FileManager.default.fileExists(atPath: path.string) {
                (self.path, self.descriptor) = (path, descriptor)
                return
            }
            close(descriptor)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Removes the folder and what is in it.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Removes the folders whose processes are gone.
    static func removeAbandoned(in home: DatalabHome) throws(BuildFailure) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: home.scratch.string)) ?? [] {
            let path = home.scratch.appending(name).string
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            RunTraces.remove(of: FilePath(path))
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
