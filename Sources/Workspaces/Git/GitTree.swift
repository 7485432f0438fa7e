internal import LayerArchive

/// The files of a commit, as `git ls-tree -r -l -z` lists them.
struct GitTree: Sendable {
    /// A submodule: where it is, and which commit of it.
    struct Link: Sendable, Hashable {
        var path: String
        var commit: String
    }

    /// The bytes of all files.
    private(set) var size: UInt64 = 0
    /// How many files there are.
    private(set) var count = 0
    /// The submodules.
    private(set) var links: [Link] = []

    /// Reads the listing; submodules whose path is no UTF-8 are left to the check of the tree.
    init(_ listing: [UInt8]) {
        for record in listing.split(separator: 0) {
            let halves = record.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
            let facts = halves[0].split(separator: UInt8(ascii: " "))
            guard halves.count == 2, facts.count == 4 else { continue }
            count += 1
            if facts[0].elementsEqual("160000".utf8) {
                guard let path = String(validating: halves[1], as: UTF8.self) else { continue }
                links.append(Link(path: path, commit: String(decoding: facts[2], as: UTF8.self)))
            } else {
                size += UInt64(String(decoding: facts[3], as: UTF8.self)) ?? 0
            }
        }
    }
}
