internal import ContentStore
internal import Foundation
internal import OCIModel
internal import PythonPackages
internal import RegistryClient
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// The cache of one build: what it was asked for and gave, and what is written to it when the build has succeeded.
///
/// What it gives stays apart from what this machine found out itself: it is in memory, and in a folder that is gone with the build.
/// So a build without the cache, or with another one, never uses it. A cache that cannot be read or written costs a warning, no
/// build.
final class RegistryCache: Sendable {
    let settings: CacheSettings
    /// Where what it says of wheels is read like what a home remembers.
    let memory: DatalabHome
    let repository: CacheRepository
    let layout: ImageLayout
    let places: LayerPlaces
    private let progress: ProgressHandler
    let now: Int64
    let state = Mutex(State())

    struct State {
        /// Whether it can be read at all.
        var isReadable = true
        /// Whether something was taken that no key has sealed.
        var hangsOnPushers = false
        /// What was read, by tag; nil for what is not there or does not count.
        var read: [String: CacheEntry?] = [:]
        /// The layers that were taken, by their keys.
        var layers: [Digest: CacheEntry.Layer] = [:]
        /// The wheels that were built elsewhere, of locks that were taken.
        var built: [Digest: CacheEntry.BuiltFile] = [:]
        /// The blobs that the repository was seen to have.
        var there: Set<Digest> = []
        /// What the layers are that the build has, by their keys.
        var claims: [Digest: LayerPlaces.Claim] = [:]
        /// What is to be written when the build has succeeded.
        var pending: [Pending] = []
        /// Whether it was told that something is gone.
        var hasLost = false
        /// How many entries were refused.
        var refusals = 0
        /// What was found to be wrong.
        var problems: [Problem] = []
    }

    struct Pending: Sendable {
        let make: @Sendable () throws -> [CacheEntry]
        /// Whether it takes the place of what says otherwise; a lock that was known here leaves a newer one alone.
        let replaces: Bool
    }

    init(
        _ settings: CacheSettings,
        site: BuildSite,
        layout: ImageLayout,
        scratch: FilePath,
        now: Int64 = Int64(Date().timeIntervalSince1970),
        progress: @escaping ProgressHandler,
    ) {
        self.settings = settings
        self.layout = layout
        self.progress = progress
        self.now = now
        memory = DatalabHome(root: scratch.appending("registry-cache"))
        places = LayerPlaces(home: site.home)
        repository = CacheRepository(settings, site: site, blobs: layout.blobs)
    }

    /// The repository that what was built hangs on; nil where a key has sealed all that was taken, or nothing was.
    var reliedOn: ImageReference? { state.withLock { $0.hangsOnPushers ? settings.repository : nil } }

    /// What was found to be wrong with it.
    var problems: [Problem] { state.withLock { $0.problems } }

    // MARK: reading

    /// What is known for a key, held against what a reader knows better; nil where it does not count.
    ///
    /// - Parameters:
    ///   - kind: what is asked for.
    ///   - key: its key.
    ///   - accept: takes the entry; throws `CacheFault` where it is not what it should be.
    /// - Returns: what `accept` made of it; nil also where the cache is only checked.
    /// - Throws: `CancellationError`, `StoreError`; what `accept` throws beside `CacheFault`.
    func take<Value: Sendable>(
        _ kind: CacheEntry.Kind,
        _ key: Digest,
        accept: @Sendable (CacheEntry) async throws -> Value,
    ) async throws -> Value? {
        guard !settings.verifies else { return nil }
        let tag = CacheEntry.tag(kind, key)
        guard let found = try await read(kind, key) else { return nil }
        do {
            let value = try await accept(found)
            noteUse()
            return value
        } catch let fault as CacheFault {
            refuse(tag, fault)
            return nil
        } catch let error as any ReportedFailure where Self.isOfNetwork(error) {
            giveUpReading(error)
            return nil
        }
    }

    /// Something was taken: without a key it is as good as those who may push to the repository.
    private func noteUse() {
        if settings.key == nil { state.withLock { $0.hangsOnPushers = true } }
    }

    /// So many refused entries are told as warnings; the others are in the build's log.
    private static let mostTold = 5

    /// Reads an entry, or recalls it.
    func read(_ kind: CacheEntry.Kind, _ key: Digest) async throws -> CacheEntry? {
        let tag = CacheEntry.tag(kind, key)
        let (isReadable, known) = state.withLock { ($0.isReadable, $0.read[tag]) }
        if let known { return known }
        guard isReadable else { return nil }
        do {
            let found = try await repository.read(kind, key, now: now)?.entry
            state.withLock { $0.read[tag] = .some(found) }
            return found
        } catch let fault as CacheFault {
            refuse(tag, fault)
        } catch let error as any ReportedFailure where Self.isOfNetwork(error) {
            giveUpReading(error)
        }
        return nil
    }

