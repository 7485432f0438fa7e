package import LayerArchive

/// A Debian system divided into layers by the packages that own its files, so that bases of one suite share the lower ones.
package struct SystemLayers {
    /// One layer's entries, with a line for people.
    package struct Part: Sendable {
        package var contents: String
        package var entries: [LayerEntry]

        /// Any entries.
        init(contents: String, entries: [LayerEntry]) {
            self.contents = contents
            self.entries = entries
        }

        /// A package of its own.
        init(large package: DebianPackage, entries: [LayerEntry]) {
            self.init(contents: "Debian: \(package.name) \(package.version)", entries: entries)
        }
    }

    /// Packages that take more bytes installed have layers of their own, which all bases with that version share.
    static let largeSize: Int64 = 4 << 20
    /// No more layers of their own than this, the largest first: an image has 127 layers at most.
    static let largeCount = 16

    /// The layers, bottom first: essential packages, large ones, all others, and what depends on the set of packages.
    package let parts: [Part]

    private enum Group: Hashable {
        case essential
        case large(String)
        case others
        case state
    }

    package init(_ tree: SystemTree, status: DpkgStatus) {
        let essential = Set(status.entries.filter(\.isEssential).map(\.package.name))
        let added = status.entries.map(\.package).filter { !essential.contains($0.name) }
        let large = Self.large(among: added)
        let largeNames = Set(large.map(\.name))
        let owners = PackageOwners(tree, preferred: essential)
        let groups = Self.groups(tree.entries, folders: tree.folders) { path -> Group in
            guard let owner = owners.owner(of: path) else { return .state }
            return essential.contains(owner) ? .essential : largeNames.contains(owner) ? .large(owner) : .others
        }
        let others = added.count - large.count
        let first = Part(contents: "Debian: \(essential.count) essential packages", entries: groups[.essential] ?? [])
        let middle = large.map { Part(large: $0, entries: groups[.large($0.name)] ?? []) }
        let last = [
            Part(contents: "Debian: \(others) other packages", entries: groups[.others] ?? []),
            Part(contents: "Debian: package database and system files", entries: groups[.state] ?? []),
        ]
        parts = ([first] + middle + last).filter { !$0.entries.isEmpty }
    }

    /// The packages that have layers of their own, by name.
    static func large(among packages: [DebianPackage]) -> [DebianPackage] {
        packages.filter { $0.installedSize > largeSize }
            .sorted { ($1.installedSize, $0.name) < ($0.installedSize, $1.name) }
            .prefix(largeCount)
            .sorted { $0.name < $1.name }
    }

    /// Divides entries, each group with the folders that its entries are in.
    static func groups<Group: Hashable>(
        _ entries: [LayerEntry],
        folders: [BytePath: LayerEntry],
        of group: (String) -> Group,
    ) -> [Group: [LayerEntry]] {
        var groups: [Group: [LayerEntry]] = [:]
        var parents: [Group: Set<BytePath>] = [:]
        for entry in entries {
            // A hard link stays in the layer of the file it is a second name of.
            let chosen = group(entry.hardLinkTarget ?? entry.path)
            guard parents[chosen, default: []].insert(BytePath(entry.path)).inserted else { continue }
            groups[chosen, default: []].append(entry)
            // A folder that a layer would only imply would get mode 0755 there, whatever a lower layer said.
            for parent in ancestors(of: entry.path) where parents[chosen, default: []].insert(parent).inserted {
                if let folder = folders[parent] { groups[chosen, default: []].append(folder) }
            }
        }
        return groups
    }

    private static func ancestors(of path: String) -> [BytePath] {
        var ancestors: [BytePath] = []
        var rest = BytePath(path).folder
        while let folder = rest {
            ancestors.append(folder)
            rest = folder.folder
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
