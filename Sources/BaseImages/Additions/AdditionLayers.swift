package import LayerArchive

/// What was added to a base's system, divided into layers: packages above, what depends on the set of them on top.
///
/// A large package's layer holds its files and nothing of others, so that all bases with that version of it share the layer.
package struct AdditionLayers {
    /// The layers, bottom first.
    package let parts: [SystemLayers.Part]

    private enum Group: Hashable {
        case large(String)
        case others
        case state
    }

    /// Divides what was added.
    ///
    /// - Parameters:
    ///   - overlay: what the system has beyond the base.
    ///   - system: the whole system.
    ///   - status: its packages.
    ///   - base: the packages of the base.
    ///   - more: entries that go on top.
    package init(
        _ overlay: SystemOverlay,
        system: SystemTree,
        status: DpkgStatus,
        base: [DebianPackage],
        more: [LayerEntry] = [],
    ) {
        let added = Self.added(status, to: base)
        let names = Set(added.map(\.name))
        let large = SystemLayers.large(among: added)
        let largeNames = Set(large.map(\.name))
        let owners = PackageOwners(system, preferred: Set(base.map(\.name)).subtracting(names))
        let whiteouts = overlay.removed.map(LayerEntry.whiteout)
        let marks = Set(whiteouts.map { BytePath($0.path) })
        let groups = SystemLayers.groups(overlay.entries + whiteouts, folders: system.folders) { path -> Group in
            guard !marks.contains(BytePath(path)), let owner = owners.owner(of: path), names.contains(owner) else {
                return .state
            }
            return largeNames.contains(owner) ? .large(owner) : .others
        }
        var parts = large.map { SystemLayers.Part(large: $0, entries: groups[.large($0.name)] ?? []) }
        let others = added.count - large.count
        parts.append(
            .init(contents: "Debian: \(others) added package\(others == 1 ? "" : "s")", entries: groups[.others] ?? [])
        )
        let state = (groups[.state] ?? []) + more
        parts.append(.init(contents: "Debian: package database and system files, with what was added", entries: state))
        self.parts = parts.filter { !$0.entries.isEmpty }
    }

    /// The packages that are new or have another version than in the base, by name.
    static func added(_ status: DpkgStatus, to base: [DebianPackage]) -> [DebianPackage] {
        let known = Set(base)
        return status.entries.map(\.package).filter { !known.contains($0) }.sorted { $0.name < $1.name }
    }
}
