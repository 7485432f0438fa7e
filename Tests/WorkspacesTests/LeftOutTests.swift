import Foundation
import LayerArchive
import Reporting
import SystemPackage
import Testing
import Workspaces

/// What stays out of a workspace by itself, what is said of it, and how it is had back.
struct LeftOutTests {
    private static let junk = [
        ".venv/pyvenv.cfg", "my env/pyvenv.cfg", "conda/conda-meta/history", "__pycache__/a.py",
        "deep/er/__pycache__/a.cpython-313.pyc",
        ".ipynb_checkpoints/a-checkpoint.ipynb", "deep/.ipynb_checkpoints/b.ipynb", "module.pyc", ".DS_Store",
        "deep/.DS_Store",
        "._notes.txt", "deep/._a.ipynb", "Thumbs.db", "node_modules/left-pad/index.js", ".pytest_cache/v",
        ".mypy_cache/x",
        ".ruff_cache/x", ".tox/py/x", ".nox/x", "odd [1]*? x /__pycache__/y",
    ]
    private static let meant = [
        "a.ipynb", "deep/er/b.py", "env/settings.txt", "pyvenv.cfg.txt", "_.txt", "a.pycx", ".hidden",
    ]

    private func write(_ paths: [String], in folder: TemporaryFolder) throws {
        try folder.write(Dictionary(uniqueKeysWithValues: paths.map { ($0, "x") }), under: "lab")
    }

    @Test(arguments: ["folder", "git", "zip"])
    func `what is never meant stays out of every source`(_ kind: String) async throws {
        let folder = try TemporaryFolder()
        try write(Self.junk + Self.meant, in: folder)
        let workspace = try await open(kind, in: folder)
        #expect(workspace.paths == Self.meant.sorted { BytePath($0) < BytePath($1) })
        let leftOut = try #require(workspace.leftOut.first)
        #expect(workspace.leftOut.count == 1 && leftOut.reason == .neverMeant)
        #expect(leftOut.files == Self.junk.count)
        #expect(workspace.warnings.isEmpty)
    }

    @Test(arguments: junk)
    func `and each is had back as the summary says`(_ path: String) async throws {
        let folder = try TemporaryFolder()
        try write([path, "a.ipynb"], in: folder)
        let summary = try #require(try await open("folder", in: folder).leftOut.first).summary
        let line = try #require(summary.split(separator: "'").first { $0.hasPrefix("!/") })
        try folder.write([".datalabignore": String(line)], under: "lab")
        let back = try await open("folder", in: folder)
        let isFileItself = line.dropFirst(2) == path
        let isJunkInside = path.hasSuffix(".pyc") && !isFileItself
        #expect(back.paths.contains(path) != isJunkInside, "\(line): \(back.paths)")
    }

    @Test
    func `a virtual environment around the user's own files stays out too`() async throws {
        let folder = try TemporaryFolder()
        try write(["pyvenv.cfg", "bin/python", "lib/python3/x.py", "a.ipynb", "data/x"], in: folder)
        #expect(try await open("folder", in: folder).paths == ["a.ipynb", "data/x"])
    }

