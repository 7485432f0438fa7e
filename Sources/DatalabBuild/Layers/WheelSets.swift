internal import Files
internal import Foundation
internal import OCIModel
internal import PythonPackages
internal import Synchronization
internal import SystemPackage

/// What is remembered of all wheels of a datalab together: which of them share paths, and the facts of each.
///
/// It says nothing that ``InstalledPaths`` and ``WheelMemory`` do not say: but in one file, where those have two for every wheel.
struct WheelSets: Sendable {
    /// What is known of a set.
    struct Known: Sendable {
        /// The names of packages that install a common path.
        let sharing: [Set<String>]
        /// The facts of every wheel, by its package's name.
        let facts: [String: WheelFacts]
    }

    private let folder: FilePath
    private let inputs: [String]
    private let read = Read()

    /// What was read already: several stages of a build ask about one set.
    private final class Read: Sendable {
        let sets = Mutex<[Digest: Known]>([:])
    }

    /// The memory of a home for one environment.
    init(home: DatalabHome, scheme: InstallScheme, machine: SharedObject.Machine) throws {
        folder = home.wheelSets
        inputs = [
            "wheel set 1", InstalledPaths.version, "\(WheelFacts.version)", scheme.prefix, scheme.pythonVersion,
            "\(machine)",
        ]
        try home.make(folder)
    }

    /// What is known of a set; nil for one that never was built.
    func find(_ wheels: [SelectedWheel]) -> Known? {
        let key = key(wheels)
        if let known = read.sets.withLock({ $0[key] }) { return known }
        guard let data = FileManager.default.contents(atPath: file(key).string) else { return nil }
        let blocks = String(decoding: data, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false)
        guard blocks.count == wheels.count + 1 else { return nil }
        var facts: [String: WheelFacts] = [:]
        for (wheel, block) in zip(wheels, blocks.dropFirst()) {
            guard let found = WheelFacts(String(block)) else { return nil }
            facts[wheel.name] = found
        }
        let sharing = blocks[0].split(separator: "\n").map { Set($0.split(separator: " ").map(String.init)) }
        let known = Known(sharing: sharing, facts: facts)
        read.sets.withLock { $0[key] = known }
        return known
    }

    /// Keeps what is known of a set, if it is known of all its wheels.
    ///
    /// - Parameters:
    ///   - known: what is known.
    ///   - wheels: the set.
    ///   - isLent: whether it comes from a cache: then it is kept as long as this value lives.
    func remember(_ known: Known, of wheels: [SelectedWheel], isLent: Bool = false) {
        let facts = wheels.compactMap { known.facts[$0.name]?.text }
        guard facts.count == wheels.count else { return }
        guard !isLent else { return read.sets.withLock { $0[key(wheels)] = known } }
        // Names of packages are normalised: no blank is in one.
        let sharing = known.sharing.map { $0.sorted().joined(separator: " ") }.sorted().joined(separator: "\n")
        // A home that cannot be written only lets the next build read more files.
        try? WholeFile.write(([sharing] + facts).joined(separator: "\0"), to: file(key(wheels)))
    }

    func key(_ wheels: [SelectedWheel]) -> Digest {
        LayerCache.key(inputs + wheels.flatMap { [$0.name, $0.filename, $0.sha256] })
    }

    private func file(_ key: Digest) -> FilePath { folder.appending(key.hex) }
}
