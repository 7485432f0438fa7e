internal import ContentStore
internal import DatalabModel
internal import LayerArchive
internal import OCIModel
internal import Reporting
internal import SystemPackage

/// Looks through the layers that hold an author's files, and takes out what is shown; blocks.
struct ContentsReading {
    /// Where images have their author's files.
    private static let folder: BytePath = "media/notebooks"
    private static let readmes = ["readme.md", "readme.markdown", "readme.txt", "readme", "readme.rst"]

    private var sizes: [BytePath: Int64] = [:]
    private var texts: [BytePath: [UInt8]] = [:]
    private(set) var notebooks: [BytePath: NotebookText] = [:]
    private var shortfall: String?
    private var left = VersionContents.Limits.read
    private var entriesLeft = VersionContents.Limits.entries
    private var notebookBytesLeft = UInt64(VersionContents.Limits.notebookFiles)

    /// Reads layers, base first.
    ///
    /// - Parameters:
    ///   - layers: their digests.
    ///   - blobs: where they are.
    init(_ layers: [Digest], _ blobs: BlobStore) {
        if layers.count > VersionContents.Limits.layers {
            shortfall = "It has more layers of files than are looked through."
        }
        for layer in layers.prefix(VersionContents.Limits.layers) {
            do {
                try read(blobs.path(of: layer))
            } catch let error as LayerArchiveError where error.code == .tooLarge {
                shortfall = "There are more or larger files than are looked through."
            } catch {
                shortfall = "A layer with files cannot be read."
            }
        }
    }

    private mutating func read(_ path: FilePath) throws {
        guard try Self.isKnownForm(path) else {
            throw LayerArchiveError(.unsupported, detail: "no tar, neither plain nor with gzip or zstd")
        }
        let reader = try TarReader(path, sizeLimit: left)
        while let entry = try reader.next() {
            left -= min(left, entry.size + 512)
            entriesLeft -= 1
            guard entriesLeft > 0 else { throw LayerArchiveError(.tooLarge, detail: "too many entries") }
            try note(entry, reader)
        }
    }

    private mutating func note(_ entry: TarEntry, _ reader: TarReader) throws {
        let full = BytePath(entry.path)
        guard entry.kind == .file, full.isBelow(Self.folder), !full.name.hasPrefix(".wh.") else { return }
        let path = BytePath(PathBytes.relative(entry.path, to: Self.folder.text))
        guard path.text.utf8.count <= VersionContents.Limits.path else {
            shortfall = "Files with very long names are left out."
            return
        }
        sizes[path] = Int64(clamping: min(entry.size, UInt64(BoundedNumber.largestSize)))
        (texts[path], notebooks[path]) = (nil, nil)
        let name = path.text.lowercased()
        if Self.readmes.contains(name) || name == "citation.cff" {
            texts[path] = try Self.content(reader, upTo: VersionContents.Limits.readme + 1)
        } else if name.hasSuffix(".ipynb"), !name.contains(".ipynb_checkpoints/"),
            entry.size <= UInt64(VersionContents.Limits.notebookFile), entry.size <= notebookBytesLeft,
            notebooks.count < VersionContents.Limits.notebooks
        {
            notebookBytesLeft -= entry.size
            let bytes = try Self.content(reader, upTo: VersionContents.Limits.notebookFile)
            notebooks[path] = NotebookText(bytes)
        }
    }

    private static func content(_ reader: TarReader, upTo limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try reader.readContent { piece in
            bytes.append(contentsOf: piece.prefix(limit - bytes.count))
        }
        return bytes
    }

    /// Whether a file is a tar, plain or compressed with gzip or zstd: other compressions may take more memory than they have content.
    private static func isKnownForm(_ path: FilePath) throws -> Bool {
        let file = try FileDescriptor.open(path, .readOnly)
        defer { try? file.close() }
        var first = [UInt8](repeating: 0, count: 262)
        _ = try first.withUnsafeMutableBytes { try file.read(into: $0) }
        return first.starts(with: [0x1F, 0x8B]) || first.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
            || first[257...].elementsEqual("ustar".utf8)
    }

    /// What is listed and shown.
    ///
    /// - Parameter shown: the notebooks that are kept.
    /// - Returns: the list with its texts.
    func contents(shown: Set<BytePath>) -> VersionContents {
        let order = sizes.keys.sorted { (Self.rank($0), $0) < (Self.rank($1), $1) }
        let listed = order.prefix(VersionContents.Limits.files)
        return VersionContents(
            files: listed.map { path in
                .init(path: path.text, size: sizes[path] ?? 0, isShown: shown.contains(path))
            },
            fileCount: sizes.count,
            size: BoundedNumber.sum(sizes.values),
            readme: readme,
            people: people,
            shortfall: shortfall
        )
    }

    /// What people look for first comes first: notebooks, files at the top, the rest.
    private static func rank(_ path: BytePath) -> Int {
        if path.text.utf8.first == UInt8(ascii: ".") || path.text.contains("/.") { return 3 }
        if path.text.hasSuffix(".ipynb") { return 0 }
        return path.folder == nil ? 1 : 2
    }

    private var readme: VersionContents.Readme? {
        for name in Self.readmes {
            let found = texts.keys.sorted().first { $0.text.lowercased() == name }
            guard let found, let bytes = texts[found] else { continue }
            return .init(
                name: found.text,
                text: Self.text(bytes),
                isMarkdown: name.hasSuffix(".md") || name.hasSuffix(".markdown"),
                isCut: bytes.count > VersionContents.Limits.readme
            )
        }
        return nil
    }

    private var people: [CitedPerson] {
        guard let file = texts.keys.sorted().first(where: { $0.text.lowercased() == "citation.cff" }) else { return [] }
        return texts[file].map { CitationFile.people(Self.text($0)) } ?? []
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(VersionContents.Limits.readme), as: UTF8.self)
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
