internal import Hashing
internal import OCIModel

/// Which packages share a layer: at most 40 layers whatever the number of packages, stable when one package changes.
///
/// The rule, a function of nothing but the set of packages:
/// 1. Packages that ship a common path belong together and count as one, under the first one's name.
/// 2. The 28 largest of those over 2 MiB (size of the wheels; ties by name) have a layer each.
/// 3. Every other one goes to one of 12 shared layers, by the first byte of its name's SHA-256 modulo 12.
///
/// So adding, removing or upgrading a package rewrites its own layer, and at most one other when it moves between
/// rules 2 and 3.
package enum LayerGrouping {
    /// How many packages can have a layer of their own.
    package static let ownLayers = 28
    /// How many layers the other packages share.
    package static let sharedLayers = 12
    /// The size in bytes above which a package is large.
    package static let largeSize: Int64 = 2 << 20

    /// A package as far as grouping is concerned.
    package struct Member: Sendable, Hashable {
        /// The normalised name.
        package var name: String
        /// The wheel's size in bytes.
        package var size: Int64

        package init(name: String, size: Int64) {
            self.name = name
            self.size = size
        }
    }

    /// The groups, in the order of their layers; each a sorted list of names.
    ///
    /// - Parameters:
    ///   - members: the packages, names unique.
    ///   - sharing: sets of names that ship a common path.
    /// - Returns: between 0 and 40 groups that hold every name once.
    package static func groups(of members: [Member], sharing: [Set<String>] = []) -> [[String]] {
        let units = units(of: members, sharing: sharing)
        let large = units.filter { $0.size > largeSize }
            .sorted { ($1.size, $0.name) < ($0.size, $1.name) }
            .prefix(ownLayers)
        let own = Set(large.map(\.name))
        var shared = [[String]](repeating: [], count: sharedLayers)
        for unit in units where !own.contains(unit.name) {
            shared[sharedLayer(of: unit.name)] += unit.names
        }
        let alone = large.sorted { $0.name < $1.name }.map(\.names)
        return (shared.filter { !$0.isEmpty } + alone).map { $0.sorted() }
    }

    private struct Unit {
        var names: [String]
        var size: Int64
        var name: String { names[0] }
    }

    private static func units(of members: [Member], sharing: [Set<String>]) -> [Unit] {
        var merged: [Set<String>] = []
        for set in sharing {
            let touching = merged.filter { !$0.isDisjoint(with: set) }
            merged.removeAll { !$0.isDisjoint(with: set) }
            merged.append(touching.reduce(set) { $0.union($1) })
        }
        let sizes = Dictionary(members.map { ($0.name, $0.size) }) { first, _ in first }
        let joined = merged.reduce(into: Set<String>()) { $0.formUnion($1) }
        let single = members.filter { !joined.contains($0.name) }.map { Unit(names: [$0.name], size: $0.size) }
        let several = merged.map { set in
            Unit(names: set.sorted(), size: BoundedNumber.sum(set.compactMap { sizes[$0] }))
        }
        return (single + several).sorted { $0.name < $1.name }
    }

    private static func sharedLayer(of name: String) -> Int {
        let hasher = ContentHasher(.sha256)
        hasher.update(Array(name.utf8))
        return Int(hasher.finishBytes()[0]) % sharedLayers
    }
}
