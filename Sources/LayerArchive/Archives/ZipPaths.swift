internal import Texts

/// Checks the paths of a zip's entries against each other.
enum ZipPaths {
    /// Refuses equal paths (or takes the last entry of each, where that is the rule) and paths below a file or a link.
    ///
    /// - Returns: the entries that count, and the paths that others had before.
    static func check(_ entries: [ZipEntry], archive: String, rules: ZipRules) throws(LayerArchiveError)
        -> (entries: [ZipEntry], replaced: [String])
    {
        let (places, again) = try places(of: entries, archive: archive, rules: rules)
        var checkedParents: Set<BytePath> = []
        for entry in entries {
            // Bytes, not characters: a slash with a combining character behind it is no `"/"` to a string.
            var path = entry.path[...]
            while let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
                path = path[..<slash]
                let parent = BytePath(path)
                guard checkedParents.insert(parent).inserted else { break }
                if let kind = places[parent].map({ entries[$0].kind }), kind != .directory {
                    throw LayerArchiveError(
                        .unsafePath,
                        archive: archive,
                        entry: entry.path,
                        detail:
                            "it lies below \(ShownText.quoted(String(path))), which is a \(kind == .file ? "file" : "link")",
                    )
                }
            }
        }
        guard !again.isEmpty else { return (entries, []) }
        let replaced = again.filter { entries[$0].kind != .directory }.map { entries[$0].path }
        let kept = entries.indices.filter { places[BytePath(entries[$0].path)] == $0 }.map { entries[$0] }
        return (kept, replaced)
    }

    /// The last entry of each path, and those that it takes the place of.
    private static func places(of entries: [ZipEntry], archive: String, rules: ZipRules) throws(LayerArchiveError)
        -> (places: [BytePath: Int], again: [Int])
    {
        var places: [BytePath: Int] = Dictionary(minimumCapacity: entries.count)
        var again: [Int] = []
        for (index, entry) in entries.enumerated() {
            guard let other = places.updateValue(index, forKey: BytePath(entry.path)) else { continue }
            guard rules.contains(.lastOfEqualNames), entries[other].kind == entry.kind else {
                throw LayerArchiveError(
                    .duplicateEntry,
                    archive: archive,
                    entry: entry.path,
                    detail: "the zip has two entries of this name",
                )
            }
            again.append(other)
        }
        return (places, again)
    }
}
