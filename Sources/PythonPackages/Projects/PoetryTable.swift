internal import Reporting

/// The dependencies of a `[tool.poetry]` table, as lines of `requirements.txt`.
struct PoetryTable {
    private let node: TOMLNode
    private let places: TOMLPlaces
    /// Commits that a lock holds, by package.
    private let commits: [String: String]

    init?(_ root: TOMLNode, _ places: TOMLPlaces, commits: [String: String]) {
        guard let node = root["tool"]?["poetry"], node.table != nil else { return nil }
        self.node = node
        self.places = places
        self.commits = commits
    }

    var name: String? { node["name"]?.string }
    /// Whether Poetry would install the project itself too.
    var isPackage: Bool { node["package-mode"] != .boolean(false) }

    /// The names of the packages that the main table names, normalised.
    var names: Set<String> { Set((node["dependencies"]?.table ?? [:]).keys.map { PackageName.normalized($0) }) }

    /// Whether there is anything to install.
    var hasDependencies: Bool { !names.subtracting(["python"]).isEmpty || !groups.isEmpty }

    /// The groups, by name: those of `[tool.poetry.group.x]`, and the older `dev-dependencies`.
    var groups: [(name: String, table: String, isOptional: Bool, entries: TOMLNode)] {
        var found: [(name: String, table: String, isOptional: Bool, entries: TOMLNode)] = []
        for (name, group) in (node["group"]?.table ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let entries = group["dependencies"] else { continue }
            let isOptional = group["optional"] == .boolean(true)
            found.append((name, "tool.poetry.group.\(name).dependencies", isOptional, entries))
        }
        if let entries = node["dev-dependencies"] {
            found.append(("dev", "tool.poetry.dev-dependencies", false, entries))
        }
        return found
    }

    /// Takes everything that is installed.
    ///
    /// - Parameters:
    ///   - walk: what takes it.
    ///   - choice: what decides which groups and extras are installed.
    ///   - others: packages that `[project]` names, whose entries here only tell Poetry more.
    /// - Throws: what reading a file throws; what is wrong is a problem of the walk.
    func add(to walk: inout RequirementsWalk, _ choice: GroupChoice, besides others: Set<String>) throws {
        try addSources(to: &walk)
        let wanted = try addExtras(to: &walk, choice)
        try add(node["dependencies"], in: "tool.poetry.dependencies", to: &walk, optional: wanted, besides: others)
        for group in groups {
            let isInstalled = choice.isInstalled(group.name, .group, isDefault: !group.isOptional)
            let place = places.place(ofTable: group.table)
            walk.request.groups.append(
                .init(kind: .group, name: PackageName.normalized(group.name), isInstalled: isInstalled, place: place)
            )
            if isInstalled { try add(group.entries, in: group.table, to: &walk, optional: [], besides: []) }
        }
    }

    /// The packages that the installed extras want.
    private func addExtras(to walk: inout RequirementsWalk, _ choice: GroupChoice) throws -> Set<String> {
        var wanted: Set<String> = []
        for (name, packages) in (node["extras"]?.table ?? [:]).sorted(by: { $0.key < $1.key }) {
            let isInstalled = choice.isInstalled(name, .extra)
            let place = places.place(name, in: "tool.poetry.extras")
            walk.request.groups.append(
                .init(kind: .extra, name: PackageName.normalized(name), isInstalled: isInstalled, place: place)
            )
            // An entry may be a whole requirement; its name is what Poetry goes by.
            let names = (packages.array ?? []).compactMap(\.string).map {
                $0.prefix { PackageName.isNameByte($0.utf8.first ?? 0) }
            }
            if isInstalled { wanted.formUnion(names.map { PackageName.normalized($0) }) }
        }
        return wanted
    }

    private func add(
        _ entries: TOMLNode?,
        in table: String,
        to walk: inout RequirementsWalk,
        optional: Set<String>,
        besides others: Set<String>
    ) throws {
        guard let entries else { return }
        guard let packages = entries.table else {
            return walk.refuse(at: places.place(ofTable: table), "'\(table)' is \(entries.kind), expected a table")
        }
        for (name, value) in packages.sorted(by: { $0.key < $1.key }) {
            let normalized = PackageName.normalized(name)
            let place = places.place(name, in: table)
            if normalized == "python" {
                addPython(value, at: place, to: &walk)
            } else if !others.contains(normalized) {
                for part in value.array ?? [value] {
                    let entry = PoetryEntry(name: name, value: part, place: place, commit: commits[normalized])
                    try entry.add(to: &walk, isWanted: optional.contains(normalized))
                }
            }
        }
    }

    private func addPython(_ value: TOMLNode, at place: Place, to walk: inout RequirementsWalk) {
        guard let text = value.string ?? value["version"]?.string else {
            return walk.refuse(at: place, "'python' is \(value.kind), expected a version such as '^3.11'")
        }
        do {
            let alternatives = try PoetryConstraint.alternatives(text)
            if walk.request.requiresPython.isEmpty {
                walk.request.requiresPython = PoetryConstraint.newest(alternatives) ?? []
            }
        } catch {
            walk.refuse(
                at: place,
                "'\(text)' is no condition on the version of Python: \(error.message)",
                hint: "write for example '^3.11'"
            )
        }
    }

