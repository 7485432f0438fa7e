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
    package init(base: [LayerEntry], system: SystemTree, covered: Set<BytePath>) {
        let old = base.keyed(by: \.path)
        let new = system.entries.keyed(by: \.path)
        let changed = system.entries.filter { entry in
            let path = BytePath(entry.path)
            guard !covered.contains(path) else { return false }
            return old[path].map { !Self.isSame($0, old, entry, new) } ?? true
        }
        entries = Self.relinked(changed, new)
        let missing = Set(old.keys.filter { new[$0] == nil && !covered.contains($0) })
        removed = missing.filter { path in path.folder.map { !missing.contains($0) } ?? true }.sorted().map(\.text)
    }

    private static func isSame(
        _ first: LayerEntry,
        _ firstTree: [BytePath: LayerEntry],
        _ second: LayerEntry,
        _ secondTree: [BytePath: LayerEntry],
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
    private static func content(_ entry: LayerEntry, _ tree: [BytePath: LayerEntry]) -> LayerContent? {
        switch entry.kind {
        case .file(let content): content
        case .hardLink(let target):
            if case .file(let content) = tree[BytePath(target)]?.kind { content } else { nil }
        case .directory, .symbolicLink, .whiteout: nil
        }
    }

    /// Entries whose hard links lead to files among them, whichever name came first in the system's tar.
    private static func relinked(_ entries: [LayerEntry], _ tree: [BytePath: LayerEntry]) -> [LayerEntry] {
        let linked = Dictionary(grouping: entries.filter { $0.hardLinkTarget != nil }) {
            BytePath($0.hardLinkTarget ?? "")
        }
        var files: [BytePath: BytePath] = [:]
        let paths = Set(entries.map { BytePath($0.path) })
        for (target, links) in linked {
            let names = links.map { BytePath($0.path) } + (paths.contains(target) ? [target] : [])
            let first = names.min() ?? target
            for name in names { files[name] = first }
        }
        return entries.map { entry in
            let path = BytePath(entry.path)
            guard let file = files[path], let content = content(entry, tree) else { return entry }
            var entry = entry
            entry.kind = file == path ? .file(content) : .hardLink(target: file.text)
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
