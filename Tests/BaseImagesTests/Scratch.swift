import Foundation
import SystemPackage

/// A folder that is gone when the test is.
final class Scratch {
    let path: FilePath

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "base-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = FilePath(folder.resolvingSymlinksInPath().path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    /// Writes a file and the folders above it.
    @discardableResult
    func write(_ name: String, _ text: String, executable: Bool = false) throws -> FilePath {
        let file = path.appending(name)
        let manager = FileManager.default
        try manager.createDirectory(atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file.string))
        try manager.setAttributes([.posixPermissions: executable ? 0o755 : 0o644], ofItemAtPath: file.string)
        return file
    }

    func read(_ name: String) -> String? {
        FileManager.default.contents(atPath: path.appending(name).string).map { String(decoding: $0, as: UTF8.self) }
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path.appending(name).string) }
}

/// The checkout these tests belong to.
enum Checkout {
    static let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
    static var recipe: FilePath { root.appending("recipes/jupyterlab") }
    static var contract: FilePath { root.appending("recipes/shared/contract") }
}