    @Test
    func `what git does not keep stays out of a folder, and what it keeps stays in`() async throws {
        let folder = try TemporaryFolder()
        try write(
            [
                "a.log", "kept.log", "data/big.bin", "data/kept.csv", "data/sub/x", "sub/b.tmp", "sub/c.txt",
                "excluded", "a.ipynb",
            ],
            in: folder
        )
        try folder.write([".gitignore": "*.log\n/data/\n", "sub/.gitignore": "*.tmp\n"], under: "lab")
        try await folder.shell(
            "cd lab; git init -q; echo /excluded > .git/info/exclude; git add -f kept.log data/kept.csv a.ipynb .gitignore"
        )
        let left = [".gitignore", "a.ipynb", "data/kept.csv", "kept.log", "sub/.gitignore", "sub/c.txt"]
        for version in [2, 4] {
            try await folder.shell("cd lab; git update-index --index-version \(version)")
            let workspace = try await open("folder", in: folder)
            #expect(workspace.paths == left)
            #expect(workspace.leftOut.map(\.reason) == [.gitignore])
            #expect(workspace.leftOut.first?.files == 5)
            #expect(workspace.leftOut.first?.summary.contains("'a.log'") == true)
        }
        try folder.write([".datalabignore": "!/data/big.bin\n!*.log\n"], under: "lab")
        #expect(
            try await open("folder", in: folder).paths == [".datalabignore"] + left.prefix(1) + [
                "a.ipynb", "a.log", "data/big.bin",
            ] + left.dropFirst(2)
        )
        try await folder.shell(
            "rm -r lab/.git lab/.datalabignore; echo 'DIRC garbage' > index; mkdir lab/.git; mv index lab/.git/index"
        )
        #expect(
            try await open("folder", in: folder).paths == [
                ".gitignore", "a.ipynb", "excluded", "sub/.gitignore", "sub/c.txt",
            ]
        )
    }

    @Test
    func `what is committed stays in a git source although a gitignore names it`() async throws {
        let folder = try TemporaryFolder()
        try write(["a.log", "a.ipynb"], in: folder)
        try folder.write([".gitignore": "*.log\n"], under: "lab")
        try await folder.shell("cd lab; git init -qb main; git add -f .; git commit -qm x")
        let workspace = try await folder.open(["file://\(folder.path)/lab"])
        #expect(workspace.paths == [".gitignore", "a.ipynb", "a.log"])
        #expect(workspace.leftOut.isEmpty)
    }

    @Test
    func `files that are named one by one are all taken`() async throws {
        let folder = try TemporaryFolder()
        try write(["a.pyc", "._b"], in: folder)
        let paths = ["a.pyc", "._b"].map { "\(folder.path)/lab/\($0)" }
        #expect(try await folder.open(paths).paths == ["._b", "a.pyc"])
    }

    @Test
    func `an ignore file that is laid over the source takes the place of its own`() async throws {
        let folder = try TemporaryFolder()
        try write(["secret.txt", "a.ipynb", "data/x", "__pycache__/y"], in: folder)
        try folder.write([".datalabignore": "a.ipynb\n"], under: "lab")
        try folder.write(
            [".datalabignore": "secret.txt\n!__pycache__\n", "data/.datalabignore": "x\n"],
            under: "overlay"
        )
        for kind in ["folder", "git", "zip"] {
            let workspace = try await open(kind, in: folder, overlay: "overlay")
            #expect(workspace.paths == [".datalabignore", "__pycache__/y", "a.ipynb"], "\(kind)")
        }
    }

    @Test
    func `what an image cannot hold is left out with a warning, and all the rest is taken by the layer writer`()
        async throws
    {
        let folder = try TemporaryFolder()
        let names =
            [
                "a", " ", "trailing ", "-rf", "back\\slash", "quo\"te'", "new\nline", "tab\there", "con?", "*", "🪐",
                "C:", "a:b", "~", "%",
            ]
            + [String(repeating: "x", count: 255), "..x", "...", ".wh", "wh."]
        try write(
            names + names.map { "deep/\($0)/\($0)" } + [".wh.removed", "deep/.wh..wh..opq", ".wh.folder/x"],
            in: folder
        )
        let workspace = try await open("folder", in: folder)
        #expect(workspace.files.count { $0.kind != .directory } == names.count * 2)
        #expect(workspace.warnings.map { $0.place?.file } == [".wh.folder", ".wh.removed", "deep/.wh..wh..opq"])
        #expect(workspace.warnings.allSatisfy { $0.hint != nil })
        _ = try LayerWriter.write(workspace.layerEntries()) { _ in }
    }

    private func open(_ kind: String, in folder: TemporaryFolder, overlay: String? = nil) async throws -> Workspace {
        let source: String
        switch kind {
        case "git":
            try await folder.shell(
                "rm -rf repo; cp -a lab repo; cd repo; git init -qb main; git add -f .; git commit -qm x"
            )
            source = "file://\(folder.path)/repo"
        case "zip":
            try await folder.shell("rm -f lab.zip; cd lab; zip -qry ../lab.zip .")
            source = "\(folder.path)/lab.zip"
        default:
            source = "\(folder.path)/lab"
        }
        var options = WorkspaceOptions()
        options.overlay = overlay.map { folder.path.appending($0) }
        return try await WorkspaceOpener().open(
            try SourceLocation.parse([source]),
            options: options,
            scratch: folder.path.appending("scratch-\(UUID().uuidString)")
        )
    }
}
