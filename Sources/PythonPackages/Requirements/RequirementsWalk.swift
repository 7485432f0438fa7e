internal import Reporting

/// Reads a requirements file and the files that it names, gathering problems instead of stopping at the first.
struct RequirementsWalk {
    let reader: RequirementsReader
    var request: PackageRequest
    var problems: [Problem] = []
    var requiresHashes = false
    /// The files that are being read, the outermost first.
    var open: [String] = []
    /// Files that were read, which are not read again: their lines would only come twice.
    private var done: Set<String> = []

    /// How many files may include each other.
    private static let deepest = 50

    init(reader: RequirementsReader, request: PackageRequest) {
        self.reader = reader
        self.request = request
        self.request.files = []
    }

    /// The request, when nothing was wrong.
    mutating func finish() throws(PackagesError) -> PackageRequest {
        if requiresHashes {
            for requirement in request.requirements where requirement.hashes.isEmpty {
                problems.append(
                    .error(
                        at: requirement.place,
                        "'\(requirement.name)' has no '--hash', but '--require-hashes' asks for one",
                        hint: "add '--hash=sha256:…' or remove '--require-hashes'",
                    ),
                )
            }
        }
        guard problems.isEmpty else {
            throw PackagesError(.requirements, problems + request.warnings, file: request.file)
        }
        return request
    }

    /// Reads one file.
    mutating func walk(_ file: String, _ bytes: [UInt8], asConstraints: Bool) throws {
        open.append(file)
        defer { open.removeLast() }
        if !request.files.contains(file) { request.files.append(file) }
        let lines: [LogicalLine]
        do {
            lines = try RequirementsText.lines(bytes, file: file)
        } catch {
            problems += error.problems
            return
        }
        for line in lines {
            do throws(SyntaxFault) {
                for include in try read(line, asConstraints: asConstraints) { try follow(include) }
            } catch {
                problems.append(error.problem(in: line))
            }
        }
    }

    /// A file that a line names.
    struct Include {
        let path: String
        let isConstraints: Bool
        let index: Int
    }

    /// Takes one line into the request; gives the files that it names.
    mutating func read(_ line: LogicalLine, asConstraints: Bool) throws(SyntaxFault) -> [Include] {
        try refuseVariables(line)
        let arguments = LineArguments(line)
        let options = try OptionParser(line, arguments.options).options()
        guard let range = arguments.requirement else { return try apply(options, to: line) }
        var requirement = try requirement(line, range)
        for option in options {
            guard option.name == "--hash" else {
                throw SyntaxFault(
                    option.index,
                    "the option '\(option.name)' may not follow a requirement",
                    hint: OptionParser.isKnown(option.name) ? "write it on a line of its own" : nil,
                )
            }
            requirement.hashes.append(try HashOption.parse(option.value, at: option.valueIndex))
        }
        if asConstraints { try checkConstraint(requirement, range.lowerBound) }
        asConstraints ? request.constraints.append(requirement) : request.requirements.append(requirement)
        return []
    }

    /// A requirement by name, or by a bare address or path.
    private func requirement(_ line: LogicalLine, _ range: Range<Int>) throws(SyntaxFault) -> Requirement {
        var cursor = TextCursor(line, range)
        cursor.skipSpaces()
        let start = cursor.index
        if DirectAddress.isBare(cursor.word) { return try bareRequirement(cursor, start) }
        var requirement = try RequirementParser.requirement(in: line, range)
        requirement.source = try requirement.source.map { source throws(SyntaxFault) in
            try resolved(source, at: start)
        }
        return requirement
    }

    /// A requirement that is only an address or a path: `https://…`, `git+https://…`, `./folder[extra]`.
    func bareRequirement(_ from: TextCursor, _ start: Int) throws(SyntaxFault) -> Requirement {
        var cursor = from
        let word = cursor.word
        let (address, extras) = try Self.extras(of: word, at: start)
        var requirement = Requirement(name: "", at: cursor.line.place(start))
        switch try DirectAddress(address, at: start) {
        case .wheel(let wheel):
            requirement.name = wheel.filename?.name ?? ""
            requirement.url = wheel.address
            requirement.hashes = wheel.hashes
        case .source(let reference, let name, let hashes):
            requirement.name = name ?? ""
            requirement.source = try resolved(reference, at: start)
            requirement.hashes = hashes
        }
        requirement.extras = extras
        cursor.index += word.unicodeScalars.count
        cursor.skipSpaces()
        if cursor.skip(";") {
            var parser = RequirementParser(cursor: cursor)
            requirement.marker = try parser.orMarker()
            cursor = parser.cursor
            cursor.skipSpaces()
        }
        guard cursor.isAtEnd else {
            throw SyntaxFault(cursor.index, "found '\(cursor.word)' after '\(address)', expected ';'")
        }
        return requirement
    }

