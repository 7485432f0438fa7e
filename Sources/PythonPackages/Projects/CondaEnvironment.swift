internal import Reporting
internal import SourcedYAML

/// A conda environment: an `environment.yml`, or the list that `conda list --export` or `--explicit` writes.
///
/// What pip would install is taken as it is; conda's own packages are taken from PyPI and Debian under the names they have there.
/// Channels and builds are conda's alone.
struct CondaEnvironment {
    let file: String
    /// Packages of conda's, with the place of each.
    private var packages: [(spec: CondaSpec, place: Place)] = []
    /// Lines for pip.
    private var pip: [(text: String, place: Place)] = []
    private var channels: [String] = []
    private var problems: [Problem] = []
    private var warnings: [Problem] = []

    /// Reads an `environment.yml`.
    init(yaml bytes: [UInt8], _ file: String) {
        self.file = file
        let document = YAMLDocument.parse(bytes, file: file)
        for problem in document.problems { note(problem) }
        guard let root = document.root else {
            if !document.hasErrors {
                refuse(Place(file: file), "the file is empty", hint: "list packages under 'dependencies:'")
            }
            return
        }
        guard root.mapping != nil else {
            refuse(root.place, "the file is \(root.kindInWords), expected a mapping with 'dependencies'")
            return
        }
        for channel in root["channels"]?.sequence ?? [] { channels += [channel.scalar?.text].compactMap { $0 } }
        if let variables = root["variables"] {
            warn(
                variables.place,
                "the variables of the environment are not set",
                hint: "set them at the top of a notebook"
            )
        }
        guard let dependencies = root["dependencies"], dependencies.scalar?.isNull != true else { return }
        guard let entries = dependencies.sequence else {
            refuse(dependencies.place, "'dependencies' is \(dependencies.kindInWords), expected a list")
            return
        }
        for entry in entries { add(entry) }
    }

    /// Reads the list of an environment: `name=version=build`, or an address of a file, on each line.
    init(list bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        for (number, line) in SourceText.physicalLines(try SourceText.decode(bytes, file: file)).enumerated() {
            var scalars = String.UnicodeScalarView()
            scalars.append(contentsOf: line)
            let text = String(scalars).prefix { $0 != "#" }.filter { $0 != " " && $0 != "\t" }
            guard !text.isEmpty, text != "@EXPLICIT" else { continue }
            let place = Place(file: file, line: number + 1, column: 1)
            guard let spec = CondaSpec(text) else {
                refuse(place, "expected 'name=version=build', found '\(text)'")
                continue
            }
            // What pip had installed into the environment.
            if let build = spec.build, build.hasPrefix("pypi"), let version = spec.version {
                pip.append((spec.name + version, place))
            } else {
                packages.append((spec, place))
            }
        }
    }

    /// Whether a `requirements.txt` is such a list, which its first lines say.
    static func isList(_ bytes: [UInt8]) -> Bool {
        guard let text = try? SourceText.decode(Array(bytes.prefix(4096 & ~1)), file: "") else { return false }
        let head = text.split(whereSeparator: \.isNewline).prefix(12)
        return head.contains { line in
            line.hasPrefix("@EXPLICIT")
                || line.hasPrefix("#") && line.contains("conda create") && line.contains("--file")
        }
    }

    private mutating func add(_ entry: YAMLNode) {
        if let text = entry.scalar {
            guard !text.isNull else { return }
            guard let spec = CondaSpec(text.text) else {
                return refuse(entry.place, "expected the name of a package, found '\(text.text)'")
            }
            packages.append((spec, entry.place))
            return
        }
        for part in entry.mapping ?? [] {
            guard part.key == "pip" else {
                warn(
                    part.keyPlace,
                    "'\(part.key)' is not understood, and what it lists is not installed",
                    hint: "list packages under 'dependencies', or under 'pip' in it"
                )
                continue
            }
            guard !(part.value.scalar?.isNull ?? false) else { continue }
            guard let lines = part.value.sequence else {
                refuse(part.value.place, "'pip' is \(part.value.kindInWords), expected a list of requirements")
                continue
            }
            for line in lines {
                guard let text = line.scalar?.text else {
                    refuse(line.place, "found \(line.kindInWords) under 'pip', expected a requirement")
                    continue
                }
                pip.append((text, line.place))
            }
        }
        if entry.sequence != nil {
            refuse(entry.place, "found a list in 'dependencies', expected the name of a package")
        }
    }

