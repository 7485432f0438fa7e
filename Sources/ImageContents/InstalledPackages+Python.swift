internal import LayerArchive
internal import PythonPackages

extension InstalledPackages {
    /// The Python packages of an environment.
    ///
    /// - Parameters:
    ///   - index: what is in the image.
    ///   - prefix: the environment's folder: `/opt/datalab/env`.
    ///   - target: the Python that its packages run on.
    init(pythonIn index: ImageIndex, below prefix: String, for target: PythonTarget) {
        let root = BytePath(prefix.drop { $0 == "/" })
        var packages: [String: Package] = [:]
        var metadata: [DistributionMetadata] = []
        var owners: [BytePath: String] = [:]
        for (path, text) in index.texts
        where path.isBelow(root) && PathBytes.ends(path.text, with: ".dist-info/METADATA") {
            guard let file = index.files[path], let found = DistributionMetadata(text) else { continue }
            metadata.append(found)
            let folder = path.folder?.text ?? ""
            let record = RecordedFiles(
                index.texts["\(folder)/RECORD"] ?? [],
                in: PathBytes.folder(folder) ?? ""
            )
            packages[found.name] = Package(
                name: found.name,
                version: found.version,
                size: record.size,
                layer: file.layer
            )
            for path in record.paths { owners[BytePath(path)] = found.name }
        }
        self.packages = packages
        self.owners = owners
        graph = Self.graph(metadata, MarkerEnvironment(target))
    }

    /// A package with an extra needs itself, and what it needs for that extra.
    private static func graph(_ all: [DistributionMetadata], _ environment: MarkerEnvironment) -> PackageGraph {
        var edges: [PackageGraph.Node: [PackageGraph.Node]] = [:]
        for package in all {
            for extra in Set(package.extras).union([""]) {
                let needed = package.requirements.filter { $0.counts(in: environment, for: extra) }
                let own = extra.isEmpty ? [] : [PackageGraph.Node(name: package.name)]
                edges[.init(name: package.name, extra: extra)] = own + needed.flatMap(\.nodes)
            }
        }
        return PackageGraph(edges)
    }
}

extension Requirement {
    /// The package itself, and it with each of the extras that are asked for.
    var nodes: [PackageGraph.Node] {
        [PackageGraph.Node(name: name)] + extras.map { PackageGraph.Node(name: name, extra: $0) }
    }

    /// Whether it counts for a package with an extra; without one, for an empty extra.
    fileprivate func counts(in environment: MarkerEnvironment, for extra: String) -> Bool {
        guard let marker else { return extra.isEmpty }
        guard (try? marker.holds(in: environment.with(extra: extra))) == true else { return false }
        return extra.isEmpty || (try? marker.holds(in: environment)) != true
    }
}
