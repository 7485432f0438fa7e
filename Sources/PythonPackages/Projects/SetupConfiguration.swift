internal import Reporting

/// The dependencies in a `setup.cfg`, read as setuptools reads it: Python's configparser without interpolation.
struct SetupConfiguration {
    let file: String
    private let sections: [String: [String: Value]]

    /// A value: its lines as they are in the file, without those that are comments.
    private struct Value {
        let key: Place
        var lines: [(text: String, place: Place)]
    }

    /// What of a line is understood.
    ///
    /// - Throws: `PackagesError` with every line that is neither a section, a key nor a part of a value.
    init(_ bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        var reader = Reader(file: file)
        for (number, line) in SourceText.physicalLines(try SourceText.decode(bytes, file: file)).enumerated() {
            reader.read(line, number)
        }
        guard reader.problems.isEmpty else { throw PackagesError(.requirements, reader.problems, file: file) }
        sections = reader.sections
    }

    /// Whether it has dependencies, or is only the settings of tools.
    var hasDependencies: Bool { value("options", "install_requires") != nil || hasExtras }
    private var hasExtras: Bool { !(sections["options.extras_require"] ?? [:]).isEmpty }

    /// The project's own name.
    var name: (text: String, place: Place)? {
        value("metadata", "name")?.lines.first { !$0.text.isEmpty }
    }

    /// Takes everything that is installed.
    ///
    /// - Parameters:
    ///   - walk: what takes it.
    ///   - choice: what decides which extras are installed.
    ///   - skipping: whether the `setup.py` names dependencies itself, which setuptools then prefers.
    /// - Throws: what reading a file throws; what is wrong is a problem of the walk.
    func add(to walk: inout RequirementsWalk, _ choice: GroupChoice, skipping: Bool) throws {
        walk.note(file)
        if !skipping, let requirements = value("options", "install_requires") { try add(requirements, to: &walk) }
        if let python = value("options", "python_requires"), walk.request.requiresPython.isEmpty {
            let text = python.lines.map(\.text).joined()
            if let specifiers = VersionSpecifier.list(text) {
                walk.request.requiresPython = specifiers
            } else {
                walk.refuse(
                    at: python.key,
                    "'python_requires' is no list of version conditions",
                    hint: "write for example '>=3.11'"
                )
            }
        }
        for (name, requirements) in (sections["options.extras_require"] ?? [:]).sorted(by: { $0.key < $1.key }) {
            let isInstalled = choice.isInstalled(name, .extra)
            walk.request.groups.append(
                .init(
                    kind: .extra,
                    name: PackageName.normalized(name),
                    isInstalled: isInstalled,
                    place: requirements.key
                )
            )
            if isInstalled { try add(requirements, to: &walk) }
        }
    }

    /// A list: a line each, or on one line with `;` between them; `file:` names files instead.
    private func add(_ value: Value, to walk: inout RequirementsWalk) throws {
        let lines = value.lines.filter { !$0.text.isEmpty }
        if let first = lines.first, first.text.hasPrefix("file:") {
            let names = ([first.text.dropFirst(5)[...]] + lines.dropFirst().map { $0.text[...] }).flatMap {
                $0.split(separator: ",")
            }
            for name in names {
                let path = name.drop { $0 == " " }
                if !path.isEmpty { try walk.take(file: String(path), namedAt: first.place) }
            }
            return
        }
        if value.lines.count == 1, let only = lines.first, only.text.contains(";"), !Self.isMarker(only.text) {
            for part in only.text.split(separator: ";") { try walk.take(String(part), madeFrom: only.place) }
            return
        }
        for line in lines { try walk.take(line.text, writtenAt: line.place) }
    }

    /// Whether what follows the first `;` compares something, and so belongs to the requirement before it.
    private static func isMarker(_ text: String) -> Bool {
        Marker(String(text.drop { $0 != ";" }.dropFirst())) != nil
    }

    private func value(_ section: String, _ key: String) -> Value? {
        sections[section]?[key] ?? sections[section]?[key.replacing("_", with: "-")]
    }

    /// configparser's way through the lines.
    private struct Reader {
        let file: String
        var sections: [String: [String: Value]] = [:]
        var problems: [Problem] = []
        private var section: String?
        private var key: String?
        /// How far the line of the key is indented: what is indented more goes on with its value.
        private var indent = 0

        init(file: String) { self.file = file }

        mutating func read(_ line: [Unicode.Scalar], _ number: Int) {
            let start = line.firstIndex { !Self.isSpace($0) } ?? line.count
            var content = line[start...]
            while let last = content.last, Self.isSpace(last) { content.removeLast() }
            guard let first = content.first, first != "#", first != ";" else { return }
            let place = Place(file: file, line: number + 1, column: start + 1)
            if start > indent, let section, let key {
                sections[section]?[key]?.lines.append((Self.text(content), place))
                return
            }
            indent = start
            if first == "[", let end = content.lastIndex(of: "]") {
                section = Self.text(content[(start + 1)..<end])
                key = nil
                sections[section ?? "", default: [:]] = sections[section ?? ""] ?? [:]
            } else if let mark = content.firstIndex(where: { $0 == "=" || $0 == ":" }), mark > start, let section {
                add(content, mark, section, place)
            } else {
                problems.append(
                    .error(at: place, "expected '[section]' or 'key = value', found '\(Self.text(content))'")
                )
            }
        }

        private mutating func add(_ content: ArraySlice<Unicode.Scalar>, _ mark: Int, _ section: String, _ place: Place)
        {
            var name = content[..<mark]
            while let last = name.last, Self.isSpace(last) { name.removeLast() }
            let rest = content[(mark + 1)...].drop(while: Self.isSpace)
            let found = Self.text(name).lowercased()
            let value = Place(file: file, line: place.line, column: rest.startIndex + 1)
            sections[section]?[found] = Value(key: place, lines: [(Self.text(rest), value)])
            key = found
        }

        private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar == " " || scalar == "\t" || scalar == "\u{0C}"
        }

        private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
    }
}
