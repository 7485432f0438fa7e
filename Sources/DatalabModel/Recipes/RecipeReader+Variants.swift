internal import OCIModel
internal import Reporting
internal import SourcedYAML

/// The variants of a recipe, and what each is made from.
extension RecipeReader {
    mutating func variants(_ fields: inout FieldReader<YAMLNode>) -> [Recipe.Variant] {
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
        if Set(variants.map(\.isOfImage)).count > 1 {
            fields.fail(
                at: node,
                "some variants are made of Debian, others from images",
                hint: "make two recipes of them, in folders of their own"
            )
        }
        if !variants.contains(where: { !$0.isOfImage }), Set(variants.map { $0.suite == nil }).count > 1 {
            fields.fail(
                at: node,
                "some variants have a 'suite' whose packages go on top of their images, others have none",
                hint: "write a 'suite' in all of them, or in none"
            )
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
        let origin = origin(&fields)
        let python = python(&fields)
        let archive = archive(&fields)
        let system = system(&fields)
        let isDefault = boolean("default", &fields)
        let packages = packages("packages", &fields)
        finish(&fields)
        guard let name, let origin, let python else { return nil }
        return Recipe.Variant(
            name: name,
            origin: origin,
            python: python,
            archive: archive,
            system: system,
            isDefault: isDefault,
            packages: packages
        )
    }

    /// What the variants are made from, as far as their keys tell.
    struct Origins {
        /// Whether one of them is made from an image.
        let hasImage: Bool
        /// Whether one of them has packages of a release of Debian.
        let hasSuite: Bool

        /// Looks at the variants' keys.
        init(_ root: FieldReader<YAMLNode>) {
            var fields = root
            let variants = fields.value("variants")?.sequence ?? []
            let keys = Set(variants.flatMap { $0.mapping ?? [] }.map(\.key))
            (hasImage, hasSuite) = (keys.contains("from"), keys.contains("suite"))
        }
    }

    private func origin(_ fields: inout FieldReader<YAMLNode>) -> Recipe.Origin? {
        guard let node = fields.value("from") else {
            return fields.text("suite", required: true).map { .debian(suite: $0) }
        }
        let suite = fields.text("suite")
        if suite == nil, let packages = fields.value("packages") {
            let hint = "write 'suite', the release of Debian that the image is made of, or remove it"
            fields.fail(at: packages, "'packages' needs to know of which release of Debian", hint: hint)
        }
        guard let text = fields.text("from") else { return nil }
        do {
            return .image(try ImageReference(text), suite: suite)
        } catch {
            fields.fail(
                at: node,
                "'\(text)' is no image in a registry: \(error.reason)",
                hint: "write it as 'registry.example.org/bases/lab:tag'"
            )
            return nil
        }
    }

    /// What an image that is no datalab base does not say of its Python: both keys, or none.
    private func system(_ fields: inout FieldReader<YAMLNode>) -> Recipe.System? {
        guard fields.value("from") != nil, let node = fields.value("interpreter") ?? fields.value("glibc") else {
            return nil
        }
        if fields.value("suite") != nil {
            let message = "'interpreter' and 'glibc' are those of the packages of 'suite'"
            fields.fail(at: node, message, hint: "remove them")
        }
        let interpreter = absolute("interpreter", &fields)
        guard let glibc = fields.text("glibc", required: true), let node = fields.value("glibc") else { return nil }
        let numbers = glibc.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 2, numbers[0] == "2", UInt8(numbers[1]) != nil else {
            fields.fail(
                at: node,
                "'glibc' must be a version such as 2.36, found '\(glibc)'",
                hint: "'ldd --version' in the image tells it"
            )
            return nil
        }
        return interpreter.map { Recipe.System(interpreter: $0, glibc: glibc) }
    }

    /// A Python that the release of Debian does not have.
    private mutating func archive(_ fields: inout FieldReader<YAMLNode>) -> Recipe.PythonArchive? {
        guard let node = fields.value("archive"), var archive = fields.fields("archive") else { return nil }
        if fields.value("from") != nil {
            let message = "'archive' is for variants of Debian, an image brings its own Python"
            fields.fail(at: node, message, hint: "remove it, or 'from'")
        }
        let url = archive.text("url", required: true)
        if let url, let node = archive.value("url"), !url.hasPrefix("https://") {
            archive.fail(at: node, "'url' must begin with 'https://', found '\(url)'", hint: "write the whole address")
        }
        let sums = archive.textMapping("sha256")
        if sums.isEmpty {
            let hint = "write 'sha256: { x86_64: … }' with the digest that its publisher names"
            archive.fail(at: archive.value("sha256") ?? node, "the archive has no SHA-256", hint: hint)
        }
        for entry in archive.value("sha256")?.mapping ?? [] where !Self.isSHA256(sums[entry.key] ?? "") {
            let hint = "write the 64 hexadecimal digits that its publisher names"
            archive.problems.append(.error(at: entry.value.place, "this is no SHA-256", hint: hint))
        }
        let licence = archive.text("licence", required: true)
        finish(&archive)
        guard let url, let licence else { return nil }
        return Recipe.PythonArchive(url: url, sha256: sums, licence: licence, place: node.place)
    }

    private static func isSHA256(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private func python(_ fields: inout FieldReader<YAMLNode>) -> PythonVersion? {
        guard let text = fields.text("python", required: true), let node = fields.value("python") else { return nil }
        do {
            return try PythonVersion.parse(text)
        } catch {
            fields.problems.append(error.problem(at: node.place))
            return nil
        }
    }
}
