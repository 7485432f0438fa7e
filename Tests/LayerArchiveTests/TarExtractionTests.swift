import ExternalTools
import Foundation
import LayerArchive
import SystemPackage
import Testing

/// Source archives of strangers are unpacked under one folder, or refused.
struct TarExtractionTests {
    /// Runs an extraction of a tar that Python's own writer made; gives the folder it went to, beside one it must not reach.
    private func extract(_ script: String, mode: String = "w:gz", sizeLimit: UInt64 = 1 << 20) async throws -> (
        folder: TemporaryFolder, root: FilePath, error: LayerArchiveError?
    ) {
        let folder = try TemporaryFolder()
        let root = folder.path.appending("root")
        for name in ["root", "outside"] {
            try FileManager.default.createDirectory(
                atPath: folder.path.appending(name).string,
                withIntermediateDirectories: true
            )
        }
        try Data("secret".utf8).write(to: URL(filePath: folder.path.appending("outside/secret").string))
        let path = folder.path.appending("source.tar.gz")
        let program = """
            import io, sys, tarfile
            outside = sys.argv[2]
            tar = tarfile.open(sys.argv[1], "\(mode)")
            def add(name, text="", kind=tarfile.REGTYPE, link="", mode=0o644):
                entry = tarfile.TarInfo(name)
                entry.type, entry.linkname, entry.mode, entry.size = kind, link, mode, len(text)
                tar.addfile(entry, io.BytesIO(text.encode()))
            link = lambda name, target: add(name, kind=tarfile.SYMTYPE, link=target)
            hard = lambda name, target: add(name, kind=tarfile.LNKTYPE, link=target)
            \(script)
            tar.close()
            """
        try await ExternalTool.locate("python3", installHint: "").run([
            "-c", program, path.string, folder.path.appending("outside").string,
        ])
        do {
            try TarExtraction(sizeLimit: sizeLimit, countLimit: 50).extract(path, name: "source.tar.gz", into: root)
            return (folder, root, nil)
        } catch let error as LayerArchiveError {
            return (folder, root, error)
        }
    }

    @Test(arguments: ["w:gz", "w:bz2", "w:xz", "w"])
    func writesFilesAndLinksThatStayInside(mode: String) async throws {
        let (folder, root, error) = try await extract(
            """
            add("./p-1/", kind=tarfile.DIRTYPE); add("p-1/setup.py", "one", mode=0o600); add("p-1/run", "x", mode=0o4777)
            add("p-1/setup.py", "two"); link("p-1/a", "b/setup.py"); link("p-1/b", "."); hard("p-1/h", "p-1/run")
            """,
            mode: mode
        )
        defer { _ = folder }
        #expect(error == nil)
        let files = FileManager.default
        #expect(files.contents(atPath: root.appending("p-1/a").string) == Data("two".utf8))
        #expect(files.contents(atPath: root.appending("p-1/h").string) == Data("x".utf8))
        let modes = try ["setup.py", "run"].map {
            try files.attributesOfItem(atPath: root.appending("p-1/\($0)").string)[.posixPermissions] as? Int
        }
        #expect(modes == [0o644, 0o755])
    }

    /// What an archive tries, and what is said of it.
    static let hostile: [(script: String, message: String)] = [
        (#"add("/etc/x", "1")"#, "is absolute or has an empty, '.' or '..' part"),
        (#"add("a/../../outside/x", "1")"#, "'..' part"),
        (#"add("../outside/x", "1")"#, "'..' part"),
        (#"link("a", outside)"#, "its target is absolute"),
        (#"link("a", "../outside/secret")"#, "leads out of the tree"),
        (#"link("a", "b/../../outside"); link("b", ".")"#, "leads out of the tree"),
        (#"link("a", "../outside"); add("a/x", "1")"#, "leads out of the tree"),
        (#"hard("a", "../outside/secret")"#, "'..' part"),
        (#"hard("a", "/etc/passwd")"#, "absolute"),
        (#"hard("a", "nowhere")"#, "cannot be unpacked"),
        (#"add("a", kind=tarfile.FIFOTYPE)"#, "a device, pipe or socket is refused"),
        (#"add("a", kind=tarfile.CHRTYPE)"#, "a device, pipe or socket is refused"),
        (#"add("a", kind=tarfile.BLKTYPE)"#, "a device, pipe or socket is refused"),
        (#"add("a", "x" * (1 << 20) + "x")"#, "more than 1048576 bytes"),
        (#"[add(f"a{n}", "x" * 100000) for n in range(20)]"#, "more than 1048576 bytes"),
        (#"[add(f"a{n}") for n in range(51)]"#, "more than 50 files"),
        (#"add("a", "1"); add("a/b", "1")"#, "cannot be unpacked"),
        (#"link("a", "b"); hard("c", "a")"#, "cannot be unpacked"),
    ]

    @Test(arguments: hostile.indices)
    func refusesWhatLeavesTheFolder(number: Int) async throws {
        let (script, message) = Self.hostile[number]
        let (folder, _, error) = try await extract(script)
        let outside = folder.path.appending("outside").string
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "nothing was refused")")
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["secret"])
        #expect(FileManager.default.contents(atPath: outside + "/secret") == Data("secret".utf8))
    }
}
