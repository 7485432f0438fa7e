internal import Files
internal import Glibc
package import OCIModel
package import SystemPackage

extension ImageLayout {
    /// A blob that no name leads to.
    package struct UnnamedBlob: Sendable {
        package let digest: Digest
        package let size: Int64
        /// When it was written, in seconds since 1970.
        package let time: Double
    }

    /// Opens a store to remove from it, with nobody else in it.
    ///
    /// - Parameter root: the layout's folder.
    /// - Returns: the layout; nil while another process uses it.
    /// - Throws: `StoreError`.
    package static func alone(root: FilePath) throws(StoreError) -> ImageLayout? {
        // Makes what is missing; its own use of the store ends here.
        _ = try BlobStore(root: root)
        guard let use = try StoreUse(havingAlone: root) else { return nil }
        return ImageLayout(try BlobStore(root: root, use: use))
    }

    /// Takes names away; what they pointed to stays, unnamed.
    ///
    /// - Parameter isGone: whether a name goes.
    /// - Throws: `StoreError`.
    package func removeReferences(where isGone: (String) -> Bool) throws(StoreError) {
        try withLockedIndex { index in
            index.manifests.removeAll { $0.annotations?[AnnotationKey.refName].map(isGone) ?? false }
        }
    }

    /// The blobs that no name leads to, oldest first.
    ///
    /// - Parameter gone: names that do not count, as they are about to go.
    /// - Returns: the blobs.
    /// - Throws: `StoreError`; also when a manifest cannot be understood: what it leads to is not known then.
    package func unnamedBlobs(besides gone: Set<String> = []) throws(StoreError) -> [UnnamedBlob] {
        let named = try namedBlobs(besides: gone)
        var found: [UnnamedBlob] = []
        for algorithm in [Digest.Algorithm.sha256, .sha512] {
            let folder = blobs.root.appending("blobs").appending(algorithm.rawValue)
            guard FileCalls.isFolder(folder) else { continue }
            for name in try atPath(folder, { try FileCalls.names(in: folder) }) {
                guard let digest = Digest("\(algorithm.rawValue):\(name)"), !named.contains(digest),
                    let status = FileCalls.status(blobs.path(of: digest))
                else { continue }
                let time = Double(status.st_mtim.tv_sec)
                found.append(UnnamedBlob(digest: digest, size: Int64(status.st_size), time: time))
            }
        }
        return found.sorted { ($0.time, $0.digest.hex) < ($1.time, $1.digest.hex) }
    }

    /// Removes a blob that no name leads to.
    package func remove(_ blob: UnnamedBlob) {
        FileCalls.remove(blobs.path(of: blob.digest))
    }

    private struct Node: Decodable {
        var config: Descriptor?
        var layers: [Descriptor]?
        var manifests: [Descriptor]?
        var subject: Descriptor?

        var next: [Descriptor] { [config, subject].compactMap { $0 } + (layers ?? []) + (manifests ?? []) }
    }

    /// The types of what leads to other blobs.
    private static let leading = [
        MediaType.manifest, MediaType.index, MediaType.dockerManifest, MediaType.dockerManifestList,
    ]

    private func namedBlobs(besides gone: Set<String>) throws(StoreError) -> Set<Digest> {
        var named: Set<Digest> = []
        var rest = try index().manifests.filter { !gone.contains($0.annotations?[AnnotationKey.refName] ?? "") }
        while let descriptor = rest.popLast() {
            guard named.insert(descriptor.digest).inserted, Self.leading.contains(descriptor.mediaType),
                blobs.contains(descriptor.digest)
            else { continue }
            let bytes = try blobs.read(descriptor.digest)
            rest += try atPath(blobs.path(of: descriptor.digest)) {
                try CanonicalJSON.decode(Node.self, from: bytes).next
            }
        }
        return named
    }
}
