internal import BaseImages
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting

/// Why something is in an image.
package struct ImageReasons: Sendable {
    private let index: ImageIndex
    private let facts: BaseFacts?
    private let environments: [(kind: PackageReason.Kind, installed: InstalledPackages)]
    private let requested: [Requirement]

    /// Finds out what is installed.
    ///
    /// - Parameter index: all layers of the image.
    package init(_ index: ImageIndex) {
        self.index = index
        let facts = index.facts
        self.facts = facts
        requested = Self.requirements(in: index)
        var environments: [(PackageReason.Kind, InstalledPackages)] = []
        if let facts {
            let user = InstalledPackages(pythonIn: index, below: facts.userPrefix, for: facts.target)
            environments.append((.python, user))
            if let prefix = facts.serverPrefix {
                environments.append((.server, InstalledPackages(pythonIn: index, below: prefix, for: facts.target)))
            }
        }
        self.environments = environments + [(.debian, InstalledPackages(debianIn: index))]
    }

    /// The reasons for what a user names: a file by its path, or packages by their name.
    ///
    /// - Parameter name: a path in the image, one below the datalab's files, or the name of a package.
    /// - Returns: the reasons, at least one.
    /// - Throws: `InputFailure` of class `data` when there is neither such a file nor such a package, with near names.
    package func find(_ name: String) throws -> [ImageReason] {
        let path = PathBytes.parts(name).filter { $0 != "." }.joined(separator: "/")
        for place in [path, "\(ContractLayer.filesFolder)/\(path)"] {
            if let reason = file(at: BytePath(place)) { return [.file(reason)] }
        }
        let packages = packages(named: name)
        guard packages.isEmpty else { return packages.map { .package($0) } }
        throw InputFailure(
            .error(
                at: nil,
                "there is no file and no package '\(name)' in this image",
                hint: hint(for: name)
            )
        )
    }

    private func hint(for name: String) -> String {
        let known = environments.flatMap { $0.installed.packages.keys }
        let near = name.contains("/") ? [] : NearPackages.of(name, in: Set(known).sorted())
        return near.isEmpty
            ? "give a path such as '/media/notebooks/meta-data.yaml', or a package that 'datalab inspect' shows"
            : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
    }

    /// The packages of a name: the user's, the server's and Debian's.
    package func packages(named name: String) -> [PackageReason] {
        environments.compactMap { kind, installed in
            let spelled = kind == .debian ? name : PackageName.normalized(name)
            return installed.packages[spelled].map { reason($0, kind, installed) }
        }
    }

    private func file(at path: BytePath) -> FileReason? {
        guard let file = index.files[path] else { return nil }
        let owner = environments.lazy.compactMap { kind, installed in
            installed.owners[path].flatMap { installed.packages[$0] }.map { reason($0, kind, installed) }
        }
        .first
        return FileReason(
            path: "/\(path.text)",
            kind: file.kind,
            size: file.size,
            layer: index.layers[file.layer],
            covered: (index.covered[path] ?? []).map { index.layers[$0] },
            package: owner
        )
    }

    private func reason(
        _ package: InstalledPackages.Package,
        _ kind: PackageReason.Kind,
        _ installed: InstalledPackages
    ) -> PackageReason {
        let (cause, chain) = cause(of: package.name, kind, installed.graph)
        return PackageReason(
            kind: kind,
            name: package.name,
            version: package.version,
            size: package.size,
            layer: index.layers[package.layer],
            cause: cause,
            chain: chain,
            requiredBy: installed.graph.dependents(of: package.name)
        )
    }

    /// What of all that was asked for needs a package: the user's requirements count before what is always installed.
    private func cause(of name: String, _ kind: PackageReason.Kind, _ graph: PackageGraph)
        -> (PackageReason.Cause, [String])
    {
        let base = facts.map(\.label) ?? "the image"
        if kind == .debian {
            let asked = (facts?.addition?.requested ?? []).map { PackageGraph.Node(name: $0) }
            guard let chain = graph.chain(to: name, from: asked), isAdded(name) else { return (.base(base), [name]) }
            return (.systemPackage(chain[0]), chain)
        }
        guard kind == .python else { return (.base(base), [name]) }
        if let chain = graph.chain(to: name, from: requested.flatMap(\.nodes)),
            let requirement = requested.first(where: { $0.name == chain[0] })
        {
            return (.requirement(text: "\(requirement)", place: requirement.place), chain)
        }
        let implicit = (facts?.userRequirements ?? []).map { PackageGraph.Node(name: PackageName.normalized($0)) }
        return (.base(base), graph.chain(to: name, from: implicit) ?? [name])
    }

    private func isAdded(_ name: String) -> Bool {
        facts?.addition?.packages.contains { $0.name == name } == true
    }

    /// The requirements as the datalab's own files say them, which are in the image.
    private static func requirements(in index: ImageIndex) -> [Requirement] {
        let root = BytePath(ContractLayer.filesFolder)
        let files = index.texts.keys.filter { $0.isBelow(root) }.map { PathBytes.relative($0.text, to: root.text) }
        let reader = RequirementsReader(allowsIndexes: true, files: files.sorted()) { name in
            index.texts["\(ContractLayer.filesFolder)/\(name)"]
        }
        guard let request = try? reader.read(in: configFolder(in: index)) else { return [] }
        if let lock = request.lock {
            return lock.packages.map { Requirement(name: $0.name, at: Place(file: request.file)) }
        }
        return request.requirements
    }

    /// Where a build looked for them: in `binder/` or `.binder/` as soon as there is one (`Workspace.ConfigFolder`).
    private static func configFolder(in index: ImageIndex) -> String {
        let folders = ["binder", ".binder"]
        return folders.first { index.files["\(ContractLayer.filesFolder)/\($0)"]?.kind == .folder } ?? ""
    }
}
