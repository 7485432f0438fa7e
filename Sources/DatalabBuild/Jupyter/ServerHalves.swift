internal import BaseImages
internal import Files
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// The halves of the user's packages that are for the page's server, resolved a second time beside the server's own packages.
struct ServerHalves: Sendable {
    /// A package whose halves are both left out.
    struct LeftOut: Sendable, Hashable, Codable {
        /// The normalised name.
        var package: String
        /// Why it cannot be beside the server.
        var reason: String
    }

    /// Where they go: beside the server's environment, seen by the server alone.
    static let prefix = "/opt/datalab/server-extras"

    /// The lock and the wheels that the server does not have; nil when nothing can be beside it.
    var packages: LockedPackages?
    /// What conflicts with the server.
    var leftOut: [LeftOut]
    /// The extensions of the page, by package.
    var pageExtensions: [String: [String]]

    /// What is told of what was left out.
    var problems: [Problem] {
        leftOut.map { one in
            .warning(
                "'\(one.package)' extends the page's server, which cannot have it; its part of the page is turned off too: \(one.reason)",
                hint: "choose a version that fits the server ('datalab base show'), or leave it out"
            )
        }
    }

    /// What an image has of them beside the packages' layers.
    func entries() throws -> [LayerEntry] {
        let root = String(Self.prefix.dropFirst())
        let off = leftOut.flatMap { pageExtensions[$0.package] ?? [] }
        let lock = packages.map { [LayerEntry.file("\(root)/pylock.toml", .text($0.lockText))] } ?? []
        return try lock + [
            page("\(root)/with", off: off), page("\(root)/without", off: pageExtensions.values.flatMap { $0 }),
        ]
    }

    /// JupyterLab's settings that turn extensions of the page off.
    private func page(_ folder: String, off: [String]) throws -> LayerEntry {
        struct Page: Encodable { let disabledExtensions: [String: Bool] }
        let page = Page(disabledExtensions: Dictionary(off.map { ($0, true) }) { first, _ in first })
        return .file("\(folder)/labconfig/page_config.json", .bytes(try CanonicalJSON.encode(page)))
    }
}

/// Finds the lock of what the server is given beside its own packages.
struct ServerHalvesLock {
    let home: DatalabHome
    let resolver: PackageResolver
    let base: BaseFacts
    let indexes: IndexOptions
    let scratch: ScratchFolder
    let progress: ProgressHandler
    /// The cache in a registry that knows answers, where one is used.
    var remote: RegistryCache?

    /// What is remembered of a question.
    private struct Answer: Codable {
        var lock: String?
        var leftOut: [ServerHalves.LeftOut]
    }

    /// The Python of the server.
    private var target: PythonTarget { base.serverTarget ?? base.target }

    /// Finds the packages for halves; what conflicts with the server is left out, one by one.
    ///
    /// - Parameter wheels: the packages that have something for the server, in the versions that the page's half has.
    /// - Returns: the lock and what was left out.
    /// - Throws: `PackagesError` for a lock that cannot be written or read; `CancellationError`.
    func find(_ wheels: [SelectedWheel]) async throws -> (packages: LockedPackages?, leftOut: [ServerHalves.LeftOut]) {
        let key = key(wheels)
        let file = home.locks.appending("\(key.hex).server.json")
        if let data = FileManager.default.contents(atPath: file.string),
            let known = try? CanonicalJSON.decode(Answer.self, from: Array(data))
        {
            remote?.note(.server, key, text: String(decoding: data, as: UTF8.self), isNew: false)
            return (try known.lock.map { try packages($0, wheels, isReused: true) }, known.leftOut)
        }
        if let taken = try await taken(key, wheels) { return taken }
        let (lock, leftOut) = try await resolve(wheels)
        try home.make(home.locks)
        let answer = try CanonicalJSON.encode(Answer(lock: lock?.canonicalText, leftOut: leftOut))
        try WholeFile.write(answer, to: file, durability: .memory)
        remote?.note(.server, key, text: String(decoding: answer, as: UTF8.self), isNew: true)
        return (try lock.map { try packages($0.canonicalText, wheels, isReused: false) }, leftOut)
    }

