import Foundation
import Glibc
import LayerArchive
import Reporting
import SourceBuilds
import SystemPackage
import Testing

/// Runs scripts as `postBuild` over an image of one small layer, whose programs are this machine's own `/usr`.
struct PostBuildLab {
    let box: BoxLab
    let limits: BoxLimits
    let starter: BoxLab.Starter
    let log = LogKeeper()

    private static let files = "media/notebooks"

    /// A lab in a folder of its own.
    init(_ starter: BoxLab.Starter = .root, limits: BoxLimits = BoxLab.limits) throws {
        box = try BoxLab(starter, limits: limits)
        self.limits = limits
        self.starter = starter
    }

    /// What the image has before: the folders as bases have them, and some files.
    private func image(_ script: PostBuildScript) -> [LayerEntry] {
        [
            .directory("home/datalab", mode: 0o1777), .directory("opt/lib", mode: 0o750), .directory("usr"),
            .symbolicLink("bin", to: "usr/bin"), .symbolicLink("lib", to: "usr/lib"),
            .symbolicLink("lib64", to: "usr/lib64"),
            .file("opt/lib/old.txt", .text("old")), .file("opt/lib/deep/a.txt", .text("a")),
            .file("opt/lib/deep/b.txt", .text("b")), .file("opt/lib/deep/below/c.txt", .text("c")),
            .file("opt/lib/module.py", .text("one = 1\n")),
            .file("opt/lib/__pycache__/module.cpython-313.pyc", .text("bytecode")),
            .symbolicLink("opt/lib/link", to: "old.txt"), .file("opt/lib/tool", .text("#!/bin/sh\n"), executable: true),
            .file("etc/passwd", .text("root:x:0:0::/root:/bin/sh\n")), .file("\(Self.files)/data.txt", .text("data\n")),
            .file("\(Self.files)/\(script.path)", .bytes(script.bytes)),
        ]
    }

    /// Runs a script.
    func run(_ text: String, path: String = "postBuild") async throws -> PostBuildChanges {
        let script = PostBuildScript(path: path, bytes: Array(text.utf8))
        let work = box.folder.appending("work-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: work.string, withIntermediateDirectories: false)
        let layer = work.appending("layer.tar.gz")
        try Self.write(image(script), to: layer)
        let root = try await FinishedRoot(unpacking: [(layer, "the image")], into: work.appending("root"))
        if starter == .user {
            // What a user's own build unpacks is the user's.
            for path in [box.folder, work, root.path] { chmod(path.string, 0o755) }
            try await Self.give(root.path, to: 1000)
        }
        var run = PostBuildRun(
            script,
            in: root,
            filesFolder: Self.files,
            environment: ["PATH": "/opt/lib:/usr/bin", "DATALAB_NAME": "lab"],
            limits: limits,
            scratch: work
        )
        run.parts = ["usr": "/usr"]
        if starter == .user { run.user = 1000 }
        let log = log
        return try await run.run { event in if case .log(let line) = event { log.add(line) } }
    }

    /// The lines that the script wrote.
    var lines: [String] {
        log.lines.filter { $0.hasPrefix("postBuild: ") }.map { String($0.dropFirst("postBuild: ".count)) }
    }

    private static func give(_ folder: FilePath, to user: Int) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/chown")
        process.arguments = ["-hR", "\(user):\(user)", folder.string]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private static func write(_ entries: [LayerEntry], to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create],
            permissions: [.ownerReadWrite, .otherRead]
        )
        try file.closeAfter {
            _ = try LayerWriter.write(entries) { bytes in _ = try file.writeAll(bytes) }
        }
    }

    /// Removes all of it.
    func remove() { box.remove() }
}

extension PostBuildChanges {
    /// The layer's entries as lines, sorted: what each is, its mode, its content.
    var listing: [String] {
        entries.map { entry in
            let mode = String(entry.mode, radix: 8)
            switch entry.kind {
            case .directory: return "\(entry.path)/ \(mode)"
            case .symbolicLink(let target): return "\(entry.path) -> \(target)"
            case .hardLink(let target): return "\(entry.path) = \(target)"
            case .whiteout: return entry.path
            case .file(let content):
                guard case .mapped(let file, let range) = content.source else { return "?" }
                let text = file.withBytes(range) { String(decoding: $0, as: UTF8.self) }
                return "\(entry.path) \(mode) \(text.trimmingCharacters(in: .newlines))"
            }
        }
        .sorted()
    }
}
