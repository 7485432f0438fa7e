internal import Reporting

/// The part of a `pyproject.toml` that names dependencies (packaging specification "pyproject.toml", table
/// `[project]`).
struct ProjectFile {
    private let file: String
    private let root: TOMLNode
    private let source: [[Unicode.Scalar]]

    init(_ bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        root = try TOMLNode.parse(bytes, file: file, code: .requirements)
        source = SourceText.physicalLines(try SourceText.decode(bytes, file: file))
    }

    /// Whether the table `[project]` names dependencies.
    var hasDependencies: Bool {
        guard let dependencies = root["project"]?["dependencies"] else { return false }
        return dependencies.array?.isEmpty != true
    }

    /// The dependencies; nil when the file is only a tool's settings.
    func request() throws(PackagesError) -> PackageRequest? {
        guard let project = root["project"] else { return try withoutProject() }
        var problems: [Problem] = []
        var request = PackageRequest(.project, file: file)
        if project["dynamic"]?.array?.contains(.string("dependencies")) == true {
            problems.append(
                .error(
                    at: place(of: "dynamic"),
                    "the dependencies are 'dynamic': only running the project's build would tell them",
                    hint: "list them in a 'requirements.txt'",
                ),
            )
        }
        request.requirements = dependencies(project["dependencies"], &problems)
        request.requiresPython = requiresPython(project["requires-python"], &problems)
        guard problems.isEmpty else { throw PackagesError(.requirements, problems, file: file) }
        if let name = project["name"]?.string {
            let own = PackageName.normalized(name)
            request.requirements.removeAll { $0.name == own }
            request.warnings.append(
                .warning(
                    at: place(of: "name"),
                    "the project '\(name)' itself is not installed, only its dependencies",
                    hint: "its modules can be imported from where they lie beside the notebooks",
                ),
            )
        }
        return request
    }

    private func withoutProject() throws(PackagesError) -> PackageRequest? {
        guard root["tool"]?["poetry"]?["dependencies"] != nil else { return nil }
        throw PackagesError(
            .requirements,
            "the dependencies are in '[tool.poetry]', which only Poetry reads",
            at: place(of: "[tool.poetry.dependencies]"),
            hint: "write them to a 'requirements.txt' ('poetry export'), or to 'dependencies' in '[project]'",
            file: file,
        )
    }

    private func dependencies(_ node: TOMLNode?, _ problems: inout [Problem]) -> [Requirement] {
        guard let node else { return [] }
        guard let items = node.array else {
            problems.append(
                .error(at: place(of: "dependencies"), "'dependencies' is \(node.kind), expected an array of strings"),
            )
            return []
        }
        var start = firstLine(of: "dependencies") ?? 0
        var requirements: [Requirement] = []
        for item in items {
            guard let text = item.string else {
                let problem = Problem.error(
                    at: place(of: "dependencies"),
                    "found \(item.kind) in 'dependencies', expected a string"
                )
                problems.append(problem)
                continue
            }
            let found = locate(text, from: start)
            start = found?.line ?? start
            let line = LogicalLine(
                file: file,
                scalars: Array(text.unicodeScalars),
                line: (found?.line ?? start) + 1,
                column: (found?.column ?? 0) + 1,
            )
            do throws(SyntaxFault) {
                requirements.append(try RequirementParser.requirement(in: line))
            } catch {
                problems.append(error.problem(in: line))
            }
        }
        return requirements
    }

    private func requiresPython(_ node: TOMLNode?, _ problems: inout [Problem]) -> [VersionSpecifier] {
        guard let node else { return [] }
        if let specifiers = node.string.flatMap(VersionSpecifier.list) { return specifiers }
        problems.append(
            .error(
                at: place(of: "requires-python"),
                "'requires-python' is no list of version conditions",
                hint: "write for example '>=3.11'",
            ),
        )
        return []
    }

    /// The line and column, from 0, of a string's first character inside its quotes.
    private func locate(_ text: String, from start: Int) -> (line: Int, column: Int)? {
        for quote in ["\"", "'"] {
            let literal = Array((quote + text + quote).unicodeScalars)
            for line in start..<source.count {
                if let column = source[line].firstRange(of: literal)?.lowerBound { return (line, column + 1) }
            }
        }
        return nil
    }

    private func firstLine(of key: String) -> Int? {
        let scalars = Array(key.unicodeScalars)
        return source.firstIndex { $0.drop { $0 == " " || $0 == "\t" }.starts(with: scalars) }
    }

    private func place(of key: String) -> Place {
        Place(file: file, line: firstLine(of: key).map { $0 + 1 })
    }
}
