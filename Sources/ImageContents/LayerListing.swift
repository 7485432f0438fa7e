internal import BaseImages
internal import ContentStore
internal import Hashing
internal import LayerArchive
internal import OCIModel

/// What is in one layer.
struct LayerListing: Sendable {
    /// Its files, by path.
    private(set) var files: [BytePath: IndexedFile] = [:]
    /// The paths that it takes away from the layers below (`.wh.NAME`).
    private(set) var removed: [BytePath] = []
    /// The folders whose content of the layers below it hides (`.wh..wh..opq`).
    private(set) var opaque: [BytePath] = []
    /// The contents of files that tell what is installed.
    private(set) var texts: [BytePath: [UInt8]] = [:]

    /// Reads a layer; blocks.
    ///
    /// - Throws: `LayerArchiveError`.
    init(_ layer: IndexedLayer, in blobs: BlobStore) throws {
        let reader = try TarReader(blobs.path(of: layer.digest), name: "layer \(layer.digest.short)")
        while let entry = try reader.next() {
            let parts = PathBytes.parts(entry.path).filter { $0 != "." }
            guard let name = parts.last else { continue }
            let path = BytePath(parts.joined(separator: "/"))
            if name == ".wh..wh..opq" {
                opaque.append(BytePath(parts.dropLast().joined(separator: "/")))
            } else if PathBytes.starts(name, with: ".wh.") {
                let hidden = String(decoding: name.utf8.dropFirst(4), as: UTF8.self)
                removed.append(BytePath((parts.dropLast() + [hidden]).joined(separator: "/")))
            } else {
                files[path] = try file(entry, path, layer.number, reader)
            }
        }
    }

    private mutating func file(_ entry: TarEntry, _ path: BytePath, _ layer: Int, _ reader: TarReader) throws
        -> IndexedFile
    {
        let (kind, fingerprint): (IndexedFile.Kind, String) =
            switch entry.kind {
            case .file: (.file, try content(path, reader))
            case .directory: (.folder, "")
            case .symbolicLink(let target): (.link, target)
            case .hardLink(let target): (.hardLink, target)
            case .characterDevice, .blockDevice, .pipe, .socket: (.other, "\(entry.kind)")
            }
        return IndexedFile(kind: kind, size: Int64(entry.size), layer: layer, fingerprint: fingerprint)
    }

    private mutating func content(_ path: BytePath, _ reader: TarReader) throws -> String {
        let hasher = ContentHasher(.sha256)
        var text: [UInt8] = []
        let isText = InstalledTexts.isOne(path.text)
        try reader.readContent { bytes in
            hasher.update(bytes)
            if isText, text.count < InstalledTexts.sizeLimit { text += bytes }
        }
        if isText { texts[path] = text }
        return "\(hasher.finish())"
    }
}

/// Which files tell what is installed, and why.
enum InstalledTexts {
    /// The most that is kept of one.
    static let sizeLimit = 16 << 20

    /// Whether a file's content is kept.
    static func isOne(_ path: String) -> Bool {
        let ends = { (endings: String...) in endings.contains { PathBytes.ends(path, with: $0) } }
        if ends(".dist-info/METADATA", ".dist-info/RECORD") { return true }
        if path == "var/lib/dpkg/status" { return true }
        if PathBytes.isBelow(path, "var/lib/dpkg/info"), ends(".list") { return true }
        if PathBytes.isBelow(path, "opt/datalab"), ends(".json", ".toml") { return true }
        guard PathBytes.isBelow(path, ContractLayer.filesFolder) else { return false }
        return ends(".txt", ".toml", ".in", ".lock", "environment.yml", "environment.yaml", "Pipfile", "setup.cfg")
    }
}
