import ExternalTools
import Foundation
import Hashing
import LayerArchive
import OCIModel
import PythonPackages
import SystemPackage
import Testing

/// A folder for one test, removed with the value.
final class Scratch: Sendable {
    let path: FilePath

    init() throws {
        path = FilePath(FileManager.default.temporaryDirectory.path).appending("wheels-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    func file(_ name: String) -> FilePath { path.appending(name) }
}

/// Runs a program and gives its standard output; a failure fails the test.
@discardableResult
func run(_ arguments: String..., environment: [String: String?] = [:]) async throws -> String {
    try await run(arguments, environment: environment)
}

/// Runs a program and gives its standard output; a failure fails the test.
@discardableResult
func run(_ arguments: [String], environment: [String: String?] = [:]) async throws -> String {
    let tool = try ExternalTool.locate("env", installHint: "")
    return String(decoding: try await tool.run(arguments, environment: .inherited(changes: environment)), as: UTF8.self)
}

func bytes(of path: FilePath) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path.string))) }

/// A wheel on disk as the cache gives it.
func wheelFile(_ path: FilePath) throws -> WheelFile {
    let content = try bytes(of: path)
    let filename = try #require(WheelFilename(path.lastComponent?.string ?? ""))
    return WheelFile(filename: filename, path: path, sha256: .sha256(of: content), size: UInt64(content.count))
}

/// Writes a layer of entries and unpacks it with GNU tar.
@discardableResult
func unpack(_ entries: [LayerEntry], into folder: FilePath) async throws -> LayerSummary {
    try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    let archive = folder.appending("layer.tar.gz")
    var layer: [UInt8] = []
    let summary = try LayerWriter.write(entries) { layer.append(contentsOf: $0) }
    try Data(layer).write(to: URL(fileURLWithPath: archive.string))
    try await run("tar", "-xzf", archive.string, "-C", folder.string)
    try FileManager.default.removeItem(atPath: archive.string)
    return summary
}

/// The Python of the machine that runs the tests: its program and its version as in `3.13`.
struct HostPython {
    let program: String
    let version: String

    init() async throws {
        let script = "import os, sys; print(os.path.realpath(sys.executable)); print('%d.%d' % sys.version_info[:2])"
        let lines = try await run("python3", "-c", script).split(separator: "\n").map(String.init)
        (program, version) = (lines[0], lines[1])
    }
}
