internal import Files
internal import Glibc
public import OCIModel
public import SystemPackage

/// The named images of a store: `index.json` of an OCI image layout (image-spec 1.1, image-layout.md).
public struct ImageLayout: Sendable {
    /// The blobs the names point into.
    public let blobs: BlobStore

    /// The layout in a folder, made where it is missing.
    ///
    /// - Parameter root: the layout's folder.
    /// - Throws: `StoreError`.
    public init(root: FilePath) throws(StoreError) {
        try atPath(root) { try FileCalls.makeFolders(root) }
        blobs = try BlobStore(root: root, use: StoreUse(sharing: root))
    }

    /// The layout of an open store.
    init(_ blobs: BlobStore) {
        self.blobs = blobs
    }

    private var indexPath: FilePath { blobs.root.appending("index.json") }

    /// The layout's index; an empty one when nothing has been named yet.
    ///
    /// - Returns: the index.
    /// - Throws: `StoreError`: `malformed`, `system`.
    public func index() throws(StoreError) -> Index {
        guard FileCalls.size(indexPath) != nil else { return Index(manifests: []) }
        return try atPath(indexPath) {
            try CanonicalJSON.decode(Index.self, from: FileCalls.readAll(indexPath, limit: 64 << 20))
        }
    }

    /// The names in the layout, sorted, with what they point to.
    ///
    /// - Returns: pairs of name and manifest descriptor.
    /// - Throws: `StoreError`.
    public func references() throws(StoreError) -> [(name: String, manifest: Descriptor)] {
        try index().manifests
            .compactMap { descriptor in descriptor.annotations?[AnnotationKey.refName].map { ($0, descriptor) } }
            .sorted { $0.0 < $1.0 }
    }

    /// Lets a name point to a manifest; a name that exists moves.
    ///
    /// Atomic, also between processes.
    ///
    /// - Parameters:
    ///   - name: the reference name.
    ///   - manifest: the manifest; its blob should be in the store already.
    /// - Throws: `StoreError`.
    public func setReference(_ name: String, to manifest: Descriptor) throws(StoreError) {
        try withLockedIndex { index in
            let before = index.manifests.first { $0.annotations?[AnnotationKey.refName] == name }
            let same = before?.digest == manifest.digest ? before : nil
            // Where the image is too stays with it under another name; a name that says what it said is as old as it was.
            let places = index.manifests.first { $0.digest == manifest.digest }?.annotations?[AnnotationKey.places]
            let time = same?.annotations?[AnnotationKey.named] ?? "\(Glibc.time(nil))"
            index.manifests.removeAll { $0.annotations?[AnnotationKey.refName] == name }
            var named = manifest
            var facts = [AnnotationKey.refName: name, AnnotationKey.named: time]
            facts[AnnotationKey.places] = places
            named.annotations = (manifest.annotations ?? [:]).merging(facts) { $1 }
            index.manifests.append(named)
        }
    }

    func withLockedIndex(_ change: (inout Index) -> Void) throws(StoreError) {
        // The one file of a layout that is never replaced is also what its writers lock.
        let lock = blobs.root.appending("oci-layout")
        try atPath(lock) {
            let held = try FileLock(file: lock)
            defer { withExtendedLifetime(held) {} }
            try held.wait(.exclusive)
            var index = try index()
            change(&index)
            index.manifests.sort { sortKey($0) < sortKey($1) }
            try WholeFile.write(
                CanonicalJSON.encode(index),
                to: indexPath,
                mode: .ofStoreFiles,
                durability: .contentAndName
            )
        }
    }

    private func sortKey(_ descriptor: Descriptor) -> String {
        "\(descriptor.annotations?[AnnotationKey.refName] ?? "") \(descriptor.digest)"
    }
}
