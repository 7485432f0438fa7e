package import BaseImages
package import ContentStore
internal import LayerArchive
internal import OCIModel

/// What two images have in common, and what differs: packages, files, metadata, size.
package struct ImageDifference: Sendable, Hashable, Encodable {
    /// Layers of one kind, counted.
    package struct Layers: Sendable, Hashable, Encodable {
        /// How many.
        package let count: Int
        /// Their size as stored, in bytes.
        package let size: Int64

        init(_ layers: [IndexedLayer]) {
            count = layers.count
            size = BoundedNumber.sum(layers.map(\.size))
        }
    }

    /// The layers that both have.
    package let shared: Layers
    /// The layers that only the first has.
    package let onlyFirst: Layers
    /// The layers that only the second has.
    package let onlySecond: Layers
    /// The user's Python packages that differ.
    package let packages: [PackageChange]
    /// The Python packages of the server that differ.
    package let serverPackages: [PackageChange]
    /// The Debian packages that differ.
    package let systemPackages: [PackageChange]
    /// What the images are made from, where that differs: base, source, commit.
    package let origins: [PackageChange]
    /// The fields of the metadata that differ; values as JSON where they are no text.
    package let metadata: [PackageChange]
    /// The datalab's own files that differ, by path; of an image that is no datalab, all that differ.
    package let files: [FileChange]

    /// Whether both are the same.
    package var isEmpty: Bool {
        packages.isEmpty && serverPackages.isEmpty && systemPackages.isEmpty && origins.isEmpty
            && metadata.isEmpty && files.isEmpty && onlyFirst.count == 0 && onlySecond.count == 0
    }

    /// Compares two images of a store.
    ///
    /// - Parameters:
    ///   - first: an image.
    ///   - second: an image.
    ///   - blobs: the store, which has their layers.
    /// - Returns: what differs.
    /// - Throws: `LayerArchiveError`, `StoreError`, `CancellationError`.
    package static func between(_ first: StoredImage, _ second: StoredImage, in blobs: BlobStore) async throws
        -> ImageDifference
    {
        let before = try await ComparedImage(first, in: blobs)
        let after = try await ComparedImage(second, in: blobs)
        return ImageDifference(before, after)
    }

    private init(_ before: ComparedImage, _ after: ComparedImage) {
        let known = Set(before.index.layers.map(\.digest)), others = Set(after.index.layers.map(\.digest))
        shared = Layers(before.index.layers.filter { others.contains($0.digest) })
        onlyFirst = Layers(before.index.layers.filter { !others.contains($0.digest) })
        onlySecond = Layers(after.index.layers.filter { !known.contains($0.digest) })
        packages = PackageChange.between(before.said.packages, after.said.packages)
        serverPackages = PackageChange.between(before.serverPackages, after.serverPackages)
        systemPackages = PackageChange.between(before.systemPackages, after.systemPackages)
        origins = PackageChange.between(before.said.origins, after.said.origins)
        metadata = PackageChange.between(before.said.metadata, after.said.metadata)
        files = Set(before.files.keys).union(after.files.keys).sorted()
            .compactMap { Self.file($0, before.files[$0], after.files[$0]) }
    }

    private static func file(_ path: BytePath, _ before: IndexedFile?, _ after: IndexedFile?) -> FileChange? {
        let isSame = before?.kind == after?.kind && before?.fingerprint == after?.fingerprint
        guard !isSame, before?.kind != .folder, after?.kind != .folder else { return nil }
        return FileChange(path: "/\(path.text)", before: before?.size, after: after?.size)
    }
}

/// What is compared of an image.
private struct ComparedImage {
    let index: ImageIndex
    let files: [BytePath: IndexedFile]
    let said: AnnotatedFacts
    let serverPackages: [String: String]
    let systemPackages: [String: String]

    /// The roles of layers whose files are told by the packages that they belong to.
    private static let packaged = Set(["system", "server", "packages", "image"])

    init(_ image: StoredImage, in blobs: BlobStore) async throws {
        let index = try await ImageIndex.read(image, in: blobs) { !Self.packaged.contains($0.role ?? "") }
        self.index = index
        files = index.files.filter { [nil, "files", "post-build"].contains(index.layers[$0.value.layer].role) }
        said = AnnotatedFacts(image.manifest)
        let facts = index.facts
        serverPackages = Dictionary((facts?.serverPackages ?? []).map { ($0.name, $0.version) }) { $1 }
        systemPackages = Dictionary((facts?.systemPackages ?? []).map { ($0.name, $0.version) }) { $1 }
    }
}
