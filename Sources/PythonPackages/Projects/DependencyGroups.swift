internal import Reporting

/// Which of a project's extras and dependency groups are installed.
///
/// Nobody who opens a notebook chooses: what its name says is for notebooks is installed, the rest on request, and what is not
/// installed is told.
struct GroupChoice {
    let choice: RequirementsChoice

    /// Whether an extra or a group is installed.
    ///
    /// - Parameters:
    ///   - name: its name, in any spelling.
    ///   - kind: which of the two it is.
    ///   - isDefault: whether the project's own tool would install it unasked.
    /// - Returns: whether it is.
    func isInstalled(_ name: String, _ kind: PackageRequest.DependencyGroup.Kind, isDefault: Bool = false) -> Bool {
        let normalized = PackageName.normalized(name)
        let asked = kind == .extra ? choice.extras : choice.groups
        if asked.contains(where: { PackageName.normalized($0) == normalized }) { return true }
        let words = normalized.split(separator: "-").map(String.init)
        if words.contains(where: Self.forDevelopers.contains) { return false }
        return isDefault || words.contains(where: Self.forNotebooks.contains)
    }

    private static let forNotebooks: Set = [
        "notebook", "notebooks", "nb", "jupyter", "jupyterlab", "ipynb", "lab", "binder", "datalab", "example",
        "examples",
        "tutorial", "tutorials", "demo", "demos", "repo2docker", "colab", "workshop",
    ]
    /// What these hold is used on the project, not with it.
    private static let forDevelopers: Set = [
        "dev", "develop", "development", "test", "tests", "testing", "doc", "docs", "documentation", "lint", "linting",
        "typing",
        "types", "mypy", "ci", "build", "release", "style", "format", "coverage", "benchmark", "benchmarks", "publish",
        "precommit",
    ]
}

extension PackageRequest {
    /// Counts groups as installed that another one wants.
    mutating func markInstalled(_ names: Set<String>, _ kind: DependencyGroup.Kind) {
        for index in groups.indices where groups[index].kind == kind && names.contains(groups[index].name) {
            groups[index].isInstalled = true
        }
    }

    /// The warnings for what is not installed, and the errors for what was asked for and is not there.
    func groupProblems(_ choice: RequirementsChoice) -> (warnings: [Problem], errors: [Problem]) {
        var warnings: [Problem] = []
        var errors: [Problem] = []
        for (kind, asked) in [(DependencyGroup.Kind.group, choice.groups), (.extra, choice.extras)] {
            let word = kind == .extra ? "extra" : "dependency group"
            let known = groups.filter { $0.kind == kind }
            for name in asked where !known.contains(where: { $0.name == PackageName.normalized(name) }) {
                let near = NearMiss.nearest(PackageName.normalized(name), among: known.map(\.name))
                let names = known.map { "'\($0.name)'" }.joined(separator: ", ")
                let hint = near.map { "did you mean '\($0)'?" } ?? (known.isEmpty ? nil : "there are \(names)")
                errors.append(
                    .error(
                        at: Place(file: "--\(kind.rawValue)"),
                        "there is no \(word) '\(name)' in '\(file)'",
                        hint: hint
                    )
                )
            }
            let left = known.filter { !$0.isInstalled }
            guard let first = left.first else { continue }
            let names = left.map { "'\($0.name)'" }.joined(separator: ", ")
            let said = left.count == 1 ? "the \(word) \(names) is" : "the \(word)s \(names) are"
            warnings.append(
                .warning(
                    at: first.place,
                    "\(said) not installed",
                    hint: "add it with '--\(kind.rawValue) \(first.name)'"
                )
            )
        }
        return (warnings, errors)
    }
}

/// The groups of a `[dependency-groups]` table (packaging specification "Dependency Groups", formerly PEP 735).
struct DependencyGroupTable {
    private var groups: [String: [TOMLNode]] = [:]
    let places: TOMLPlaces
    private static let table = "dependency-groups"

    /// The names as they are written, sorted.
    private(set) var names: [String] = []

    init(_ node: TOMLNode?, _ places: TOMLPlaces, _ walk: inout RequirementsWalk) {
        self.places = places
        guard let node else { return }
        guard let table = node.table else {
            walk.refuse(at: places.place(ofTable: Self.table), "'dependency-groups' is \(node.kind), expected a table")
            return
        }
        for (name, value) in table.sorted(by: { $0.key < $1.key }) {
            guard let entries = value.array else {
                walk.refuse(at: place(of: name), "the group '\(name)' is \(value.kind), expected an array")
                continue
            }
            groups[PackageName.normalized(name)] = entries
            names.append(name)
        }
    }

    /// Where a group stands.
    func place(of name: String) -> Place { places.place(name, in: Self.table) }

    /// The requirements of a group and of those it includes, each with its place.
    ///
    /// - Parameters:
    ///   - name: the group's name.
    ///   - included: the groups whose requirements were given already; these and what they include are added.
    ///   - walk: what is told of problems.
    /// - Returns: the requirements.
    func requirements(
        of name: String,
        _ included: inout Set<String>,
        _ walk: inout RequirementsWalk
    ) -> [(text: String, place: Place)] {
        requirements(of: name, [], &included, &walk)
    }

    private func requirements(
        of name: String,
        _ path: [String],
        _ seen: inout Set<String>,
        _ walk: inout RequirementsWalk
    ) -> [(text: String, place: Place)] {
        let normalized = PackageName.normalized(name)
        let start = place(of: name)
        guard !path.contains(normalized), path.count < 50 else {
            walk.refuse(
                at: start,
                "the group '\(name)' includes itself: \((path + [normalized]).joined(separator: " → "))"
            )
            return []
        }
        guard let entries = groups[normalized] else {
            walk.refuse(at: path.last.map(place(of:)) ?? start, "there is no dependency group '\(name)'")
            return []
        }
        guard seen.insert(normalized).inserted else { return [] }
        return entries.flatMap { entry -> [(text: String, place: Place)] in
            if let text = entry.string { return [(text, places.place(of: text, after: start))] }
            if let other = entry["include-group"]?.string {
                return requirements(of: other, path + [normalized], &seen, &walk)
            }
            walk.refuse(
                at: start,
                "found \(entry.kind) in the group '\(name)', expected a requirement or 'include-group'"
            )
            return []
        }
    }
}