    private static func isOfNetwork(_ error: any ReportedFailure) -> Bool { !(error is StoreError) }

    private func refuse(_ tag: String, _ fault: CacheFault) {
        let isTold = state.withLock { state in
            state.read[tag] = .some(nil)
            // Where layers are gone, the entries of all of them say so; of many that are wrong for one reason a few are enough.
            let isTold = fault.isLoss ? !state.hasLost : state.refusals < Self.mostTold
            state.hasLost = state.hasLost || fault.isLoss
            state.refusals += 1
            return isTold
        }
        guard isTold else {
            return progress(.log("'\(tag)' of the cache is not taken: \(fault.detail)"))
        }
        warn(
            "the entry '\(settings.repository.tagged(tag))' of the cache is not taken: \(fault.detail)",
            hint: fault.isLoss
                ? "it is made again, with what is gone"
                : "it is made again and replaced; find out who may push there, or seal the cache with $DATALAB_CACHE_KEY"
        )
    }

    private func giveUpReading(_ error: any ReportedFailure) {
        let isFirst = state.withLock { state in
            defer { state.isReadable = false }
            return state.isReadable
        }
        guard isFirst, let problem = error.problems.first else { return }
        // A repository that nobody has pushed to yet is, to some registries, one that nobody may read.
        if error.failureClass == .noPermission {
            progress(.log("the cache cannot be read: \(problem.message)"))
        } else {
            warn("the cache '\(settings.repository.name)' cannot be read: \(problem.message)", hint: problem.hint)
        }
    }

    func warn(_ message: String, hint: String?) {
        let problem = Problem.warning(message, hint: hint)
        state.withLock { $0.problems.append(problem) }
        progress(.warning(problem))
    }

    // MARK: layers

    /// A layer that was taken.
    func layer(_ key: Digest) -> CacheEntry.Layer? { state.withLock { $0.layers[key] } }

    /// Holds layers against those that were taken: one layer has one key, one DiffID and one size.
    func compare(_ layers: [CacheEntry.Layer]) throws(CacheFault) {
        let taken = state.withLock { $0.layers }
        for layer in layers {
            let others = taken.values.filter {
                $0.key == layer.key || $0.layer.digest == layer.layer.digest || $0.layer.diffID == layer.layer.diffID
            }
            guard others.allSatisfy({ $0.key == layer.key && $0.layer == layer.layer }) else {
                throw CacheFault("its layer \(layer.layer.digest) is said to be another one elsewhere in the cache")
            }
        }
    }

    /// Takes layers that the repository has; what it lacks is left out.
    ///
    /// - Parameter layers: the layers, each with what it is said to be.
    /// - Throws: `RegistryError`, `TransferError`, `BuildFailure`; `CacheFault`, after the others were taken, where some are gone:
    ///   then the entry is written anew with them.
    func take(_ layers: [(layer: CacheEntry.Layer, claim: LayerPlaces.Claim)]) async throws {
        noteUse()
        let there = state.withLock { $0.there }
        let asked = layers.map(\.layer.layer.blob).filter { !there.contains($0.digest) }
        let missing = try await repository.missing(asked)
        for (layer, claim) in layers where !missing.contains(layer.layer.digest) {
            try places.remember(layer.layer.digest, as: claim, isIn: settings.repository)
            state.withLock {
                $0.layers[layer.key] = layer
                $0.there.insert(layer.layer.digest)
            }
        }
        guard missing.isEmpty else {
            let detail = "the repository does not have \(missing.count) of the \(layers.count) layers it refers to"
            throw CacheFault(detail, isLoss: true)
        }
    }

    // MARK: wheels

    /// Takes the wheels of a lock that were built elsewhere, if the repository has them; they are fetched where a layer needs them.
    ///
    /// - Throws: `RegistryError`, `TransferError`; `CacheFault` where one is gone.
    func take(_ built: [CacheEntry.BuiltFile]) async throws {
        guard !built.isEmpty else { return }
        guard try await repository.missing(built.map(\.blob)).isEmpty else {
            throw CacheFault("the repository does not have all wheels that were built for it", isLoss: true)
        }
        state.withLock { state in
            for file in built { state.built[file.digest] = file }
            state.there.formUnion(built.map(\.digest))
        }
    }

    /// The file of a wheel that was built elsewhere, fetched where it is not here yet; nil for one that the cache does not have.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `StoreError`, `CancellationError`.
    func file(of wheel: SelectedWheel) async throws -> FilePath? {
        guard let digest = Digest(algorithm: .sha256, hex: wheel.sha256.lowercased()),
            let file = state.withLock({ $0.built[digest] })
        else { return nil }
        let place = settings.repository.name
        progress(.log("fetching '\(wheel.filename)', which was built elsewhere, from the cache '\(place)'"))
        try await repository.fetch(file.blob)
        return layout.blobs.path(of: digest)
    }
}
