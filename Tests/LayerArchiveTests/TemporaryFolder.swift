import ExternalTools
import Foundation
import LayerArchive
import SystemPackage

/// A folder of a test's own, removed with the value.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() throws {
        let name = "datalab-archive-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = FilePath(folder.path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    func file(_ name: String, _ bytes: [UInt8]) throws -> FilePath {
        let file = path.appending(name)
        try Data(bytes).write(to: URL(fileURLWithPath: file.string))
        return file
    }

    func zip(_ bytes: [UInt8], limits: ZipLimits = .standard, rules: ZipRules = []) throws -> ZipArchive {
        let file = try MappedFile(file("\(UUID().uuidString).zip", bytes))
        return try ZipArchive(file, name: "test.zip", limits: limits, rules: rules)
    }

    /// Everything below a folder: file contents, link targets as `-> target`, `folder` for folders.
    func contents(of folder: FilePath) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.string) {
            let path = folder.pushing(FilePath(name)).string
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
            found[name] = target.map { "-> \($0)" } ?? (try? String(contentsOfFile: path, encoding: .utf8)) ?? "folder"
        }
        return found
    }
}

/// Runs a script with the machine's Python, whose `zipfile` and `tarfile` are the oracles of these tests.
@discardableResult
func python(_ script: String, _ arguments: [String] = []) async throws -> String {
    let tool = try ExternalTool.locate("python3", installHint: "install 'python3'")
    return String(decoding: try await tool.run(["-c", script] + arguments), as: UTF8.self)
}
