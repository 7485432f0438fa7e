internal import Foundation
internal import Glibc
package import SystemPackage

/// The folder that a datalab is built from, in the running datalab where the shipped files would be: what is saved in the page is
/// saved in it.
///
/// The start contract hands out each shipped file once, and remembers which: here all are remembered from the beginning.
package struct EditedFolder: Sendable {
    /// The source's folder.
    package let folder: FilePath
    /// Folders whose files are laid over the source's.
    package let overlays: [FilePath]

    /// A folder.
    ///
    /// - Parameters:
    ///   - folder: the source's folder.
    ///   - overlays: folders whose files are laid over the source's.
    package init(_ folder: FilePath, overlays: [FilePath] = []) {
        (self.folder, self.overlays) = (folder, overlays)
    }

    /// The folder of the workspace that the start contract copies shipped files to (`copy_name` of `start.sh`).
    static func copyName(_ variables: [String]) -> String {
        let set = variables.last { $0.hasPrefix("DATALAB_NAME=") }.map { String($0.dropFirst("DATALAB_NAME=".count)) }
        let name = set.flatMap { $0.isEmpty ? nil : $0 } ?? "notebooks"
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._ -".unicodeScalars)
        let safe = name.unicodeScalars.map { allowed.contains($0) ? String($0) : "-" }.joined()
        return [".", "..", ".datalab"].contains(safe) ? "notebooks" : safe
    }

    /// Makes a workspace in which everything has been handed out.
    ///
    /// - Parameters:
    ///   - place: a folder that is not there yet.
    ///   - name: the folder in it that the source is seen in.
    ///   - owner: the user that the datalab runs as, where this process may choose it.
    /// - Throws: Foundation's errors.
    func makeWorkspace(_ place: FilePath, name: String, owner: UInt32) throws {
        let state = place.appending(".datalab/\(name)")
        for made in [place.appending(name), state] {
            try FileManager.default.createDirectory(atPath: made.string, withIntermediateDirectories: true)
        }
        // By bytes, as `sort` does with LC_ALL=C.
        let names = ([folder] + overlays).flatMap(Self.names)
        let lines = Set(names.map { Array("./\($0)".utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
        try Data(lines.flatMap { $0 + [0] }).write(to: URL(filePath: state.appending("offered").string))
        guard geteuid() == 0 else { return }
        for path in [place, place.appending(".datalab"), state, state.appending("offered")] {
            guard chown(path.string, owner, 0) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    private static func names(in folder: FilePath) -> [String] {
        guard let names = FileManager.default.enumerator(atPath: folder.string) else { return [] }
        var found: [String] = []
        for case let name as String in names {
            if name == ".git" { names.skipDescendants() } else { found.append(name) }
        }
        return found
    }
}
