internal import ContentStore
internal import OCIModel
internal import PythonPackages
internal import RegistryClient
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// What a build that has succeeded writes to the cache, as far as it is not there.
extension RegistryCache {
    /// Notes what is to be written when the build has succeeded.
    ///
    /// - Parameters:
    ///   - claims: what the layers are, by their keys.
    ///   - make: makes the entries.
    func note(_ claims: [Digest: LayerPlaces.Claim], _ make: @escaping @Sendable () throws -> [CacheEntry]) {
        state.withLock {
            $0.claims.merge(claims) { $1 }
            $0.pending.append(Pending(make: make, replaces: true))
        }
    }

    /// Notes a lock.
    ///
    /// - Parameters:
    ///   - kind: which lock.
    ///   - key: its key.
    ///   - text: the lock.
    ///   - isNew: whether it was resolved just now.
    ///   - built: the files of wheels that were built for it; nil where one is gone.
    func note(
        _ kind: CacheEntry.Kind,
        _ key: Digest,
        text: String,
        isNew: Bool,
        built: @escaping @Sendable () -> [WheelFile]? = { [] }
    ) {
        let (time, blobs) = (now, layout.blobs)
        let make = { @Sendable () throws -> [CacheEntry] in
            guard let files = built() else { return [] }
            var entry = CacheEntry(kind: kind, key: key, written: time, text: text)
            for file in files {
                try blobs.take(file)
                entry.built.append(.init(filename: file.filename.text, digest: file.sha256, size: Int64(file.size)))
            }
            return [entry]
        }
        state.withLock { $0.pending.append(Pending(make: make, replaces: isNew || settings.verifies)) }
    }

    /// The time that entries of this build carry.
    var time: Int64 { now }

    /// Whether an entry need not be written anew yet.
    func isYoung(_ entry: CacheEntry) -> Bool { now - entry.written < CacheEntry.renewal }

    /// What of some entries has to be written: all but those that the repository has, and that are young.
    ///
    /// - Returns: the entries; with `verifies`, what is there and says otherwise is told.
    private func outstanding(_ pending: Pending) async throws -> [CacheEntry] {
        var wanted: [CacheEntry] = []
        for entry in try pending.make() {
            // Where all wheels of an environment and their layers are known, so is each layer.
            if let found = try await read(entry.kind, entry.key) {
                if !pending.replaces, isYoung(found) { continue }
                if found.says(entry), isYoung(found) {
                    if entry.kind == .wheels { return wanted }
                    continue
                }
                if settings.verifies { tell(found, entry) }
            }
            wanted.append(entry)
        }
        return wanted
    }

    /// A lie that was found: locks may differ since the index has other releases today.
    private func tell(_ found: CacheEntry, _ made: CacheEntry) {
        guard made.kind == .layer || made.kind == .wheels, !found.says(made) else { return }
        let said = found.layers.first?.layer, own = made.layers.first?.layer
        let detail =
            made.kind == .layer && said != own
            ? "it says \(said?.digest.description ?? "no layer"), expected \(own?.digest.description ?? "none")"
            : "it says otherwise of wheels and layers than they are"
        warn(
            "the entry '\(settings.repository.tagged(made.tag))' of the cache is wrong: \(detail)",
            hint: "it is replaced; find out who may push there, and look at what was published since"
        )
    }

    /// Writes what the build found out and the repository does not have.
    ///
    /// - Returns: a line for people.
    /// - Throws: `CancellationError`, `StoreError`; what keeps the repository from being written is a warning.
    func write() async throws -> String {
        let pending = state.withLock { $0.pending }
        var count = 0
        do {
            let mounts = try layout.repositories(of: settings.repository.registry)
            let own = settings.repository.repository
            for one in pending {
                let wanted = try await outstanding(one)
                // What refers to all layers comes when they are there: none is sent twice.
                for isLast in [false, true] {
                    let there = state.withLock { $0.there }
                    try await Self.forEach(wanted.filter { ($0.kind == .wheels) == isLast }, atOnce: 4) { entry in
                        try await self.repository.write(entry, there: there) { digest in
                            mounts[digest]?.first { $0 != own }
                        }
                        self.state.withLock { $0.there.formUnion(entry.blobs.map(\.digest)) }
                        // So a publication mounts it.
                        guard let layer = entry.layers.first, entry.kind == .layer,
                            let claim = self.state.withLock({ $0.claims[layer.key] })
                        else { return }
                        try self.places.remember(layer.layer.digest, as: claim, isIn: self.settings.repository)
                    }
                }
                count += wanted.count
            }
        } catch let error as any ReportedFailure where !(error is StoreError) {
            let problem = error.problems.first
            warn(
                "the cache '\(settings.repository.name)' is not written: \(problem?.message ?? "\(error)")",
                hint: problem?.hint
            )
        }
        return count == 0 ? "nothing new" : "\(count) \(count == 1 ? "entry" : "entries") written"
    }

    /// Does something for each value, some at once.
    static func forEach<Value: Sendable>(
        _ values: [Value],
        atOnce: Int,
        _ body: @escaping @Sendable (Value) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var rest = values.makeIterator()
            for _ in 0..<atOnce { if let value = rest.next() { group.addTask { try await body(value) } } }
            while try await group.next() != nil {
                if let value = rest.next() { group.addTask { try await body(value) } }
            }
        }
    }
}

extension BlobStore {
    /// Copies a wheel into the store, where it is not there yet.
    ///
    /// - Throws: `StoreError`: `mismatch` for a file that is not the wheel any more.
    fileprivate func take(_ file: WheelFile) throws {
        guard size(of: file.sha256) != Int64(file.size) else { return }
        let source = try FileDescriptor.open(file.path, .readOnly, options: [.noFollow, .closeOnExec])
        let writer = try ingest()
        try source.closeAfter {
            try withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 16) { buffer in
                while case let count = try source.read(into: buffer), count > 0 {
                    try writer.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            }
        }
        _ = try writer.finish(expected: file.sha256)
    }
}
