internal import Foundation
internal import SystemPackage

/// A folder of this run alone, for the files that the resolver reads.
struct ScratchFolder {
    let path: FilePath

    init(in parent: FilePath) throws(PackagesError) {
        path = parent.appending("resolve-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: false)
        } catch {
            throw PackagesError(
                .files,
                "the scratch folder '\(path)' cannot be made: \(error.localizedDescription)",
                cause: nil
            )
        }
    }

    /// Writes a text file into a folder.
    static func write(_ text: String, to path: FilePath) throws(PackagesError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path.string))
        } catch {
            throw PackagesError(.files, "the scratch file '\(path)' cannot be written: \(error.localizedDescription)")
        }
    }

    /// Removes the folder; what is left after a failure to do so is only rubbish in a scratch folder.
    func remove() {
        try? FileManager.default.removeItem(atPath: path.string)
    }
}
