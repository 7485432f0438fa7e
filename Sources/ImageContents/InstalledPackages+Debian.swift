internal import BaseImages
internal import LayerArchive

extension InstalledPackages {
    /// The Debian packages that dpkg's database in the image names.
    init(debianIn index: ImageIndex) {
        let status = DpkgStatus(String(decoding: index.texts["var/lib/dpkg/status"] ?? [], as: UTF8.self))
        let owners = Self.debianOwners(in: index)
        let layers = Self.layers(owners, in: index)
        let found = status.entries.map(\.package).map {
            Package(name: $0.name, version: $0.version, size: $0.installedSize, layer: layers[$0.name] ?? 0)
        }
        packages = Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
        graph = Self.graph(status)
        self.owners = owners
    }

    private static func graph(_ status: DpkgStatus) -> PackageGraph {
        var meaning: [String: [String]] = [:]
        for entry in status.entries {
            for name in [entry.package.name] + entry.provides { meaning[name, default: []].append(entry.package.name) }
        }
        let edges = status.entries.map { entry in
            let needed = entry.needs.flatMap { $0 }.flatMap { meaning[$0] ?? [] }
            return (PackageGraph.Node(name: entry.package.name), needed.map { PackageGraph.Node(name: $0) })
        }
        return PackageGraph(Dictionary(edges) { $0 + $1 })
    }

    /// dpkg's lists name a file by the path its package has it at; `/lib` is a link to `usr/lib` in the image.
    private static func debianOwners(in index: ImageIndex) -> [BytePath: String] {
        var owners: [BytePath: String] = [:]
        for (path, text) in index.texts where path.isBelow("var/lib/dpkg/info") {
            let file = path.name
            let name = String(file.dropLast(".list".count).prefix { $0 != ":" })
            for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
                let written = BytePath(line.dropFirst())
                let place = index.files[written] == nil ? BytePath("usr/\(written.text)") : written
                guard let kind = index.files[place]?.kind, kind != .folder else { continue }
                owners[place] = name
            }
        }
        return owners
    }

    private static func layers(_ owners: [BytePath: String], in index: ImageIndex) -> [String: Int] {
        var layers: [String: Int] = [:]
        for (path, name) in owners {
            // Its documentation is a package's own, also where its other files are shared.
            guard let layer = index.files[path]?.layer else { continue }
            if layers[name] == nil || path.isBelow("usr/share/doc/\(name)") { layers[name] = layer }
        }
        return layers
    }
}
