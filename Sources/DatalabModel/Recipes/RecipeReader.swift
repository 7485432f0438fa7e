public import Reporting
internal import SourcedYAML

/// Reads `recipe.yaml`.
public struct RecipeReader {
    /// What a recipe file says, and all that is wrong with it.
    public struct Reading: Sendable, Hashable {
        /// The recipe; nil when there is an error among the problems.
        public var recipe: Recipe?
        /// Every problem, in the order of the file.
        public var problems: [Problem]
    }

    private let file: String
    private var problems: [Problem] = []

    /// Reads a recipe; all problems of the file are found in one run.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    /// - Returns: the recipe, unless there are errors, and every problem.
    public static func read(_ bytes: [UInt8], file: String) -> Reading {
        let document = YAMLDocument.parse(bytes, file: file)
        var reader = RecipeReader(file: file)
        reader.problems = document.problems
        var recipe: Recipe?
        if let root = document.root, let fields = FieldReader(root) {
            recipe = reader.recipe(fields)
        } else if !document.hasErrors {
            let place = document.root?.place ?? Place(file: file)
            let found = document.root?.kindInWords ?? "nothing"
            reader.problems.append(
                .error(at: place, "expected keys and values, found \(found)", hint: "write a line 'kind: jupyterlab'")
            )
        }
        let problems = reader.problems.sorted { Self.position($0) < Self.position($1) }
        return Reading(recipe: problems.contains { $0.severity == .error } ? nil : recipe, problems: problems)
    }

    private static func position(_ problem: Problem) -> (Int, Int) {
        (problem.place?.line ?? 0, problem.place?.column ?? 0)
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func recipe(_ root: FieldReader) -> Recipe? {
        var fields = root
        let kind = kind(&fields)
        let title = fields.text("title", required: true)
        let description = fields.text("description")
        let port = port(&fields)
        let probe = absolute("probe", &fields)
        let variants = variants(&fields)
        let packages = packages("packages", &fields)
        let server = server(&fields)
        let user = user(&fields)
        let files = relative("files", &fields)
        let environment = environment(&fields)
        let entrypoint = fields.texts("entrypoint", required: true)
        problems += fields.finish()
        guard let kind, let title, let port, let probe, let server, let user else { return nil }
        return Recipe(
            kind: kind,
            title: title,
            description: description,
            port: port,
            probe: probe,
            variants: variants,
            packages: packages,
            server: server,
            user: user,
            files: files,
            environment: environment,
            entrypoint: entrypoint,
        )
    }

    private func kind(_ fields: inout FieldReader) -> DatalabKind? {
        guard let text = fields.text("kind", required: true), let node = fields.value("kind") else { return nil }
        if let kind = DatalabKind(rawValue: text) { return kind }
        let known = DatalabKind.allCases.map(\.rawValue)
        fields.fail(at: node, "unknown kind '\(text)'", hint: "use \(Spelling.listed(known, last: "or"))")
        return nil
    }

    private func port(_ fields: inout FieldReader) -> UInt16? {
        guard let text = fields.text("port", required: true), let node = fields.value("port") else { return nil }
        if let port = UInt16(text), port > 0 { return port }
        fields.fail(at: node, "'port' must be a number from 1 to 65535, found '\(text)'", hint: "write 'port: 10000'")
        return nil
    }

    private func environment(_ fields: inout FieldReader) -> [String: String] {
        let variables = fields.textMapping("environment")
        for entry in fields.value("environment")?.mapping ?? [] {
            let isName = entry.key.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
            }
            if isName, !("0"..."9").contains(entry.key.unicodeScalars.first ?? "0") { continue }
            fields.problems.append(
                .error(
                    at: entry.keyPlace,
                    "'\(entry.key)' cannot be the name of an environment variable",
                    hint: "use letters, digits and '_'"
                ),
            )
        }
        return variables
    }
}

extension RecipeReader {
    private mutating func server(_ fields: inout FieldReader) -> Recipe.Server? {
        guard var server = fields.fields("server", required: true) else { return nil }
        let requirements = relative("requirements", &server, required: true)
        let lock = relative("lock", &server, required: true)
        let prefix = absolute("prefix", &server)
        problems += server.finish()
        guard let requirements, let lock, let prefix else { return nil }
        return Recipe.Server(requirements: requirements, lock: lock, prefix: prefix)
    }