    /// A path with the extras after it taken apart: `.[docs,test]`.
    private static func extras(of word: String, at index: Int) throws(SyntaxFault) -> (String, [String]) {
        guard !word.contains("://"), word.hasSuffix("]"), let open = word.lastIndex(of: "[") else { return (word, []) }
        let names = word[word.index(after: open)...].dropLast().split(separator: ",")
        guard names.allSatisfy({ PackageName.isValid($0) }) else {
            throw SyntaxFault(index, "expected the names of extras in '\(word[open...])'")
        }
        return (String(word[..<open]), Set(names.map { PackageName.normalized($0) }).sorted())
    }

    private func checkConstraint(_ requirement: Requirement, _ index: Int) throws(SyntaxFault) {
        if !requirement.extras.isEmpty { throw SyntaxFault(index, "a constraint cannot have extras") }
        if requirement.url != nil || requirement.source != nil {
            throw SyntaxFault(index, "a constraint cannot name a URL", hint: "write it as a requirement")
        }
    }

    private func refuseVariables(_ line: LogicalLine) throws(SyntaxFault) {
        for index in line.scalars.indices.dropLast() where line.scalars[index] == "$" && line.scalars[index + 1] == "{"
        {
            let name = line.text(index..<line.scalars.count).prefix { $0 != "}" } + "}"
            throw SyntaxFault(
                index,
                "'\(name)' would take a value from the build machine's environment, which is not done",
                hint: "write the value itself; credentials belong in ~/.netrc or UV_* variables of the build machine",
            )
        }
    }

    mutating func follow(_ include: Include) throws(SyntaxFault) {
        let current = open.last ?? ""
        let path = try resolve(include, from: current)
        guard !open.contains(path) else {
            throw SyntaxFault(
                include.index,
                "'\(include.path)' includes itself: \((open + [path]).joined(separator: " → "))"
            )
        }
        guard open.count < Self.deepest else {
            throw SyntaxFault(include.index, "more than \(Self.deepest) files include each other")
        }
        guard done.insert("\(include.isConstraints) \(path)").inserted else { return }
        let bytes: [UInt8]?
        do {
            bytes = try reader.readFile(path)
        } catch {
            throw SyntaxFault(include.index, "'\(include.path)' cannot be read: \(error)")
        }
        guard let bytes else {
            throw SyntaxFault(include.index, "'\(include.path)' does not exist: there is no '\(path)'")
        }
        do {
            try walk(path, bytes, asConstraints: include.isConstraints)
        } catch {
            throw SyntaxFault(include.index, "'\(include.path)' cannot be read: \(error)")
        }
    }

    /// The path in the workspace that an include names, relative to the file that names it.
    private func resolve(_ include: Include, from file: String) throws(SyntaxFault) -> String {
        if include.path.contains("://") {
            throw SyntaxFault(
                include.index,
                "'\(include.path)' is fetched from elsewhere, which is not done",
                hint: "put the file into the workspace",
            )
        }
        guard let path = WorkspacePath.resolved(include.path, beside: file) else {
            throw SyntaxFault(include.index, "'\(include.path)' leaves the workspace")
        }
        guard !include.path.hasPrefix("/"), !include.path.hasPrefix("~") else {
            throw SyntaxFault(include.index, "'\(include.path)' leaves the workspace", hint: "write a relative path")
        }
        return path
    }

    /// A path of the workspace as it is from the root; addresses are as they were.
    private func resolved(_ reference: SourceReference, at index: Int) throws(SyntaxFault) -> SourceReference {
        try LocalSources(hasFile: reader.hasFile).resolved(reference, in: open.last ?? "", at: index)
    }
}
