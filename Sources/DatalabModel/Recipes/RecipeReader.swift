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
        /// Every key that was asked for, whether the file has it or not: `title`, `variants.suite`.
        package var keys: Set<String>
    }

    private let file: String
    var problems: [Problem] = []
    private var keys: Set<String> = []

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
        let isGood = !problems.contains { $0.severity == .error }
        return Reading(recipe: isGood ? recipe : nil, problems: problems, keys: reader.keys)
    }

    private static func position(_ problem: Problem) -> (Int, Int) {
        (problem.place?.line ?? 0, problem.place?.column ?? 0)
    }

    /// Ends the reading of a mapping.
    mutating func finish(_ fields: inout FieldReader<YAMLNode>) {
        problems += fields.finish()
        keys.formUnion(fields.keys)
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func recipe(_ root: FieldReader<YAMLNode>) -> Recipe? {
        var fields = root
        let kind = kind(&fields)
        let title = fields.text("title", required: true)
        let description = fields.text("description")
        let variants = variants(&fields)
        let origins = Origins(root)
        let packages = packages("packages", &fields)
        let accepts = accepts(&fields, isOfImages: origins.hasImage)
        let unpacked = self.packages("unpacked", &fields)
        let buildPackages = buildPackages(&fields)
        let hasPage = hasPage(&fields, kind)
        let server = hasPage ? server(&fields) : nil
        let contract = contract(&fields, required: !origins.hasImage || origins.hasSuite, hasPage: hasPage)
        if origins.hasImage { refuseDebian(&fields, origins) }
        finish(&fields)
        guard let kind, let title else { return nil }
        return Recipe(
            kind: kind,
            title: title,
            description: description,
            variants: variants,
            packages: packages,
            accepts: accepts,
            unpacked: unpacked,
            buildPackages: buildPackages,
            server: server,
            contract: contract,
        )
    }

    /// An image has its system and its server, unless Debian's packages go on top of it.
    private func refuseDebian(_ fields: inout FieldReader<YAMLNode>, _ origins: Origins) {
        for key in origins.hasSuite ? [] : ["packages", "server"] {
            guard let node = fields.value(key), node.scalar?.text != "none" else { continue }
            fields.fail(
                at: node,
                "'\(key)' needs packages of Debian, and the variants are images",
                hint: "remove it, or write in the variants of which 'suite' their images are"
            )
        }
        // What these files replace in an image would not be known.
        if let node = fields.value("unpacked") {
            fields.fail(
                at: node,
                "'unpacked' is for bases made of Debian, and the variants are images",
                hint: "remove it"
            )
        }
    }

    /// How the base starts; where an image may say so itself, all of it can be left out.
    private mutating func contract(_ fields: inout FieldReader<YAMLNode>, required: Bool, hasPage: Bool) -> Recipe
        .Contract?
    {
        let keys = ["port", "probe", "user", "files", "environment", "entrypoint"]
        // Every key is asked for, so that none counts as unknown.
        let isGiven = keys.map { fields.value($0) != nil }.contains(true)
        guard required || isGiven else { return nil }
        let page = hasPage ? page(&fields) : nil
        let user = user(&fields)
        let files = fileSets(&fields)
        let environment = environment(&fields)
        let entrypoint = fields.texts("entrypoint", required: true)
        guard page != nil || !hasPage, let user else { return nil }
        return Recipe.Contract(
            page: page,
            user: user,
            files: files,
            environment: environment,
            entrypoint: entrypoint,
        )
    }

    private func kind(_ fields: inout FieldReader<YAMLNode>) -> DatalabKind? {
        guard let text = fields.text("kind", required: true), let node = fields.value("kind") else { return nil }
        if let kind = DatalabKind(rawValue: text) { return kind }
        let known = DatalabKind.allCases.map(\.rawValue)
        fields.fail(at: node, "unknown kind '\(text)'", hint: "use \(Spelling.listed(known, last: "or"))")
        return nil
    }

    /// Whether a page is served: the recipe says `server: none` where none is, and its kind must be one of those that have none.
    private func hasPage(_ fields: inout FieldReader<YAMLNode>, _ kind: DatalabKind?) -> Bool {
        let node = fields.value("server")
        let hasPage = node?.scalar?.text != "none"
        guard let kind, kind.hasPage != hasPage else {
            guard !hasPage else { return true }
            for key in ["port", "probe"] {
                guard let node = fields.value(key) else { continue }
                fields.fail(
                    at: node,
                    "'\(key)' is of a page, and 'server: none' says that there is none",
                    hint: "remove it"
                )
            }
            return false
        }
        guard let place = node ?? fields.value("kind") else { return hasPage }
        if hasPage {
            fields.fail(at: place, "datalabs of the kind '\(kind.rawValue)' open no page", hint: "write 'server: none'")
        } else {
            fields.fail(
                at: place,
                "datalabs of the kind '\(kind.rawValue)' open a page",
                hint: "say which server serves it"
            )
        }
        return hasPage
    }

    private func page(_ fields: inout FieldReader<YAMLNode>) -> Recipe.Page? {
        let port = port(&fields)
        let probe = absolute("probe", &fields)
        guard let port, let probe else { return nil }
        return Recipe.Page(port: port, probe: probe)
    }

    private func port(_ fields: inout FieldReader<YAMLNode>) -> UInt16? {
        guard let text = fields.text("port", required: true), let node = fields.value("port") else { return nil }
        if let port = UInt16(text), port > 0 { return port }
        fields.fail(at: node, "'port' must be a number from 1 to 65535, found '\(text)'", hint: "write 'port: 10000'")
        return nil
    }

    private func environment(_ fields: inout FieldReader<YAMLNode>) -> [String: String] {
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
    private mutating func server(_ fields: inout FieldReader<YAMLNode>) -> Recipe.Server? {
        guard var server = fields.fields("server") else { return nil }
        let requirements = relative("requirements", &server, required: true)
        let lock = relative("lock", &server, required: true)
        let prefix = absolute("prefix", &server)
        finish(&server)
        guard let requirements, let lock, let prefix else { return nil }
        return Recipe.Server(requirements: requirements, lock: lock, prefix: prefix)
    }

    private mutating func user(_ fields: inout FieldReader<YAMLNode>) -> Recipe.User? {
        guard var user = fields.fields("user", required: true) else { return nil }
        let prefix = absolute("prefix", &user)
        let requirements = user.texts("requirements")
        finish(&user)
        return prefix.map { Recipe.User(prefix: $0, requirements: requirements) }
    }
}