    /// The indexes that the project names; PyPI itself is asked anyway.
    private func addSources(to walk: inout RequirementsWalk) throws {
        for (number, source) in (node["source"]?.array ?? []).enumerated() {
            guard let url = source["url"]?.string, !url.contains("://pypi.org/") else { continue }
            try walk.take("--extra-index-url \(url)", madeFrom: places.place(ofTable: "tool.poetry.source", number))
        }
    }
}

/// One dependency of a Poetry table or of a `Pipfile`, whose entries are alike.
struct PoetryEntry {
    let name: String
    let value: TOMLNode
    let place: Place
    /// The commit that a lock holds for a git address.
    var commit: String?
    /// Whether versions are pip's instead of Poetry's.
    var isPipfile = false

    /// Takes it as lines of `requirements.txt`: one for each of its alternatives.
    func add(to walk: inout RequirementsWalk, isWanted: Bool = true) throws {
        guard PackageName.isValid(name) else {
            return walk.refuse(
                at: place,
                "'\(name)' is no package name: it must begin and end with a letter or a digit"
            )
        }
        guard value.string != nil || value.table != nil else {
            return walk.refuse(
                at: place,
                "'\(name)' is \(value.kind), expected a version such as '\(isPipfile ? "*" : "^1.2")' or a table"
            )
        }
        if value["optional"] == .boolean(true), !isWanted { return }
        if value["allow-prereleases"] == .boolean(true) {
            walk.warn(
                at: place,
                "the wish for pre-releases of '\(name)' is not followed",
                hint: "name the pre-release itself, such as '>=2.0rc1'"
            )
        }
        do {
            let marker = try marker()
            for line in try lines() { try walk.take(line + (marker.map { " ; \($0)" } ?? ""), madeFrom: place) }
            if let alternatives = try versions(), alternatives.count > 1 {
                walk.warn(at: place, "of the alternatives for '\(name)' only the newest is taken")
            }
        } catch let fault as PoetryConstraint.Fault {
            walk.refuse(
                at: place,
                "'\(name)': \(fault.message)",
                hint: "write for example '\(isPipfile ? ">=1.2" : "^1.2")'"
            )
        }
    }

    private func lines() throws -> [String] {
        let extras = (value["extras"]?.array ?? []).compactMap(\.string)
        let asked = extras.isEmpty ? "" : "[\(extras.joined(separator: ","))]"
        if let git = value["git"]?.string { return ["\(name)\(asked) @ \(address(git))"] }
        if let path = value["path"]?.string ?? value["file"]?.string {
            if path.contains("://") { return ["\(name)\(asked) @ \(path)"] }
            return [(path.hasPrefix(".") ? path : "./\(path)") + asked]
        }
        if let url = value["url"]?.string { return ["\(name)\(asked) @ \(url)"] }
        let versions = try versions().flatMap(PoetryConstraint.newest) ?? []
        return ["\(name)\(asked)\(versions.map(\.description).joined(separator: ","))"]
    }

    /// The version's alternatives; nil where none is written.
    private func versions() throws -> [[VersionSpecifier]]? {
        guard value["git"] == nil, value["path"] == nil, value["file"] == nil, value["url"] == nil else { return nil }
        guard let text = value.string ?? value["version"]?.string else {
            if let version = value["version"] {
                throw PoetryConstraint.Fault(message: "its version is \(version.kind), expected a text")
            }
            return nil
        }
        return try PoetryConstraint.alternatives(text)
    }

    /// The form of an address that pip reads: `git+https://…@revision#subdirectory=…`.
    private func address(_ git: String) -> String {
        var address = git
        if !git.contains("://"), let colon = git.firstIndex(of: ":"), git.contains("@") {
            // The short form of ssh: git@host:path.
            address = "ssh://" + git[..<colon] + "/" + git[git.index(after: colon)...]
        }
        if !address.hasPrefix("git+") { address = "git+" + address }
        let revision = commit ?? ["rev", "ref", "tag", "branch"].lazy.compactMap { value[$0]?.string }.first
        let folder = value["subdirectory"]?.string.map { "#subdirectory=\($0)" } ?? ""
        return address + (revision.map { "@\($0)" } ?? "") + folder
    }

    private func marker() throws -> String? {
        var parts: [String] = []
        if let python = value["python"]?.string, let marker = try PoetryConstraint.marker(python: python) {
            parts.append(marker)
        }
        if let platform = value["platform"]?.string { parts.append("sys_platform == \"\(platform)\"") }
        if let markers = value["markers"]?.string { parts.append(markers) }
        // A Pipfile's entry may have a key of each marker's name: sys_platform = "== 'linux'".
        for key in Marker.variables.sorted() where isPipfile {
            if let condition = value[key]?.string { parts.append("\(key) \(condition)") }
        }
        guard !parts.isEmpty else { return nil }
        return parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " and ")
    }
}
