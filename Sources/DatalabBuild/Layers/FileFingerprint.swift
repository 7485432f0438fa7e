internal import Foundation
internal import Glibc
internal import LayerArchive
internal import SystemPackage

/// What a file system says of files, by which their content is known again without reading it.
///
/// Size, modification and change time, device and inode of each: a program can set the modification time back, but not the
/// change time.
enum FileFingerprint {
    /// How long ago a file must have changed to be trusted: one that changes while it is read, within the clock's grain, would
    /// otherwise be taken for what was read.
    private static let settled: Int64 = 2

    /// The fingerprint of files on disk; nil when one has changed too recently, or has no file behind it.
    static func of(_ entries: [LayerEntry]) -> [String]? {
        let limit = Int64(Date().timeIntervalSince1970) - settled
        var lines: [String] = []
        for entry in entries {
            switch entry.kind {
            case .directory: lines.append("folder \(entry.path)")
            case .symbolicLink(let target): lines.append("link \(entry.path) \(target)")
            case .hardLink, .whiteout: return nil
            case .file(let content):
                guard case .path(let path) = content.source, let line = line(path, entry, limit) else { return nil }
                lines.append(line)
            }
        }
        return lines
    }

    /// The fingerprint of one file; nil when it has changed too recently.
    static func of(_ path: FilePath, named name: String) -> String? {
        facts(path, Int64(Date().timeIntervalSince1970) - settled).map { "file \(name) \($0)" }
    }

    private static func line(_ path: FilePath, _ entry: LayerEntry, _ limit: Int64) -> String? {
        facts(path, limit).map { "file \(entry.path) \(entry.mode) \($0)" }
    }

    private static func facts(_ path: FilePath, _ limit: Int64) -> String? {
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
        let (modified, changed) = (status.st_mtim, status.st_ctim)
        guard Int64(changed.tv_sec) < limit else { return nil }
        return "\(status.st_size) \(modified.tv_sec).\(modified.tv_nsec) "
            + "\(changed.tv_sec).\(changed.tv_nsec) \(status.st_dev):\(status.st_ino)"
    }
}