    /// What the cache in a registry says, if it is an answer to the question.
    private func taken(_ key: Digest, _ wheels: [SelectedWheel]) async throws
        -> (packages: LockedPackages?, leftOut: [ServerHalves.LeftOut])?
    {
        try await remote?.take(.server, key) { entry in
            do {
                let answer = try CanonicalJSON.decode(Answer.self, from: Array((entry.text ?? "").utf8))
                let found = try answer.lock.map { try packages($0, wheels, isReused: true) }
                let names = Set(wheels.map(\.name)), left = answer.leftOut.map(\.package)
                let reasons = answer.leftOut.map(\.reason)
                let isAnswer =
                    Set(left).count == left.count && names.isSuperset(of: left)
                    && (found == nil) == (left.count == names.count)
                    && reasons.allSatisfy { $0.utf8.count <= 2000 && CacheEntry.shown($0) == $0 }
                let isLocked = try answer.lock.map { text in
                    let lock = try PackageLock(parsing: Array(text.utf8), file: "pylock.toml")
                    let rest = try request(wheels.filter { !left.contains($0.name) })
                    return lock.canonicalText == text && lock.shortcomings(for: rest).isEmpty
                }
                guard isAnswer, isLocked ?? true else { throw CacheFault("its lock is that of other packages") }
                return (found, answer.leftOut)
            } catch let fault as CacheFault {
                throw fault
            } catch {
                throw CacheFault("its lock cannot be used")
            }
        }
    }

    private func resolve(_ wheels: [SelectedWheel]) async throws -> (PackageLock?, [ServerHalves.LeftOut]) {
        switch try await lock(wheels) {
        case .success(let lock): return (lock, [])
        case .failure(let failure) where wheels.count == 1:
            return (nil, [.init(package: wheels[0].name, reason: Self.reason(failure))])
        case .failure: break
        }
        var kept: [SelectedWheel] = []
        var found: PackageLock?
        var leftOut: [ServerHalves.LeftOut] = []
        for wheel in wheels {
            switch try await lock(kept + [wheel]) {
            case .success(let lock):
                kept.append(wheel)
                found = lock
            case .failure(let failure): leftOut.append(.init(package: wheel.name, reason: Self.reason(failure)))
            }
        }
        return (found, leftOut)
    }

    private func lock(_ wheels: [SelectedWheel]) async throws -> Result<PackageLock, PackagesError> {
        do {
            let lock = try await resolver.resolve(
                request(wheels),
                implicit: [],
                for: target,
                scratch: scratch.path,
                progress: progress
            )
            _ = try lock.select(for: target)
            return .success(lock)
        } catch let error as PackagesError where error.failureClass == .data {
            return .failure(error)
        }
    }

    private func request(_ wheels: [SelectedWheel]) throws(PackagesError) -> PackageRequest {
        var request = PackageRequest(.requirements, file: "the server's extensions")
        request.indexes = indexes
        for wheel in wheels { request.requirements.append(try Requirement(parsing: "\(wheel.name)==\(wheel.version)")) }
        for package in base.serverPackages {
            request.constraints.append(try Requirement(parsing: "\(package.name)==\(package.version)"))
        }
        return request
    }

    private func key(_ wheels: [SelectedWheel]) -> Digest {
        guard let request = try? request(wheels) else { return LayerCache.key(wheels.map(\.filename)) }
        return resolver.cacheKey(request, implicit: [], for: target)
    }

    private func packages(_ text: String, _ wheels: [SelectedWheel], isReused: Bool) throws -> LockedPackages {
        let lock = try PackageLock(parsing: Array(text.utf8), file: "pylock.toml")
        let own = Set(base.serverPackages.map(\.name))
        return LockedPackages(
            lockText: text,
            wheels: try lock.select(for: target).filter { !own.contains($0.name) }.sorted { $0.name < $1.name },
            requested: Set(wheels.map(\.name)),
            directURLs: [:],
            isReused: isReused,
            sources: [],
            lacks: [],
        )
    }

    private static func reason(_ failure: PackagesError) -> String {
        failure.problems.first.map { String($0.message.prefix(400)) } ?? "it cannot be resolved"
    }
}
