internal import ContentStore
internal import Foundation
internal import OCIModel
internal import SystemPackage

/// What a home keeps: where, how much, and whether it can go.
public struct HomeContents: Sendable, Hashable, Codable {
    /// A part of it.
    public struct Part: Sendable, Hashable, Codable {
        /// What it holds.
        public var name: String
        /// Its folder.
        public var folder: String
        /// Its size on disk in bytes; a file with several names counts once.
        public var size: UInt64
        /// How many files, or for images how many names.
        public var count: Int
        /// Whether `datalab cache prune` may remove from it.
        public var canBePruned: Bool
    }

    /// The home's folder: the one to keep from one run of a CI system to the next.
    public var home: String
    /// The parts.
    public var parts: [Part]

    /// All of it in bytes.
    public var size: UInt64 { BoundedNumber.sum(parts.map(\.size)) }

    /// Looks at a home.
    ///
    /// - Parameter home: the home; nothing is made.
    /// - Throws: `StoreError` when the store's index cannot be read.
    public init(_ home: DatalabHome) throws {
        self.home = home.root.string
        parts = []
        if FileManager.default.fileExists(atPath: home.store.string) {
            let layout = try ImageLayout(root: home.store)
            let store = Self.measure(home.store)
            let unnamed = try layout.unnamedBlobs()
            let unnamedSize = UInt64(BoundedNumber.sum(unnamed.map(\.size)))
            let names = try layout.references().map(\.name)
            parts = [
                part("images and bases", home.store, store.size - min(store.size, unnamedSize), names.count, false),
                part("layers of no image", home.store, unnamedSize, unnamed.count, true),
            ]
        }
        add("wheels", home.wheels, canBePruned: true)
        add("source archives", home.sources, canBePruned: true)
        add("wheels that were built here", home.builtWheels, canBePruned: true)
        add("roots that sources are built in", home.builderRoots, canBePruned: true)
        add("answers of package indexes", home.resolver, canBePruned: true)
        add("layers unpacked for starts", home.unpackedLayers, canBePruned: true)
        add("names of Debian's packages", home.debianPackages)
        add("locks", home.locks)
        add("what layers are made of", home.layers)
        add("what wheels install", home.installedPaths)
        add("what wheels bring and need", home.wheelFacts)
        add("what sets of wheels share", home.wheelSets)
        add("which registries have which layers", home.registryLayers)
        add("what was found in files", home.checks)
        add("rules for secrets", home.secretRules)
        add("unfinished uploads", home.uploads)
        add("checkouts and other scratch", home.scratch)
        add("logs of builds", home.logs)
        // What is left of the home: the database, and files next to it.
        let all = Self.measure(home.root).size
        let rest = all - min(all, size)
        if rest > 0 { parts.append(part("records of builds", home.records, rest, 1, false)) }
    }

    private mutating func add(_ name: String, _ folder: FilePath, canBePruned: Bool = false) {
        let found = Self.measure(folder)
        guard found.count > 0 else { return }
        parts.append(part(name, folder, found.size, found.count, canBePruned))
    }

    private func part(_ name: String, _ folder: FilePath, _ size: UInt64, _ count: Int, _ canBePruned: Bool) -> Part {
        Part(name: name, folder: folder.string, size: size, count: count, canBePruned: canBePruned)
    }

    /// The regular files below a folder.
    static func measure(_ folder: FilePath) -> (size: UInt64, count: Int) {
        var size: UInt64 = 0
        var count = 0
        var seen: Set<UInt64> = []
        let files = FileManager.default
        guard let paths = files.enumerator(atPath: folder.string) else { return (0, 0) }
        while paths.nextObject() != nil {
            guard let facts = paths.fileAttributes, facts[.type] as? FileAttributeType == .typeRegular else { continue }
            count += 1
            if (facts[.referenceCount] as? Int ?? 1) > 1,
                let number = facts[.systemFileNumber] as? UInt64, !seen.insert(number).inserted
            {
                continue
            }
            size += facts[.size] as? UInt64 ?? 0
        }
        return (size, count)
    }
}
