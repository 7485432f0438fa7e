import Foundation
import Glibc
import LayerArchive
import Reporting
import SystemPackage
import Testing
import Workspaces

/// Folders, read in place.
struct FolderSourceTests {
    @Test
    func `a folder is read in place without what is left out`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            [
                "notebook.ipynb": "{}", "data/m31.csv": "1", "data/big.fits": "2", "data/sub/keep.fits": "3",
                ".git/config": "x",
                "sub/.git": "gitdir: ../x", "sub/é.txt": "é", "build/out.o": "o", ".datalabignore": "*.fits\n/build/\n",
                "data/sub/.datalabignore": "!keep.fits\n", "b-c": "", "b/c": "",
            ],
            under: "my lab",
        )
        let workspace = try await folder.open([folder.path.appending("my lab").string])
        let expected = [
            ".datalabignore", "b-c", "b/c", "data/m31.csv", "data/sub/.datalabignore", "data/sub/keep.fits",
            "notebook.ipynb",
            "sub/é.txt",
        ]
        #expect(workspace.paths == expected)
        #expect(workspace.files.map(\.path).prefix(4) == [".datalabignore", "b", "b-c", "b/c"])
        #expect(workspace.name == "my lab")
        #expect(workspace.root == folder.path.appending("my lab"))
        #expect(workspace.origin == SourceOrigin(kind: .folder))
        #expect(workspace.totalSize == 32)
        let part = try await folder.open([folder.path.appending("my lab").string], subdirectory: "data/sub")
        #expect(part.paths == [".datalabignore", "keep.fits"])
    }

    @Test
    func `becomes layer entries under a folder`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["a/run.sh": "#!", "a/x": "12"], under: "lab")
        try await folder.shell("chmod 700 lab/a/run.sh; chmod 600 lab/a/x; ln -s a/x lab/link")
        let entries = try await folder.open([folder.path.appending("lab").string]).layerEntries()
        let paths = [
            "media", "media/notebooks", "media/notebooks/a", "media/notebooks/a/run.sh", "media/notebooks/a/x",
            "media/notebooks/link",
        ]
        #expect(entries.map(\.path) == paths)
        #expect(entries.map(\.mode) == [0o755, 0o755, 0o755, 0o755, 0o644, 0o777])
        guard case .file(let content) = entries[4].kind, case .path(let file) = content.source else {
            Issue.record("no file")
            return
        }
        #expect(content.size == 2)
        #expect(file == folder.path.appending("lab").appending("a").appending("x"))
        #expect(try await folder.open([folder.path.appending("lab").string]).layerEntries(under: "").first?.path == "a")
    }

    @Test
    func `everything that is no file of the tree is left out, and told by name`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["lab/fine": "x", "lab/deep/fine": "x"])
        try await folder.shell(
            """
            cd lab; mkfifo pipe; ln -s /etc/passwd absolute; ln -s ../outside up; ln -s up/x through; ln -s ../deep/fine deep/in
            ln -s ../../x deep/out; ln -s nowhere dangling; ln -s self self; python3 -c '
            import socket, os
            socket.socket(socket.AF_UNIX).bind("deep/socket")
            open(b"bad\\xffname", "w"); open("line\\nbreak", "w")'
            """
        )
        let warned = try await folder.open([folder.path.appending("lab").string])
        #expect(warned.paths == ["dangling", "deep/fine", "deep/in", "fine", "line\nbreak", "self"])
        #expect(
            warned.warnings.map { $0.place?.file } == [
                "'bad\\xffname'", "absolute", "deep/out", "deep/socket", "pipe", "through", "up",
            ]
        )
        let messages = warned.warnings.map(\.message)
        for words in ["no UTF-8", "absolute", "out of the tree", "a socket", "a named pipe"] {
            #expect(messages.contains { $0.contains(words) }, "\(words)")
        }
        #expect(warned.warnings.allSatisfy { $0.hint != nil && $0.message.hasPrefix("left out: ") })
        try folder.write(["lab/.datalabignore": "bad*\nabsolute\nout\nsocket\npipe\nthrough\nup\n"])
        let workspace = try await folder.open([folder.path.appending("lab").string])
        #expect(workspace.warnings.isEmpty)
        #expect(
            workspace.paths == [".datalabignore", "dangling", "deep/fine", "deep/in", "fine", "line\nbreak", "self"]
        )
    }

    @Test
    func `files that cannot be read are named`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["lab/secret": "x", "lab/closed/x": "x", "lab/fine": "x"])
        try await folder.shell("chmod 755 . lab; chmod 000 lab/secret lab/closed; chmod 644 lab/fine")
        let root = folder.path.appending("lab")
        let result = try asAnotherUser { Result { try TreeScan.scan(root, source: "lab", sizeLimit: 1000) } }
        try await folder.shell("chmod 755 lab/closed")
        let error = try #require(throws: WorkspaceError.self) { try result.get() }
        #expect(error.problems.map { $0.place?.file } == ["closed", "secret"])
        #expect(error.description.contains("cannot be read: Permission denied"))
    }

    /// As root nothing is unreadable: for the length of the call this thread's file access is that of user 65534.
    ///
    /// Glibc's Swift module lacks `setfsuid(2)`, which concerns one thread only.
    private func asAnotherUser<Value>(_ body: () -> Value) throws -> Value {
        guard getuid() == 0 else { return body() }
        typealias SetUser = @convention(c) (UInt32) -> Int32
        let setUser = unsafeBitCast(try #require(dlsym(dlopen(nil, RTLD_NOW), "setfsuid")), to: SetUser.self)
        _ = setUser(65534)
        defer { _ = setUser(0) }
        return body()
    }

    @Test
    func `an empty source and one that is too large are refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write([
            "lab/a/.git/config": "x", "large/a": "12345", "large/b": "1234567", "hidden/x": "",
            "hidden/.datalabignore": "*",
        ])
        for name in ["lab", "hidden"] {
            let empty = try await #require(throws: WorkspaceError.self) {
                try await folder.open([folder.path.appending(name).string])
            }
            #expect(empty.code == .empty)
        }
        let large = try await #require(throws: WorkspaceError.self) {
            try await folder.open([folder.path.appending("large").string], sizeLimit: 11)
        }
        #expect(large.code == .tooLarge)
        #expect(large.description.contains("largest: 'b' (7 bytes), 'a' (5 bytes)"), "\(large)")
        #expect(try await folder.open([folder.path.appending("large").string], sizeLimit: 12).totalSize == 12)
    }

    @Test(arguments: ["nowhere", "a/link", "a/file"])
    func `a subdirectory that is none is refused`(_ subdirectory: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(["lab/a/file": "x"])
        try await folder.shell("ln -s /etc lab/a/link")
        let error = try await #require(throws: WorkspaceError.self) {
            try await folder.open([folder.path.appending("lab").string], subdirectory: subdirectory)
        }
        #expect(error.code == .notFound)
        #expect(error.description.contains("'\(subdirectory)'"))
    }

    @Test(arguments: [
        (["requirements.txt"], "requirements.txt", false),
        (["requirements.txt", "binder/requirements.txt"], "binder/requirements.txt", true),
        (["requirements.txt", ".binder/postBuild"], nil, true),
        ([".binder/requirements.txt"], ".binder/requirements.txt", false),
        (["other"], nil, false),
    ])
    func `configuration files are found as repo2docker finds them`(
        _ files: [String],
        _ found: String?,
        _ isWarned: Bool
    ) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Dictionary(uniqueKeysWithValues: files.map { ($0, "x") }), under: "lab")
        let config = try await folder.open([folder.path.appending("lab").string]).configFolder()
        #expect(config.locate("requirements.txt") == found)
        let warning = config.ignoredInRoot("requirements.txt")
        #expect((warning != nil) == isWarned)
        if let warning {
            #expect(warning.place?.file == "requirements.txt")
            #expect(warning.message.contains(found ?? ".binder/"))
        }
    }

    @Test
    func `metadata is also found beside the config folder, and two config folders are refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["meta-data.yaml": "", "binder/x": "", "metadata.yaml": ""], under: "lab")
        let config = try await folder.open([folder.path.appending("lab").string]).configFolder()
        #expect(config.locateAnywhere(["none", "meta-data.yaml", "metadata.yaml"]) == "meta-data.yaml")
        try folder.write([".binder/x": ""], under: "lab")
        let workspace = try await folder.open([folder.path.appending("lab").string])
        #expect(throws: WorkspaceError.self) { try workspace.configFolder() }
    }
}