    /// The files of requirements that the part for pip names.
    var includes: [String] {
        pip.compactMap { $0.text.prefixMatch(of: /\s*(?:-r|--requirement)[\s=]+(\S+)/).map { String($0.output.1) } }
    }

    /// Takes everything that is installed.
    func add(to walk: inout RequirementsWalk) throws {
        walk.note(file)
        walk.problems += problems
        walk.request.warnings += warnings
        var told = Told()
        for (spec, place) in packages { try add(spec, at: place, to: &walk, &told) }
        for (text, place) in pip { try walk.take(text, writtenAt: place) }
        tell(told, &walk)
    }

    /// What is told of all packages together.
    private struct Told {
        var carried: [String] = []
        var unknown: [(name: String, place: Place)] = []
        var open: [(spec: CondaSpec, place: Place)] = []
    }

    private func add(_ spec: CondaSpec, at place: Place, to walk: inout RequirementsWalk, _ told: inout Told) throws {
        if PackageName.normalized(spec.name) == "python" { return addPython(spec, at: place, to: &walk) }
        switch CondaNames.meaning(of: spec.name) {
        case .carried: told.carried.append(spec.name)
        case .unknown: told.unknown.append((spec.name, place))
        case .debian(let names): walk.request.systemPackages += names.map { .init($0, at: place) }
        case .python(let name, let beside):
            let specifiers = spec.specifiers
            if specifiers == nil { told.open.append((spec, place)) }
            let conditions = (specifiers ?? []).map(\.description).joined(separator: ",")
            try walk.take(name + conditions, madeFrom: place)
            if let beside { walk.request.systemPackages.append(.init(beside, at: place)) }
        }
    }

    /// `python=3.10` is a wish; `python>=3.9` a condition.
    private func addPython(_ spec: CondaSpec, at place: Place, to walk: inout RequirementsWalk) {
        guard let specifiers = spec.specifiers, !specifiers.isEmpty else {
            if spec.version?.contains("|") == true {
                walk.warn(
                    at: place,
                    "the alternatives '\(spec.version ?? "")' for Python are not understood, so any may be taken"
                )
            }
            return
        }
        if specifiers.count == 1, specifiers[0].operator == .equal, let version = specifiers[0].version,
            version.release.count > 1
        {
            let numbers = version.release.prefix(3).map { "\($0)" }.joined(separator: ".")
            walk.request.python = .init(numbers, at: place)
        } else {
            walk.request.requiresPython = specifiers
        }
    }

    private func tell(_ told: Told, _ walk: inout RequirementsWalk) {
        if !told.unknown.isEmpty {
            let names = told.unknown.map { "'\($0.name)'" }.joined(separator: ", ")
            walk.warn(
                at: told.unknown.first?.place,
                "these conda packages are not installed, as neither PyPI nor Debian is known to have them: \(names)",
                hint:
                    "add what Debian has to 'apt.txt', what PyPI has to 'pip:' here; 'datalab convert' writes both files"
            )
        }
        for (spec, place) in told.open {
            walk.warn(
                at: place,
                "the version '\(spec.version ?? "")' of '\(spec.name)' cannot be said to PyPI, so any is taken",
                hint: "write it as '>=1.2,<2'"
            )
        }
        let others = Set(packages.compactMap(\.spec.channel) + channels).subtracting(["defaults", "nodefaults"])
            .sorted()
        let builds = packages.contains { $0.spec.build != nil } ? ", builds do not count" : ""
        let from = others.isEmpty ? "" : " instead of \(others.map { "'\($0)'" }.joined(separator: ", "))"
        guard !packages.isEmpty else { return }
        let carried =
            told.carried.isEmpty
            ? "" : "; left out as wheels or the base bring them: \(told.carried.joined(separator: ", "))"
        walk.warn(
            at: Place(file: file),
            "conda's packages are taken from PyPI and Debian under the names they have there\(from)\(builds)\(carried)",
            hint: "'datalab convert' writes what is taken to 'requirements.txt' and 'apt.txt'"
        )
    }

    private mutating func refuse(_ place: Place?, _ message: String, hint: String? = nil) {
        problems.append(.error(at: place, message, hint: hint))
    }

    private mutating func warn(_ place: Place?, _ message: String, hint: String? = nil) {
        warnings.append(.warning(at: place, message, hint: hint))
    }

    private mutating func note(_ problem: Problem) {
        problem.severity == .error ? problems.append(problem) : warnings.append(problem)
    }
}
