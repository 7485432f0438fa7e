internal import BaseImages
internal import ContentStore
internal import Hashing
internal import LayerArchive
internal import OCIModel

/// What is in one layer.
struct LayerListing: Sendable {
    /// Its files, by path.
    private(set) var files: [String: IndexedFile] = [:]
    /// The paths that it takes away from the layers below (`.wh.NAME`).
    private(set) var removed: [String] = []
    /// The folders whose content of the layers below it hides (`.wh..wh..opq`).
    private(set) var opaque: [String] = []
    /// The contents of files that tell what is installed.
    private(set) var texts: [String: [UInt8]] = [:]

    /// Reads a layer; blocks.
    ///
    /// - Throws: `LayerArchiveError`.
    init(_ layer: IndexedLayer, in blobs: BlobStore) throws {
        let reader = try TarReader(blobs.path(of: layer.digest), name: "layer \(layer.digest.short)")
        while let entry = try reader.next() {
            let parts = entry.path.split(separator: "/").filter { $0 != "." }
            guard let name = parts.last else { continue }
            let path = parts.joined(separator: "/")
            if name == ".wh..wh..opq" {
                opaque.append(parts.dropLast().joined(separator: "/"))
            } else if name.hasPrefix(".wh.") {
                removed.append((parts.dropLast() + [name.dropFirst(4)]).joined(separator: "/"))
            } else {
                files[path] = try file(entry, path, layer.number, reader)
            }
        }
    }

    private mutating func file(_ entry: TarEntry, _ path: String, _ layer: Int, _ reader: TarReader) throws
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

    private mutating func content(_ path: String, _ reader: TarReader) throws -> String {
        let hasher = ContentHasher(.sha256)
        var text: [UInt8] = []
        let isText = InstalledTexts.isOne(path)
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
        if path.hasSuffix(".dist-info/METADATA") || path.hasSuffix(".dist-info/RECORD") { return true }
        if path == "var/lib/dpkg/status" { return true }
        if path.hasPrefix("var/lib/dpkg/info/"), path.hasSuffix(".list") { return true }
        if path.hasPrefix("opt/datalab/"), path.hasSuffix(".json") || path.hasSuffix(".toml") { return true }
        let endings = [".txt", ".toml", ".in", ".lock", "environment.yml", "environment.yaml", "Pipfile", "setup.cfg"]
        return path.hasPrefix(ContractLayer.filesFolder + "/") && endings.contains { path.hasSuffix($0) }
    }
}
