internal import Reporting

/// The dependencies in a `pyproject.toml`: of `[project]`, `[tool.poetry]` and `[dependency-groups]`, as far as they are installed.
struct ProjectFile {
    let file: String
    private let root: TOMLNode
    private let places: TOMLPlaces

    init(_ bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        root = try TOMLNode.parse(bytes, file: file, code: .requirements)
        places = try TOMLPlaces(bytes, file)
    }

    private var project: TOMLNode? { root["project"] }
    private var poetry: PoetryTable? { PoetryTable(root, places, commits: [:]) }
    private var tools: ToolTables { ToolTables(root) }

    /// Whether the dependencies are left to the tool that builds the project.
    var isDynamic: Bool { project?["dynamic"]?.array?.contains(.string("dependencies")) == true }

    /// Whether the file names a project or its dependencies, and is not only a tool's settings.
    var isProject: Bool {
        project != nil || poetry?.hasDependencies == true || root["dependency-groups"] != nil || !tools.isEmpty
    }

    /// Whether the file names anything that could be installed.
    var hasDependencies: Bool {
        let lists = [project?["dependencies"]?.array?.isEmpty, root["dependency-groups"]?.table?.isEmpty]
        return lists.contains(false) || project?["optional-dependencies"]?.table?.isEmpty == false
            || poetry?.hasDependencies == true || !tools.isEmpty
    }

    /// Whether a `setup.py` or `setup.cfg` beside it holds its dependencies.
    var isLeftToSetup: Bool {
        isDynamic && dynamicFiles == nil && poetry?.names.isEmpty != false
    }

    /// Takes everything that is installed.
    ///
    /// - Parameters:
    ///   - walk: what takes it.
    ///   - choice: what decides which groups and extras are installed.
    ///   - locks: the project's locks, which hold the commits of git addresses.
    ///   - setup: takes what `setup.py` and `setup.cfg` say; false where they say nothing.
    /// - Throws: what reading a file throws; what is wrong is a problem of the walk.
    func add(
        to walk: inout RequirementsWalk,
        _ choice: GroupChoice,
        locks: [ProjectLock],
        setup: (inout RequirementsWalk) throws -> Bool
    ) throws {
        walk.note(file)
        let commits = locks.reduce(into: [:]) { $0.merge($1.commits) { first, _ in first } }
        var sources = UVSources(root, places, commits: commits)
        try sources.addIndexes(to: &walk)
        try add(project?["dependencies"], named: "dependencies", in: "project", to: &walk, &sources)
        walk.request.requiresPython = requiresPython(&walk)
        let named = Set(walk.request.requirements.map(\.name))
        let poetry = PoetryTable(root, places, commits: commits)
        try poetry?.add(to: &walk, choice, besides: project?["dependencies"] == nil ? [] : named)
        if isDynamic, project?["dependencies"] == nil, poetry?.names.isEmpty != false {
            try addDynamic(to: &walk, setup)
        }
        try addExtras(to: &walk, choice, &sources)
        try addGroups(to: &walk, choice, &sources)
        try addTools(to: &walk, choice, &sources)
        leaveOutProject(poetry, from: &walk)
    }

    /// The project's own name, where it names itself.
    private func leaveOutProject(_ poetry: PoetryTable?, from walk: inout RequirementsWalk) {
        let (name, table) =
            project?["name"]?.string.map { ($0, "project") } ?? (poetry?.name ?? "", "tool.poetry")
        guard !name.isEmpty else { return }
        let own = PackageName.normalized(name)
        walk.request.requirements.removeAll { $0.name == own && $0.url == nil && $0.source == nil }
        guard poetry?.isPackage != false else { return }
        let warning = Problem.warning(
            at: places.line("name", in: table),
            "the project '\(name)' itself is not installed, only its dependencies",
            hint:
                "it is installed where a notebook imports it; a 'requirements.txt' with the line '.' always installs it",
        )
        walk.request.uninstalledProject = warning
        walk.request.warnings.append(warning)
    }

    private func add(
        _ node: TOMLNode?,
        named key: String,
        in table: String,
        to walk: inout RequirementsWalk,
        _ sources: inout UVSources
    ) throws {
        guard let node else { return }
        let start = places.line(key, in: table)
        guard let items = node.array else {
            return walk.refuse(at: start, "'\(key)' is \(node.kind), expected an array of strings")
        }
        for item in items {
            guard let text = item.string else {
                walk.refuse(at: start, "found \(item.kind) in '\(key)', expected a string")
                continue
            }
            try take(text, at: places.place(of: text, after: start), to: &walk, &sources)
        }
    }

    private func take(_ text: String, at place: Place, to walk: inout RequirementsWalk, _ sources: inout UVSources)
        throws
    {
        guard text.first(where: { $0 != " " }) != "-" else {
            return walk.refuse(
                at: place,
                "expected the name of a package, found '\(text)'",
                hint: "options belong in a 'requirements.txt'"
            )
        }
        if let other = try sources.replaced(text, at: place, &walk) {
            try walk.take(other, madeFrom: place)
        } else {
            try walk.take(text, writtenAt: place)
        }
    }

