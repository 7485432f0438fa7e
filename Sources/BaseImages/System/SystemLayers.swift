package import LayerArchive

/// A Debian system divided into layers by the packages that own its files, so that bases of one suite share the lower ones.
package struct SystemLayers {
    /// One layer's entries, with a line for people.
    package struct Part: Sendable {
        package var contents: String
        package var entries: [LayerEntry]
    }

    /// The layers, bottom first: essential packages, all others, and what depends on the set of packages.
    package let parts: [Part]

    package init(_ tree: SystemTree, status: DpkgStatus) {
        let essential = Set(status.entries.filter(\.isEssential).map(\.package.name))
        let owners = PackageOwners(tree, preferred: essential)
        let groups = Self.groups(tree.entries, folders: tree.folders) { path -> Group in
            guard let owner = owners.owner(of: path) else { return .state }
            return essential.contains(owner) ? .essential : .added
        }
        let added = status.entries.count - essential.count
        parts = [
            Part(contents: "Debian: \(essential.count) essential packages", entries: groups[.essential] ?? []),
            Part(contents: "Debian: \(added) other packages", entries: groups[.added] ?? []),
            Part(contents: "Debian: package database and system files", entries: groups[.state] ?? []),
        ]
        .filter { !$0.entries.isEmpty }
    }

    private enum Group {
        case essential, added, state
    }

    /// Divides entries, each group with the folders that its entries are in.
    static func groups<Group: Hashable>(
        _ entries: [LayerEntry],
        folders: [String: LayerEntry],
        of group: (String) -> Group,
    ) -> [Group: [LayerEntry]] {
        var groups: [Group: [LayerEntry]] = [:]
        var parents: [Group: Set<String>] = [:]
        for entry in entries {
            // A hard link stays in the layer of the file it is a second name of.
            let chosen = group(entry.hardLinkTarget ?? entry.path)
            guard parents[chosen, default: []].insert(entry.path).inserted else { continue }
            groups[chosen, default: []].append(entry)
            // A folder that a layer would only imply would get mode 0755 there, whatever a lower layer said.
            for parent in ancestors(of: entry.path) where parents[chosen, default: []].insert(parent).inserted {
                if let folder = folders[parent] { groups[chosen, default: []].append(folder) }
            }
        }
        return groups
    }

    private static func ancestors(of path: String) -> [String] {
        var ancestors: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            ancestors.append(String(rest))
        }
        return ancestors
    }
}

extension LayerEntry {
    /// Whether the entry is a folder.
    var isFolder: Bool {
        if case .directory = kind { true } else { false }
    }

    /// The path of the file that a hard link is a second name of.
    var hardLinkTarget: String? {
        if case .hardLink(let target) = kind { target } else { nil }
    }
}
