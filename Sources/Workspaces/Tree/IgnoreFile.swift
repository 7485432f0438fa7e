internal import Reporting

/// The patterns of one `.datalabignore`, for the folder it lies in.
package struct IgnoreFile: Sendable {
    /// The name of ignore files.
    package static let name = ".datalabignore"

    /// The folder's path with its slash; empty for the root.
    private let base: [UInt8]
    private let patterns: [IgnorePattern]

    /// Reads an ignore file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: the file; a byte order mark, carriage returns and UTF-16 do no harm.
    ///   - folder: the path of the folder it lies in, relative to the workspace; empty for its root.
    package init(_ bytes: [UInt8], folder: [UInt8]) {
        base = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
        let lines = TextFile.withoutMark(bytes).split(separator: UInt8(ascii: "\n"))
        patterns = lines.compactMap { IgnorePattern($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0) }
    }

    /// Whether the last pattern that matches a path below the folder ignores it; nil when none matches.
    func verdict(_ path: [UInt8], isFolder: Bool) -> Bool? {
        guard path.starts(with: base) else { return nil }
        let relative = path[base.count...]
        return patterns.last { $0.matches(relative, isFolder: isFolder) }.map { !$0.isNegative }
    }
}

extension [IgnoreFile] {
    /// Whether a path is ignored: the innermost file with a matching pattern decides.
    package func ignores(_ path: [UInt8], isFolder: Bool) -> Bool {
        verdict(path, isFolder: isFolder) ?? false
    }

    /// Whether the innermost file with a matching pattern ignores a path or takes it back; nil when no pattern matches.
    func verdict(_ path: [UInt8], isFolder: Bool) -> Bool? {
        reversed().lazy.compactMap { $0.verdict(path, isFolder: isFolder) }.first
    }
}
