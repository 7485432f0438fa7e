package import LayerArchive

/// What a system has beyond the base it was made of: what is new, what changed, and what is gone.
package struct SystemOverlay {
    /// The entries that are new or changed; of the names of one file, the first in byte order is the file.
    package let entries: [LayerEntry]
    /// The paths that the base has and the system has not, without those below another of them.
    package let removed: [String]

    /// Compares a system with its base.
    ///
    /// - Parameters:
    ///   - base: the entries of the base's system, each path once.
    ///   - system: the system that was made of it.
    ///   - covered: paths that the base's upper layers give their own files, whatever packages put there.
    package init(base: [LayerEntry], system: SystemTree, covered: Set<String>) {
        let old = Self.byPath(base)
        let new = Self.byPath(system.entries)
        let changed = system.entries.filter { entry in
            guard !covered.contains(entry.path) else { return false }
            return old[entry.path].map { !Self.isSame($0, old, entry, new) } ?? true
        }
        entries = Self.relinked(changed, new)
        let missing = Set(old.keys.filter { new[$0] == nil && !covered.contains($0) })
        removed = missing.filter { path in
            path.lastIndex(of: "/").map { !missing.contains(String(path[..<$0])) } ?? true
        }
        .sorted()
    }

    private static func byPath(_ entries: [LayerEntry]) -> [String: LayerEntry] {
        Dictionary(entries.map { ($0.path, $0) }) { $1 }
    }

    private static func isSame(
        _ first: LayerEntry,
        _ firstTree: [String: LayerEntry],
        _ second: LayerEntry,
        _ secondTree: [String: LayerEntry],
    ) -> Bool {
        guard first.mode == second.mode, first.owner == second.owner, first.group == second.group,
            first.extendedAttributes == second.extendedAttributes
        else { return false }
        switch (first.kind, second.kind) {
        case (.directory, .directory): return true
        case (.symbolicLink(let one), .symbolicLink(let other)): return one == other
        default:
            guard let one = content(first, firstTree), let other = content(second, secondTree) else { return false }
            return one.isSame(as: other)
        }
    }

    /// The content of a file, by whichever of its names.
    private static func content(_ entry: LayerEntry, _ tree: [String: LayerEntry]) -> LayerContent? {
        switch entry.kind {
        case .file(let content): content
        case .hardLink(let target):
            if case .file(let content) = tree[target]?.kind { content } else { nil }
        case .directory, .symbolicLink, .whiteout: nil
        }
    }

    /// Entries whose hard links lead to files among them, whichever name came first in the system's tar.
    private static func relinked(_ entries: [LayerEntry], _ tree: [String: LayerEntry]) -> [LayerEntry] {
        let linked = Dictionary(grouping: entries.filter { $0.hardLinkTarget != nil }) { $0.hardLinkTarget ?? "" }
        var files: [String: String] = [:]
        let paths = Set(entries.map(\.path))
        for (target, links) in linked {
            let names = links.map(\.path) + (paths.contains(target) ? [target] : [])
            let first = names.min { PathBytes.precede($0, $1) } ?? target
            for name in names { files[name] = first }
        }
        return entries.map { entry in
            guard let file = files[entry.path], let content = content(entry, tree) else { return entry }
            var entry = entry
            entry.kind = file == entry.path ? .file(content) : .hardLink(target: file)
            return entry
        }
    }
}

extension LayerContent {
    /// Whether two contents that are at hand have the same bytes.
    func isSame(as other: LayerContent) -> Bool {
        guard size == other.size else { return false }
        if case .mapped(let file, let range) = source, case .mapped(let otherFile, let otherRange) = other.source {
            return file.withBytes(range) { bytes in otherFile.withBytes(otherRange) { bytes.elementsEqual($0) } }
        }
        return bytes.map { $0 == other.bytes } ?? false
    }
}
