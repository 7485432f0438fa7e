internal import Hashing
package import LayerArchive
internal import OCIModel

/// Which of the user's files share a layer: one layer for a usual workspace, several for a large one.
///
/// The rule, a function of nothing but paths and sizes:
/// 1. Files of together at most 64 MiB, with all folders and links, are one layer.
/// 2. Otherwise the 16 largest of those over 64 MiB (ties by path) have a layer each, and the rest go to one of 8 layers by the
///    first byte of their path's SHA-256 modulo 8; folders and links are in the first layer of all.
///
/// So a small change in a workspace of many gigabytes reads and writes a fraction of it.
package enum FileGrouping {
    /// The most bytes of files that are one layer.
    package static let wholeSize: UInt64 = 64 << 20
    /// How many files can have a layer of their own.
    package static let ownLayers = 16
    /// How many layers the other files share.
    package static let sharedLayers = 8

    /// The groups, in the order of their layers; none is empty, but for that of an empty workspace.
    package static func groups(of entries: [LayerEntry]) -> [[LayerEntry]] {
        let files = entries.filter { size(of: $0) != nil }
        let total = BoundedNumber.sum(files.compactMap(size))
        guard total > wholeSize else { return [entries] }
        let large = files.filter { (size(of: $0) ?? 0) > wholeSize }
            .sorted { (size(of: $1) ?? 0, BytePath($0.path)) < (size(of: $0) ?? 0, BytePath($1.path)) }
            .prefix(ownLayers)
        let own = Set(large.map { BytePath($0.path) })
        var shared = [[LayerEntry]](repeating: [], count: sharedLayers)
        for file in files where !own.contains(BytePath(file.path)) { shared[sharedLayer(of: file.path)].append(file) }
        let rest = entries.filter { size(of: $0) == nil }
        let alone = large.sorted { BytePath($0.path) < BytePath($1.path) }.map { [$0] }
        return ([rest] + shared + alone).filter { !$0.isEmpty }
    }

    /// The size of a regular file; nil for folders and links.
    private static func size(of entry: LayerEntry) -> UInt64? {
        if case .file(let content) = entry.kind { content.size } else { nil }
    }

    private static func sharedLayer(of path: String) -> Int {
        let hasher = ContentHasher(.sha256)
        hasher.update(Array(path.utf8))
        return Int(hasher.finishBytes()[0]) % sharedLayers
    }
}
