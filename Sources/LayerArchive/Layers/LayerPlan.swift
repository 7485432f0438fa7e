/// The entries of a layer as they are written: checked, complete and in order.
///
/// The order is that of the paths' bytes, a folder without a slash at its end. A parent's path is a prefix of its children's, so
/// it comes first, though not always just before them: `a`, `a-b`, `a/c`.
struct LayerPlan {
    /// All entries, missing parents added, in order.
    let entries: [LayerEntry]

    /// Checks entries, adds missing parents (mode 0755), and sorts.
    ///
    /// - Parameter entries: entries in any order.
    /// - Throws: `LayerArchiveError` with code `unsafePath`, `duplicateEntry` or `missingTarget`.
    init(_ entries: [LayerEntry]) throws(LayerArchiveError) {
        var planned: [Planned] = []
        planned.reserveCapacity(entries.count)
        for entry in entries {
            try Self.check(entry)
            planned.append(Planned(entry))
        }
        planned.sort { $0.precedes($1) }
        try Self.refuseDuplicates(planned)
        planned = try Self.addParents(planned)
        try Self.checkHardLinks(planned)
        self.entries = planned.map(\.entry)
    }

    /// An entry beside the bytes of its path: strings compare by characters, and two spellings of one character must differ.
    private struct Planned {
        let path: [UInt8]
        let entry: LayerEntry

        init(_ entry: LayerEntry) {
            self.entry = entry
            path = Array(entry.path.utf8)
        }

        func precedes(_ other: Planned) -> Bool {
            PathBytes.precede(path, other.path)
        }
    }

    private static func check(_ entry: LayerEntry) throws(LayerArchiveError) {
        try checkPath(entry.markedPath ?? entry.path, of: entry)
        switch entry.kind {
        case .symbolicLink(let target):
            guard !target.isEmpty, !target.utf8.contains(0) else {
                throw LayerArchiveError(
                    .unsafePath,
                    entry: entry.path,
                    detail: "the target of the symbolic link is empty or holds a NUL"
                )
            }
        case .hardLink(let target):
            try checkPath(target, of: entry)
        case .directory, .file, .whiteout:
            break
        }
        for name in entry.extendedAttributes.keys
        where name.isEmpty || name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "=") }) {
            throw LayerArchiveError(
                .unsupported,
                entry: entry.path,
                detail: "an extended attribute has the name '\(name)'"
            )
        }
    }

    private static func checkPath(_ path: String, of entry: LayerEntry) throws(LayerArchiveError) {
        if PathBytes.areOrdinary(path) { return }
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let reason: String? =
            if path.isEmpty { "the path is empty" } else if path.utf8.first == UInt8(ascii: "/") {
                "the path is absolute"
            } else if path.utf8.contains(0) { "the path holds a NUL" } else if parts.contains(where: \.isEmpty) {
                "the path has an empty part"
            } else if parts.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }) {
                "the path has a part '.' or '..'"
            } else if parts.contains(where: { $0.starts(with: ".wh.".utf8) }) {
                "a name that starts with '.wh.' would delete files of lower layers"
            } else { nil }
        guard let reason else { return }
        throw LayerArchiveError(
            .unsafePath,
            entry: entry.path,
            detail: path == entry.path ? reason : "its target '\(path)': \(reason)"
        )
    }

    private static func refuseDuplicates(_ planned: [Planned]) throws(LayerArchiveError) {
        for (first, second) in zip(planned, planned.dropFirst()) where first.path == second.path {
            // Entries with one path have no order of their own: sorted, the message is always the same.
            let both = [describe(first.entry), describe(second.entry)].sorted()
            throw LayerArchiveError(
                .duplicateEntry,
                entry: first.entry.path,
                detail: "the path occurs twice in the layer: \(both[0]), and \(both[1])",
            )
        }
    }

    private static func describe(_ entry: LayerEntry) -> String {
        switch entry.kind {
        case .directory: "a folder"
        case .whiteout: "a whiteout"
        case .symbolicLink(let target): "a symbolic link to '\(target)'"
        case .hardLink(let target): "a hard link to '\(target)'"
        case .file(let content):
            switch content.source {
            case .bytes: "a file of \(content.size) bytes"
            case .path(let path): "the file '\(path)'"
            case .mapped(let file, _), .deflated(let file, _): "a file of \(content.size) bytes from '\(file.path)'"
            }
        }
    }

    /// Adds the folders that are missing above sorted entries, and sorts again.
    private static func addParents(_ planned: [Planned]) throws(LayerArchiveError) -> [Planned] {
        let slash = UInt8(ascii: "/")
        var known: Set<ArraySlice<UInt8>> = []
        var last: ArraySlice<UInt8> = []
        var added: [Planned] = []
        for one in planned {
            guard var end = one.path.lastIndex(of: slash) else { continue }
            // Neighbours mostly share their folder.
            guard one.path[..<end] != last else { continue }
            last = one.path[..<end]
            while known.insert(one.path[..<end]).inserted {
                if let present = find(one.path[..<end], in: planned) {
                    guard case .directory = present.entry.kind else { throw notAFolder(present.path, of: one.entry) }
                } else {
                    added.append(Planned(.directory(String(decoding: one.path[..<end], as: UTF8.self))))
                }
                guard let above = one.path[..<end].lastIndex(of: slash) else { break }
                end = above
            }
        }
        return added.isEmpty ? planned : (planned + added).sorted { $0.precedes($1) }
    }

    /// The entry with a path among sorted ones.
    private static func find(_ path: ArraySlice<UInt8>, in planned: [Planned]) -> Planned? {
        var range = planned.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if planned[middle].path.elementsEqual(path) { return planned[middle] }
            if planned[middle].path.lexicographicallyPrecedes(path) {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }

    private static func notAFolder(_ parent: [UInt8], of entry: LayerEntry) -> LayerArchiveError {
        let name = String(decoding: parent, as: UTF8.self)
        return LayerArchiveError(
            .unsafePath,
            entry: entry.path,
            detail: "'\(name)' above it is not a folder in this layer"
        )
    }

    private static func checkHardLinks(_ planned: [Planned]) throws(LayerArchiveError) {
        var files: Set<[UInt8]> = []
        let hasLinks = planned.contains { if case .hardLink = $0.entry.kind { true } else { false } }
        guard hasLinks else { return }
        for one in planned {
            switch one.entry.kind {
            case .file: files.insert(one.path)
            case .hardLink(let target) where !files.contains(Array(target.utf8)):
                throw LayerArchiveError(
                    .missingTarget,
                    entry: one.entry.path,
                    detail: "no file '\(target)', which it is a hard link to, comes before it in the layer",
                    hint: "of the names of one file, make the first in byte order the file and the others hard links",
                )
            case .hardLink, .directory, .symbolicLink, .whiteout: break
            }
        }
    }
}