    private mutating func user(_ fields: inout FieldReader) -> Recipe.User? {
        guard var user = fields.fields("user", required: true) else { return nil }
        let prefix = absolute("prefix", &user)
        let requirements = user.texts("requirements")
        problems += user.finish()
        return prefix.map { Recipe.User(prefix: $0, requirements: requirements) }
    }

    private mutating func variants(_ fields: inout FieldReader) -> [Recipe.Variant] {
        guard let node = fields.value("variants", required: true) else { return [] }
        guard let nodes = node.sequence, !nodes.isEmpty else {
            fields.fail(
                at: node,
                "'variants' must be a list with at least one variant, found \(node.kindInWords)",
                hint: "write '- name: …' below it"
            )
            return []
        }
        var variants: [Recipe.Variant] = []
        for node in nodes {
            guard let variant = variant(node) else { continue }
            if variants.contains(where: { $0.name == variant.name }) {
                fields.fail(at: node, "there are two variants named '\(variant.name)'", hint: "rename one")
            }
            variants.append(variant)
        }
        let defaults = variants.count(where: \.isDefault)
        if variants.count == nodes.count, defaults != 1 {
            let hint = "write 'default: true' in exactly one of them"
            fields.fail(
                at: node,
                "\(defaults == 0 ? "no variant is" : "\(defaults) variants are") the default",
                hint: hint
            )
        }
        return variants
    }

    private mutating func variant(_ node: YAMLNode) -> Recipe.Variant? {
        guard var fields = FieldReader(node, path: "variants.") else {
            problems.append(
                .error(
                    at: node.place,
                    "a variant must be a mapping, found \(node.kindInWords)",
                    hint: "write 'name: …' and 'suite: …'"
                )
            )
            return nil
        }
        let name = fields.text("name", required: true)
        let suite = fields.text("suite", required: true)
        let python = python(&fields)
        let isDefault = boolean("default", &fields)
        let packages = packages("packages", &fields)
        problems += fields.finish()
        guard let name, let suite, let python else { return nil }
        return Recipe.Variant(name: name, suite: suite, python: python, isDefault: isDefault, packages: packages)
    }

    private func python(_ fields: inout FieldReader) -> PythonVersionRequest? {
        guard let text = fields.text("python", required: true), let node = fields.value("python") else { return nil }
        do {
            return try PythonVersionRequest.parse(text, at: node.place)
        } catch {
            fields.problems.append(error.problem(at: node.place))
            return nil
        }
    }

    private func boolean(_ key: String, _ fields: inout FieldReader) -> Bool {
        guard let node = fields.value(key) else { return false }
        if let value = node.scalar?.boolean { return value }
        fields.fail(
            at: node,
            "'\(key)' must be 'true' or 'false', found \(node.scalar.map { "'\($0.text)'" } ?? node.kindInWords)",
            hint: "write '\(key): true'",
        )
        return false
    }

    /// Names of Debian packages (Debian policy 5.6.1).
    private func packages(_ key: String, _ fields: inout FieldReader) -> [String] {
        let names = fields.texts(key)
        for node in fields.value(key)?.sequence ?? [] {
            guard let name = node.scalar?.text.trimmed, !name.isEmpty else { continue }
            let isName = name.unicodeScalars.allSatisfy {
                ("a"..."z").contains($0) || "0123456789+-.".unicodeScalars.contains($0)
            }
            if isName, name.first?.isLetter == true || name.first?.isNumber == true { continue }
            fields.fail(
                at: node,
                "'\(name)' cannot be the name of a Debian package",
                hint: "names have lower case letters, digits, '+', '-' and '.'"
            )
        }
        return names
    }

    /// A path from the image's root, or from the served path.
    private func absolute(_ key: String, _ fields: inout FieldReader) -> String? {
        guard let text = fields.text(key, required: true), let node = fields.value(key) else { return nil }
        let parts = text.split(separator: "/")
        if text.hasPrefix("/"), !parts.contains(".."), !parts.contains(".") { return text }
        fields.fail(
            at: node,
            "'\(key)' must be a path that starts with '/', without '.' and '..', found '\(text)'",
            hint: "write an absolute path"
        )
        return nil
    }

    /// A path inside the recipe's folder.
    private func relative(_ key: String, _ fields: inout FieldReader, required: Bool = false) -> String? {
        guard let text = fields.text(key, required: required), let node = fields.value(key) else { return nil }
        if !text.hasPrefix("/"), !text.split(separator: "/").contains("..") { return text }
        fields.fail(
            at: node,
            "'\(key)' must be a path inside the recipe's folder, found '\(text)'",
            hint: "write a path without '..'"
        )
        return nil
    }
}
