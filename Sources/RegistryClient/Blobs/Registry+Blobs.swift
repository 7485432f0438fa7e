internal import ContentStore
internal import HTTPTransfer
public import OCIModel

extension Registry {
    /// Whether a repository has a blob.
    ///
    /// - Throws: `RegistryError` with code `mismatch` when it has something of another size; as of ``manifest(_:)``.
    func hasBlob(_ descriptor: Descriptor, in repository: String, asking scope: Scope? = nil) async throws -> Bool {
        let path = Self.blobPath(descriptor.digest, repository)
        let request = RegistryRequest(.head, path, scopes: [scope ?? .push(repository)])
        let answer = try await send(request)
        switch answer.response.status {
        case 200...299:
            guard let text = answer.header("Content-Length"), let size = BoundedNumber.size(text) else { return true }
            guard size == descriptor.size else {
                let detail = "the registry's blob \(descriptor.digest) has \(size) bytes, expected \(descriptor.size)"
                throw RegistryError(.mismatch, "\(host)/\(repository)", detail)
            }
            return true
        case 404: return false
        default: throw refusal(answer, "a blob cannot be looked up", "\(host)/\(repository)")
        }
    }

    /// Which blobs a repository does not have, or has in another size than expected.
    ///
    /// - Parameters:
    ///   - blobs: the blobs.
    ///   - repository: the repository's name.
    /// - Returns: the digests of those it lacks.
    /// - Throws: `RegistryError`, `TransferError`, `CancellationError`.
    public func missing(_ blobs: [Descriptor], in repository: String) async throws -> Set<Digest> {
        let found = try await forEachBlob(blobs) { blob -> Digest? in
            do {
                return try await self.hasBlob(blob, in: repository, asking: .pull(repository)) ? nil : blob.digest
            } catch let error as RegistryError where error.code == .mismatch {
                return blob.digest
            }
        }
        return Set(found.compactMap { $0 })
    }

    /// Fetches a blob into a store, verified; one that is there is not fetched.
    ///
    /// - Returns: whether it was fetched.
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`.
    func fetch(
        _ descriptor: Descriptor,
        from repository: String,
        into store: BlobStore,
        onBytes: @escaping @Sendable (Int) -> Void
    )
        async throws -> Bool
    {
        if store.size(of: descriptor.digest) == descriptor.size { return false }
        let sink = StoreSink(store, descriptor.digest, onBytes: onBytes)
        let request = RegistryRequest(.get, Self.blobPath(descriptor.digest, repository), scopes: [.pull(repository)])
        try await download(request, size: descriptor.size, to: sink)
        do {
            try await sink.finish()
        } catch let error as StoreError where error.code.isMismatch {
            throw RegistryError(.mismatch, "\(host)/\(repository)", "the content of \(descriptor.digest) is another")
        }
        return true
    }

    static func blobPath(_ digest: Digest, _ repository: String) -> String { "\(repository)/blobs/\(digest)" }
}

extension StoreError.Code {
    fileprivate var isMismatch: Bool { if case .mismatch = self { true } else { false } }
}

/// Writes a download into a store.
private actor StoreSink: TransferSink {
    private let store: BlobStore
    private let digest: Digest
    private let onBytes: @Sendable (Int) -> Void
    private var writer: BlobWriter?
    private var count = 0

    init(_ store: BlobStore, _ digest: Digest, onBytes: @escaping @Sendable (Int) -> Void) {
        self.store = store
        self.digest = digest
        self.onBytes = onBytes
    }

    func begin() throws {
        onBytes(-count)
        count = 0
        writer = try store.ingest(digest.algorithm)
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try writer?.write($0) }
        count += bytes.count
        onBytes(bytes.count)
    }

    func finish() throws {
        if writer == nil { try begin() }
        _ = try writer?.finish(expected: digest)
        writer = nil
    }
}
