public import Reporting

/// Files of requirements under other names than those that are looked for, or in other folders.
struct OtherRequirements {
    /// Their paths, the nearest to the root first.
    let all: [String]

    /// Finds them among a workspace's files, besides those that count already.
    init(_ files: [String], besides used: Set<String>) {
        all = files.filter { !used.contains($0) && Self.isRequirements($0) }
            .sorted { ($0.split(separator: "/").count, $0) < ($1.split(separator: "/").count, $1) }
    }

    /// Those that a notebook may need: not what is for tests, documentation or the building of a package.
    var likely: [String] {
        all.filter { path in
            let words = path.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
            return !words.contains { Self.forOthers.contains($0) }
        }
    }

    private static let forOthers: Set = [
        "dev", "develop", "development", "test", "tests", "testing", "doc", "docs", "documentation", "lint", "linting",
        "ci",
        "build", "release", "rtd", "readthedocs", "github", "style", "typing", "mypy", "docker", "constraints", "min",
        "oldest",
    ]

    /// Whether a path is that of requirements: `requirements*.txt`, `*-requirements.in`, `requirements/base.txt`, `environment*.yml`.
    private static func isRequirements(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/")
        guard let name = parts.last, !parts.dropLast().contains(where: { $0.hasPrefix(".") && $0 != ".binder" }) else {
            return false
        }
        let isText = name.hasSuffix(".txt") || name.hasSuffix(".in") || name.hasSuffix(".pip")
        if isText, name.contains("requirements") || name.hasPrefix("requirement.") || name.hasPrefix("reqs.") {
            return true
        }
        if isText, parts.dropLast().last == "requirements" || parts.dropLast().last == "reqs" { return true }
        return name.hasPrefix("environment") && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
    }
}

extension RequirementsReader {
    /// The one file that can be meant, where none of the names is there that are looked for.
    func onlyOther() throws -> PackageRequest? {
        let others = OtherRequirements(files, besides: [])
        let likely = others.likely
        // What pip-tools made of a `.in` says the same, exactly.
        let meant = likely.filter { file in
            !(file.hasSuffix(".in") && likely.contains(String(file.dropLast(3)) + ".txt"))
        }
        guard meant.count == 1, var request = try chosen(meant[0]) else { return nil }
        request.warnings.insert(
            .warning(
                at: Place(file: meant[0]),
                "'\(meant[0])' is used, as the only file of requirements that can be meant",
                hint: "'--requirements PATH' chooses another"
            ),
            at: 0
        )
        return request
    }

    private func chosen(_ path: String) throws -> PackageRequest? {
        var choice = self.choice
        choice.files = [path]
        return try RequirementsReader(
            allowsIndexes: allowsIndexes,
            files: files,
            choice: choice,
            hasFile: hasFile,
            readFile: readFile
        )
        .readFiles()
    }

    /// The files of requirements that a notebook may need, under other names or in other folders than are looked in.
    package var otherFiles: [String] {
        OtherRequirements(files, besides: []).likely.filter {
            RequirementsForm($0) == .requirements && !$0.contains(" ")
        }
    }

    /// What is told where nothing says which packages are wanted, though files are there that could.
    public var unchosen: [Problem] {
        let others = OtherRequirements(files, besides: [])
        guard let first = others.likely.first ?? others.all.first else { return [] }
        return [
            .warning(
                at: Place(file: first),
                "no packages are installed: there \(Self.listed(others.all)), none of which is 'requirements.txt'",
                hint: "choose with '--requirements \(first)'; the option can be repeated"
            )
        ]
    }

    /// Names the files of requirements that are not read, in one warning.
    func elsewhere(beside request: PackageRequest, in prefix: String) -> [Problem] {
        let known = Set(RequirementsForm.names.map { prefix + $0 })
        let others = OtherRequirements(files, besides: known.union(request.files)).likely
        guard let first = others.first else { return [] }
        return [
            .warning(
                at: Place(file: first),
                "besides '\(request.file)' there \(Self.listed(others)), not used",
                hint: "join files with '--requirements \(request.file) --requirements \(first)'"
            )
        ]
    }

    private static func listed(_ files: [String]) -> String {
        let shown = files.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
        let more = files.count > 6 ? " and \(files.count - 6) more" : ""
        return "\(files.count == 1 ? "is" : "are") \(shown)\(more)"
    }
}
