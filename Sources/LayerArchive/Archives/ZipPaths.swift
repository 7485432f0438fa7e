/// Checks the paths of a zip's entries against each other.
enum ZipPaths {
    /// Refuses equal paths, paths below a file or a link, and (where asked) paths that differ in case only.
    static func check(_ entries: [ZipEntry], archive: String, rules: ZipRules) throws(LayerArchiveError) {
        var kinds: [String: ZipEntry.Kind] = Dictionary(minimumCapacity: entries.count)
        for entry in entries where kinds.updateValue(entry.kind, forKey: entry.path) != nil {
            throw LayerArchiveError(
                .duplicateEntry,
                archive: archive,
                entry: entry.path,
                detail: "the zip has two entries of this name",
            )
        }
        var checkedParents: Set<Substring> = []
        for entry in entries {
            // Bytes, not characters: a slash with a combining character behind it is no `"/"` to a string.
            var path = entry.path[...]
            while let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
                path = path[..<slash]
                guard checkedParents.insert(path).inserted else { break }
                if let kind = kinds[String(path)], kind != .directory {
                    throw LayerArchiveError(
                        .unsafePath,
                        archive: archive,
                        entry: entry.path,
                        detail:
                            "it lies below \(quotedName(String(path))), which is a \(kind == .file ? "file" : "link")",
                    )
                }
            }
        }
        if rules.contains(.noCaseCollisions) { try checkCase(entries, archive: archive) }
    }

    private static func checkCase(_ entries: [ZipEntry], archive: String) throws(LayerArchiveError) {
        var seen: [String: String] = Dictionary(minimumCapacity: entries.count)
        for entry in entries {
            if let other = seen.updateValue(entry.path, forKey: entry.path.lowercased()) {
                throw LayerArchiveError(
                    .duplicateEntry,
                    archive: archive,
                    entry: entry.path,
                    detail: "its name differs from \(quotedName(other)) only in the case of letters",
                )
            }
        }
    }
}
