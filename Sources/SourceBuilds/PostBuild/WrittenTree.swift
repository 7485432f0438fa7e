internal import LayerArchive
internal import SystemPackage

/// What a run in a box has written to its root, as the tar of an overlay's upper half tells it: nothing in it is trusted.
struct WrittenTree {
    /// One name.
    struct Entry {
        enum Kind {
            /// A folder; one that took another's place shows nothing of what is below it.
            case folder(hidesLower: Bool)
            /// A file: where its bytes are, and the first name that it has in the tar.
            case file(Range<Int>, mode: UInt16, first: BytePath)
            case link(target: String)
            /// What was of this name is gone.
            case gone
            /// What no layer may hold, in words.
            case odd(String)
        }

        let path: BytePath
        let kind: Kind
    }

    /// All names, a folder before what is in it.
    private(set) var entries: [Entry] = []
    /// The bytes of all files, one after the other.
    let content: MappedFile

    /// Reads the tar.
    ///
    /// - Parameters:
    ///   - tar: the answer of a box that changes its root.
    ///   - spool: a file that is made for the content; it must not exist, and stays as long as the value is used.
    /// - Throws: `LayerArchiveError` for what is no tar, and for names that are no UTF-8; `Errno`, `CancellationError`.
    init(_ tar: FilePath, spool: FilePath) throws {
        let reader = try TarReader(tar, name: "what 'postBuild' changed")
        let file = try FileDescriptor.open(
            spool,
            .writeOnly,
            options: [.create, .exclusiveCreate, .noFollow],
            permissions: .ownerReadWrite
        )
        var files: [BytePath: (Range<Int>, UInt16)] = [:]
        var offset = 0
        var found: [Entry] = []
        try file.closeAfter {
            while let entry = try reader.next() {
                try Task.checkCancellation()
                let parts = PathBytes.parts(entry.path).filter { $0 != "." }
                guard !parts.isEmpty else { continue }
                let path = BytePath(parts.joined(separator: "/"))
                if case .file = entry.kind {
                    let start = offset
                    try reader.readContent { offset += try file.writeAll($0) }
                    files[path] = (start..<offset, entry.mode)
                }
                found.append(Entry(path: path, kind: Self.kind(entry, path, files)))
            }
        }
        entries = found
        content = try MappedFile(spool)
    }

    private static func kind(_ entry: TarEntry, _ path: BytePath, _ files: [BytePath: (Range<Int>, UInt16)])
        -> Entry.Kind
    {
        switch entry.kind {
        case .directory:
            // The kernel's mark, by root or by a user (overlayfs.rst, "whiteouts and opaque directories").
            let isMarked = ["trusted", "user"].contains {
                entry.extendedAttributes["\($0).overlay.opaque"] == [UInt8(ascii: "y")]
            }
            return .folder(hidesLower: isMarked)
        case .file:
            guard let (range, mode) = files[path] else { return .odd("a file without content") }
            return .file(range, mode: mode, first: path)
        case .hardLink(let target):
            let first = BytePath(PathBytes.parts(target).filter { $0 != "." }.joined(separator: "/"))
            guard let (range, mode) = files[first] else { return .odd("a second name of no file") }
            return .file(range, mode: mode, first: first)
        case .symbolicLink(let target): return .link(target: target)
        case .characterDevice(0, 0): return .gone
        case .characterDevice, .blockDevice: return .odd("a device")
        case .pipe: return .odd("a pipe or a socket")
        case .socket: return .odd("a socket")
        }
    }
}
