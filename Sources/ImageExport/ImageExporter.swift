public import ContentStore
internal import Glibc
internal import LayerArchive
package import OCIModel
internal import SystemPackage

/// Writes images of a store to places outside of it; what is written appears whole or not at all.
public struct ImageExporter: Sendable {
    private let layout: ImageLayout

    /// An exporter of a store's images.
    public init(_ layout: ImageLayout) {
        self.layout = layout
    }

    /// Writes an image.
    ///
    /// An existing image layout gains the image beside those it has; an existing file is replaced.
    /// - Parameters:
    ///   - reference: the image's name in the store.
    ///   - output: where to and in what form.
    /// - Throws: `StoreError`, `InputFailure` when the place is taken by something else.
    public func write(_ reference: String, to output: ImageOutput) throws {
        try write(layout.resolve(reference), named: reference, to: output)
    }

    /// Writes an image that may have no name in the store.
    ///
    /// - Parameters:
    ///   - descriptor: the image's manifest.
    ///   - reference: the name it gets, where the place names none.
    ///   - output: where to and in what form.
    /// - Throws: as ``write(_:to:)``.
    package func write(_ descriptor: Descriptor, named reference: String, to output: ImageOutput) throws {
        try output.check()
        let image = try StoredImage(descriptor, in: layout.blobs)
        let name = output.name ?? reference
        switch output.form {
        case .layout: try writeLayout(image, named: name, to: output.path)
        case .layoutArchive: try writeFile(output.path) { try writeLayoutArchive(image, named: name, to: $0) }
        case .dockerArchive: try writeFile(output.path) { try writeDockerArchive(image, named: name, to: $0) }
        }
    }

    private func writeLayout(_ image: StoredImage, named name: String, to folder: FilePath) throws {
        let target = try ImageLayout(root: folder)
        for blob in blobs(of: image) {
            try target.blobs.adopt(blob.digest, from: layout.blobs)
        }
        try target.setReference(name, to: plain(image.descriptor))
    }

    private func writeLayoutArchive(_ image: StoredImage, named name: String, to archive: borrowing ArchiveFile) throws
    {
        var descriptor = plain(image.descriptor)
        descriptor.annotations = [AnnotationKey.refName: name]
        try archive.add("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
        try archive.add("index.json", CanonicalJSON.encode(Index(manifests: [descriptor])))
        try archive.addFolder("blobs")
        let blobs = Dictionary(grouping: blobs(of: image).map(\.digest), by: \.algorithm.rawValue)
        for (algorithm, digests) in blobs.sorted(by: { $0.key < $1.key }) {
            try archive.addFolder("blobs/\(algorithm)")
            for digest in digests.sorted(by: { $0.hex < $1.hex }) {
                try archive.add("blobs/\(algorithm)/\(digest.hex)", contentsOf: layout.blobs.path(of: digest))
            }
        }
    }

    private func writeDockerArchive(_ image: StoredImage, named name: String, to archive: borrowing ArchiveFile) throws
    {
        let config = image.manifest.config.digest
        let layers = image.manifest.layers.map { "\($0.digest.hex).tar.gz" }
        let manifest = [DockerManifest(config: "\(config.hex).json", repoTags: [dockerTag(name)], layers: layers)]
        try archive.add("\(config.hex).json", contentsOf: layout.blobs.path(of: config))
        // A layer that is in the image twice is in the archive once.
        for digest in Set(image.manifest.layers.map(\.digest)).sorted(by: { $0.hex < $1.hex }) {
            try archive.add("\(digest.hex).tar.gz", contentsOf: layout.blobs.path(of: digest))
        }
        try archive.add("manifest.json", CanonicalJSON.encode(manifest))
    }

    /// A name as docker wants it, with the registry part that it would add itself.
    private func dockerTag(_ name: String) -> String {
        name.contains("/") ? name : "localhost/\(name)"
    }

    private func blobs(of image: StoredImage) -> [Descriptor] {
        let all = [image.descriptor, image.manifest.config] + image.manifest.layers
        var seen: Set<Digest> = []
        return all.filter { seen.insert($0.digest).inserted }
    }

    private func plain(_ descriptor: Descriptor) -> Descriptor {
        Descriptor(mediaType: descriptor.mediaType, digest: descriptor.digest, size: descriptor.size)
    }

    private func writeFile(_ path: FilePath, _ body: (borrowing ArchiveFile) throws -> Void) throws {
        let archive = try ArchiveFile(path)
        try body(archive)
        try archive.finish()
    }
}

/// An entry of `manifest.json` in a docker archive.
private struct DockerManifest: Encodable {
    let config: String
    let repoTags: [String]
    let layers: [String]

    enum CodingKeys: String, CodingKey {
        case config = "Config"
        case repoTags = "RepoTags"
        case layers = "Layers"
    }
}
