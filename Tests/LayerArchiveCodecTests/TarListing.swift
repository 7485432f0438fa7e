import ExternalTools
import Hashing
import LayerArchive
import OCIModel
import SystemPackage

/// One line for each entry, from the entries themselves and from the tools that read the layer.
enum TarListing {
    /// What entries should be read as, parents that are added not included.
    static func expected(_ entries: [(entry: LayerEntry, plain: [UInt8])]) -> [String] {
        entries.map { entry, plain in
            let mode = String(entry.mode, radix: 8)
            return switch entry.kind {
            case .directory: "d \(mode) \(entry.path)"
            case .symbolicLink(let target): "l \(entry.path) \(target)"
            case .hardLink, .file, .whiteout: "f \(mode) \(entry.path) \(Digest.sha256(of: plain).hex)"
            }
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What Python's tarfile reads.
    static func python(_ layer: FilePath) async throws -> [String] {
        try await lines(
            Python.run(
                """
                import hashlib, sys, tarfile
                t = tarfile.open(sys.argv[1])
                for m in t:
                    assert m.mtime == 946684800 and not m.uname and not m.gname, m
                    if m.isdir(): print('d %o %s' % (m.mode, m.name))
                    elif m.issym(): print('l %s %s' % (m.name, m.linkname))
                    else: print('f %o %s %s' % (m.mode, m.name, hashlib.sha256(t.extractfile(m).read()).hexdigest()))
                """,
                [layer.string]
            )
        )
    }

    /// What a program that unpacks archives made of the layer.
    static func unpacked(_ layer: FilePath, by tool: String, in folder: TemporaryFolder) async throws -> [String] {
        let program = try ExternalTool.locate(tool, installHint: "install 'libarchive-tools'")
        let target = try folder.makeFolder(tool)
        try await program.run(
            ["-xpzf", layer.string, "-C", target.string],
            environment: .inherited(changes: ["LC_ALL": "C.UTF-8"])
        )
        return try await lines(
            Python.run(
                """
                import hashlib, os, stat, sys
                root = sys.argv[1]
                for folder, folders, files in os.walk(root):
                    for name in folders + files:
                        path = os.path.join(folder, name)
                        s = os.lstat(path)
                        rel = os.path.relpath(path, root)
                        mode = stat.S_IMODE(s.st_mode)
                        if stat.S_ISLNK(s.st_mode): print('l %s %s' % (rel, os.readlink(path)))
                        else:
                            if stat.S_ISDIR(s.st_mode):
                                # Tools that set a folder's time when they leave it set it too early for this order.
                                print('d %o %s' % (mode, rel))
                                continue
                            assert s.st_mtime == 946684800, path
                            print('f %o %s %s' % (mode, rel, hashlib.sha256(open(path, 'rb').read()).hexdigest()))
                """,
                [target.string]
            )
        )
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
