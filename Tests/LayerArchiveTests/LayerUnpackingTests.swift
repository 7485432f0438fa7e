import ExternalTools
import Foundation
import LayerArchive
import SystemPackage
import Testing

/// Layers are put on top of each other as container engines do it, and never outside of the folder.
struct LayerUnpackingTests {
    /// Makes a tar by Python's own writer.
    private func tar(_ name: String, _ script: String, in folder: TemporaryFolder) async throws -> FilePath {
        let path = folder.path.appending(name)
        let program = """
            import io, sys, tarfile
            tar = tarfile.open(sys.argv[1], "w")
            def add(name, text="", kind=tarfile.REGTYPE, link="", mode=0o644):
                entry = tarfile.TarInfo(name)
                entry.type, entry.linkname, entry.mode, entry.size = kind, link, mode, len(text)
                tar.addfile(entry, io.BytesIO(text.encode()))
            folder = lambda name, mode=0o755: add(name, kind=tarfile.DIRTYPE, mode=mode)
            \(script)
            tar.close()
            """
        try await ExternalTool.locate("python3", installHint: "").run(["-c", program, path.string])
        return path
    }

    private func unpack(_ scripts: [String]) async throws -> (folder: TemporaryFolder, root: FilePath) {
        let folder = try TemporaryFolder()
        let root = folder.path.appending("root")
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
        for (number, script) in scripts.enumerated() {
            let layer = try await tar("layer\(number).tar", script, in: folder)
            try LayerUnpacking(into: root, keepsOwners: false).unpack(layer, name: "layer \(number)")
        }
        return (folder, root)
    }

    private func text(_ path: FilePath) -> String? {
        FileManager.default.contents(atPath: path.string).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("a layer replaces, adds and hides what is below it")
    func replaces() async throws {
        let (folder, root) = try await unpack([
            """
            folder("a"); add("a/gone", "1"); add("a/stays", "1"); add("a/file", "old")
            folder("b"); add("b/under/deep", "1"); add("c", "1"); add("d", "1"); folder("e"); add("e/x", "1")
            add("l", kind=tarfile.SYMTYPE, link="a")
            """,
            """
            add("a/.wh.gone"); add("a/file", "new", mode=0o755); add("a/hard", kind=tarfile.LNKTYPE, link="a/file")
            folder("b"); add("b/.wh..wh..opq"); add("b/fresh", "2")
            folder("c"); add("c/in", "2"); add("e", "file now"); folder("l"); add("l/own", "2"); add(".wh.d")
            """,
        ])
        #expect(text(root.appending("a/gone")) == nil && text(root.appending("a/stays")) == "1")
        #expect(text(root.appending("a/file")) == "new" && text(root.appending("a/hard")) == "new")
        #expect(FileManager.default.isExecutableFile(atPath: root.appending("a/file").string))
        #expect(text(root.appending("b/under/deep")) == nil && text(root.appending("b/fresh")) == "2")
        #expect(text(root.appending("c/in")) == "2" && text(root.appending("e")) == "file now")
        #expect(text(root.appending("l/own")) == "2" && text(root.appending("a/own")) == nil)
        #expect(text(root.appending("d")) == nil)
        withExtendedLifetime(folder) {}
    }

    @Test(
        "nothing is written or removed through a link or a path that leads out",
        arguments: [
            "add('../out', 'x')", "add('/../out', 'x')", "add('a/../../out', 'x')",
            "add('l', kind=tarfile.SYMTYPE, link='..'); add('l/out', 'x')",
            "add('l', kind=tarfile.SYMTYPE, link='/'); add('l/tmp/out', 'x')",
            "add('h', kind=tarfile.LNKTYPE, link='../kept')",
            "add('l', kind=tarfile.SYMTYPE, link='..'); add('l/.wh.kept')",
        ]
    )
    func stays(script: String) async throws {
        let folder = try TemporaryFolder()
        let root = folder.path.appending("root"), kept = folder.path.appending("kept")
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
        try Data("1".utf8).write(to: URL(filePath: kept.string))
        let layer = try await tar("layer.tar", script, in: folder)
        #expect(throws: LayerArchiveError.self) {
            try LayerUnpacking(into: root, keepsOwners: false).unpack(layer, name: "layer")
        }
        #expect(text(folder.path.appending("out")) == nil && text(kept) == "1")
    }

    @Test("a folder that cannot be written is filled all the same, and keeps its mode for its owner")
    func closedFolders() async throws {
        let (folder, root) = try await unpack(["folder('a', 0o555); add('a/in', '1', mode=0o444)"])
        let mode = try FileManager.default.attributesOfItem(atPath: root.appending("a").string)[.posixPermissions]
        #expect(mode as? Int == 0o755 && text(root.appending("a/in")) == "1")
        withExtendedLifetime(folder) {}
    }
}
