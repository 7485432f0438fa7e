import Foundation
import SystemPackage

/// A folder of a test's own, removed with the value.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() throws {
        path = FilePath(FileManager.default.temporaryDirectory.path).appending("codec-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Writes a file in the folder.
    @discardableResult
    func write(_ bytes: [UInt8], as name: String) throws -> FilePath {
        let file = path.appending(name)
        try Data(bytes).write(to: URL(fileURLWithPath: file.string))
        return file
    }

    /// Makes an empty folder in the folder.
    func makeFolder(_ name: String) throws -> FilePath {
        let folder = path.appending(name)
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: false)
        return folder
    }
}

/// Makes a symbolic link.
func makeLink(_ link: FilePath, to target: FilePath) throws {
    try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: target.string)
}