    private func requiresPython(_ walk: inout RequirementsWalk) -> [VersionSpecifier] {
        guard let node = project?["requires-python"] else { return walk.request.requiresPython }
        if let specifiers = node.string.flatMap(VersionSpecifier.list) { return specifiers }
        walk.refuse(
            at: places.line("requires-python", in: "project"),
            "'requires-python' is no list of version conditions",
            hint: "write for example '>=3.11'",
        )
        return []
    }
}

extension ProjectFile {
    /// The files that dynamic dependencies are read from: by setuptools, or by hatch's plugin for it.
    private var dynamicFiles: [String]? {
        let tool = root["tool"]
        let setuptools = tool?["setuptools"]?["dynamic"]?["dependencies"]?["file"]
        let hatch = tool?["hatch"]?["metadata"]?["hooks"]?["requirements_txt"]
        guard let node = setuptools ?? hatch?["files"] ?? hatch?["filename"] else { return nil }
        return node.array?.compactMap(\.string) ?? node.string.map { [$0] }
    }

    fileprivate func addDynamic(
        to walk: inout RequirementsWalk,
        _ setup: (inout RequirementsWalk) throws -> Bool
    ) throws {
        let place = places.line("dynamic", in: "project")
        if let files = dynamicFiles {
            for file in files { try walk.take(file: file, namedAt: places.place(of: file, after: place)) }
        } else if try !setup(&walk) {
            walk.refuse(
                at: place,
                "the dependencies are 'dynamic': only running the project's build would tell them",
                hint: "list them in a 'requirements.txt'",
            )
        }
    }

    /// What the installed extras want; one that names another extra of the project wants what that wants.
    fileprivate func addExtras(to walk: inout RequirementsWalk, _ choice: GroupChoice, _ sources: inout UVSources)
        throws
    {
        let table = "project.optional-dependencies"
        guard let node = project?["optional-dependencies"] else { return }
        guard let extras = node.table else {
            return walk.refuse(
                at: places.place(ofTable: table),
                "'optional-dependencies' is \(node.kind), expected a table"
            )
        }
        var open: [String] = []
        for name in extras.keys.sorted() {
            let isInstalled = choice.isInstalled(name, .extra)
            let place = places.place(name, in: table)
            walk.request.groups.append(
                .init(kind: .extra, name: PackageName.normalized(name), isInstalled: isInstalled, place: place)
            )
            if isInstalled { open.append(name) }
        }
        var done: Set<String> = []
        let own = project?["name"]?.string.map { PackageName.normalized($0) }
        while let name = open.popLast() {
            guard done.insert(PackageName.normalized(name)).inserted else { continue }
            guard let key = extras.keys.first(where: { PackageName.normalized($0) == PackageName.normalized(name) })
            else {
                continue
            }
            try add(extras[key], named: key, in: table, to: &walk, &sources)
            open += walk.request.requirements.filter { $0.name == own }.flatMap(\.extras)
        }
        walk.request.markInstalled(done, .extra)
    }

    /// What the tables of tools name beside the standard ones.
    fileprivate func addTools(to walk: inout RequirementsWalk, _ choice: GroupChoice, _ sources: inout UVSources) throws
    {
        for list in tools.lists {
            guard let group = list.group else {
                try add(list.node, named: list.key, in: list.table, to: &walk, &sources)
                continue
            }
            let isInstalled = choice.isInstalled(group.name, group.kind, isDefault: group.isDefault)
            walk.request.groups.append(
                .init(
                    kind: group.kind,
                    name: PackageName.normalized(group.name),
                    isInstalled: isInstalled,
                    place: places.line(list.key, in: list.table)
                )
            )
            guard isInstalled else { continue }
            try add(list.node, named: list.key, in: list.table, to: &walk, &sources)
        }
        for table in tools.unread {
            walk.warn(
                at: places.place(ofTable: table),
                "the packages of '\(table)' are not used: no wheels are named there",
                hint: "list them in '[project] dependencies', or in a 'requirements.txt'"
            )
        }
    }

    fileprivate func addGroups(to walk: inout RequirementsWalk, _ choice: GroupChoice, _ sources: inout UVSources)
        throws
    {
        let table = DependencyGroupTable(root["dependency-groups"], places, &walk)
        var included: Set<String> = []
        let defaults = (root["tool"]?["uv"]?["default-groups"]?.array ?? []).compactMap(\.string)
        for name in table.names {
            let isInstalled = choice.isInstalled(name, .group, isDefault: defaults.contains(name))
            let place = table.place(of: name)
            walk.request.groups.append(
                .init(kind: .group, name: PackageName.normalized(name), isInstalled: isInstalled, place: place)
            )
            guard isInstalled else { continue }
            for requirement in table.requirements(of: name, &included, &walk) {
                try take(requirement.text, at: requirement.place, to: &walk, &sources)
            }
        }
        walk.request.markInstalled(included, .group)
    }
}
