package import ContentStore
internal import Foundation
internal import HTTPTransfer
internal import LayerArchive
package import OCIModel
internal import Offloading
internal import RegistryClient
internal import Reporting

/// The repository of a registry in which a cache's entries are, each an artifact under a tag of its key (image-spec 1.1,
/// "Guidelines for Artifact Usage").
///
/// Its first layer is what it says, as JSON in an archive of one file; the others are the layers it speaks of, which a registry's
/// garbage collection keeps for its sake.
package struct CacheRepository: Sendable {
    let place: ImageReference
    let key: CacheKey?
    private let registry: Registry
    private let blobs: BlobStore

    /// An entry, and whether the key has sealed it.
    package struct Found: Sendable {
        package let entry: CacheEntry
        package let isSealed: Bool
    }

    /// The most bytes of what an entry says, as it is stored and as it is read.
    private static let (documentLimit, jsonLimit) = (Int64(16 << 20), 256 << 20)
    private static let fileName = "entry.json"

    package init(_ settings: CacheSettings, site: BuildSite, blobs: BlobStore) {
        var options = site.registries
        options.progress = { _ in }
        // A build does without its cache rather than wait for it.
        options.transfer.retries.attempts = min(options.transfer.retries.attempts, 2)
        place = settings.repository
        key = settings.key
        registry = Registry(host: place.registry, credentials: site.credentials, options: options)
        self.blobs = blobs
    }

    // MARK: reading

    /// Reads the entry for a key.
    ///
    /// - Parameters:
    ///   - kind: what it is about.
    ///   - key: its key.
    ///   - now: the time, in seconds since 1970.
    /// - Returns: the entry; nil when there is none.
    /// - Throws: `CacheFault` for what is there and is no entry for that key, or cannot be read whole; `RegistryError`, `TransferError`
    ///   where the repository cannot be read at all; `StoreError`, `CancellationError`.
    package func read(_ kind: CacheEntry.Kind, _ key: Digest, now: Int64) async throws -> Found? {
        let tag = CacheEntry.tag(kind, key)
        guard let manifest = try await manifest(place.tagged(tag)) else { return nil }
        guard case .image(let artifact) = manifest.content, artifact.artifactType == MediaType.cacheEntry,
            let document = artifact.layers.first, document.mediaType == MediaType.cacheDocument
        else { throw CacheFault("it is no entry of a cache") }
        guard document.size <= Self.documentLimit, document.digest.algorithm == .sha256 else {
            throw CacheFault("what it says has \(document.size) bytes, expected \(Self.documentLimit) at most")
        }
        let seal = artifact.annotations?[AnnotationKey.cacheSeal] ?? ""
        let isSealed = self.key?.hasSealed(document.digest, tag: tag, with: seal) ?? false
        guard isSealed || self.key == nil else {
            throw CacheFault(seal.isEmpty ? "it has no seal" : "its seal is not that of $DATALAB_CACHE_KEY")
        }
        let entry = try await entry(document)
        try entry.check(kind, key, now: now)
        let named = artifact.layers.dropFirst().map { Blob(digest: $0.digest, size: $0.size) }
        guard named == entry.blobs.map({ Blob(digest: $0.digest, size: $0.size) }) else {
            throw CacheFault("what it refers to is not that of which it speaks")
        }
        return Found(entry: entry, isSealed: isSealed)
    }

    private struct Blob: Hashable {
        let digest: Digest
        let size: Int64
    }

    private func manifest(_ reference: ImageReference) async throws -> RemoteManifest? {
        do {
            return try await registry.manifest(reference)
        } catch let error as RegistryError where error.code == .notFound {
            return nil
        } catch let error as RegistryError where [.malformed, .mismatch, .tooLarge].contains(error.code) {
            throw CacheFault(error.detail)
        }
    }

    private func entry(_ document: Descriptor) async throws -> CacheEntry {
        do {
            try await ImagePull(from: registry, into: blobs).fetch([document], from: place.repository)
        } catch let error as RegistryError where [.notFound, .mismatch, .malformed].contains(error.code) {
            throw CacheFault("what it says is not there as it should be: \(error.detail)")
        }
        return try await BlockingWork.run { try Self.read(blobs, document.digest) }
    }

    private static func read(_ blobs: BlobStore, _ digest: Digest) throws -> CacheEntry {
        var json: [UInt8] = []
        do {
            // Its content is that of its digest, also where it was in the store before.
            _ = try blobs.read(digest, limit: Int(documentLimit))
            let reader = try TarReader(blobs.path(of: digest), name: "the entry", sizeLimit: UInt64(jsonLimit))
            guard let file = try reader.next(), file.path == fileName, file.kind == .file else {
                throw CacheFault("what it says is not in '\(fileName)'")
            }
            json.reserveCapacity(Int(min(file.size, UInt64(jsonLimit))))
            try reader.readContent { json.append(contentsOf: $0) }
            while try reader.next() != nil {}
        } catch let error as LayerArchiveError {
            throw CacheFault("what it says cannot be read: \(error.detail)")
        }
        do {
            return try CanonicalJSON.decode(CacheEntry.self, from: json)
        } catch {
            throw CacheFault("what it says is not understood")
        }
    }

    /// The blobs that the repository does not have, or has in another size.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `CancellationError`.
    func missing(_ blobs: [Descriptor]) async throws -> Set<Digest> {
        try await registry.missing(blobs, in: place.repository)
    }

    /// Fetches a blob into the store, checked against its digest.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    func fetch(_ blob: Descriptor) async throws {
        try await ImagePull(from: registry, into: blobs).fetch([blob], from: place.repository)
    }

    // MARK: writing

    /// Brings an entry there with the layers of which it speaks, sealed where there is a key.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - there: layers that the repository is known to have.
    ///   - mountSource: a repository of the registry that has a layer.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    package func write(_ entry: CacheEntry, there: Set<Digest>, mountSource: @escaping @Sendable (Digest) -> String?)
        async throws
    {
        let manifest = try await BlockingWork.run { try store(entry) }
        var options = ImagePush.Options()
        options.tags = [entry.tag]
        options.there = there
        // An entry may be written anew since something that it refers to is gone.
        options.believesManifests = false
        options.mountSource = mountSource
        _ = try await ImagePush(to: registry, repository: place.repository, from: blobs).push(manifest, options)
    }

    /// Writes an entry's artifact into the store.
    private func store(_ entry: CacheEntry) throws -> Descriptor {
        let json = try CanonicalJSON.encode(entry)
        let writer = try blobs.ingest()
        _ = try LayerWriter.write([.file(Self.fileName, .bytes(json))]) { try writer.write($0) }
        let document = try writer.finish()
        let empty = Array("{}".utf8)
        let config = Descriptor(mediaType: MediaType.empty, digest: try blobs.put(empty), size: Int64(empty.count))
        let said = Descriptor(mediaType: MediaType.cacheDocument, digest: document.digest, size: document.size)
        var manifest = Manifest(config: config, layers: [said] + entry.blobs)
        manifest.artifactType = MediaType.cacheEntry
        if let key {
            manifest.annotations = [AnnotationKey.cacheSeal: key.seal(of: document.digest, tag: entry.tag)]
        }
        let bytes = try CanonicalJSON.encode(manifest)
        return Descriptor(mediaType: MediaType.manifest, digest: try blobs.put(bytes), size: Int64(bytes.count))
    }
}

extension FinishedLayer {
    /// What a registry knows it by.
    var blob: Descriptor { Descriptor(mediaType: MediaType.layerGzip, digest: digest, size: size) }
}
