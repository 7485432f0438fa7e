import Foundation
import HTTPTransfer
import Hashing
import OCIModel
import PythonPackages
import Reporting
import SourceBuilds
import SystemPackage
import Testing

/// Builds sources in sealed boxes on this machine's own `/usr`, with its Python.
struct BuildLab {
    let box: BoxLab
    var build: WheelBuild
    let target: PythonTarget
    let uv: FilePath
    let log = LogKeeper()

    /// A lab whose backends get nothing, unless another finder is given.
    init(
        limits: BoxLimits = BoxLimits(seconds: 60),
        requirements: BuildRequirements.Finder? = nil,
    ) throws {
        box = try BoxLab(.root, limits: limits)
        let scratch = box.folder.appending("scratch")
        try FileManager.default.createDirectory(atPath: scratch.string, withIntermediateDirectories: true)
        let version = try Self.version()
        target = try #require(PythonTarget(fullVersion: version, glibc: "2.36", architecture: .x86_64))
        uv = try PackageResolver.locate(variables: ProcessInfo.processInfo.environment).uvPath
        build = WheelBuild(
            requirements: requirements ?? { _, _, _, _, _ in BuildRequirements(wheels: []) },
            uv: uv,
            folder: box.folder.appending("built"),
            scratch: scratch,
            limits: limits
        )
    }

    /// The version of this machine's Python, of its file `/usr/bin/python3.x`.
    private static func version() throws -> String {
        let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/usr/bin/python3")
        return String(try #require(link.split(separator: "/").last?.dropFirst("python".count)))
    }

    /// A root that is this machine's `/usr`.
    var root: BuilderRoot {
        var root = BuilderRoot(path: box.box.root, digest: Digest.sha256(of: Array("this machine".utf8)))
        root.parts = ["usr": "/usr"]
        return root
    }

    /// Writes a source.
    func source(_ files: [String: String], name: String = "demo", version: String? = nil) throws -> SourceTree {
        let folder = box.folder.appending("source-\(UUID().uuidString)")
        for (path, text) in files {
            let file = folder.appending(path)
            try FileManager.default.createDirectory(
                atPath: file.removingLastComponent().string,
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: URL(filePath: file.string))
        }
        let texts = files.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }.joined(separator: "\n")
        return SourceTree(
            folder: folder,
            identity: .sha256(of: Array(texts.utf8)),
            title: "\(name)-1.0.tar.gz",
            expectedName: name,
            expectedVersion: version
        )
    }

    /// Builds a source.
    func wheel(of tree: SourceTree) async throws -> BoxedWheel {
        let log = log
        return try await build.wheel(
            of: tree,
            in: root,
            target: target,
            interpreter: "/usr/bin/python3"
        ) { event in
            if case .log(let line) = event { log.add(line) }
            if case .warning(let problem) = event { log.add("\(problem)") }
        }
    }

    /// Removes all of it.
    func remove() { box.remove() }
}

/// Keeps the lines of a log.
final class LogKeeper: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String] = []

    var lines: [String] { lock.withLock { kept } }

    func add(_ line: String) { lock.withLock { kept.append(line) } }
}
