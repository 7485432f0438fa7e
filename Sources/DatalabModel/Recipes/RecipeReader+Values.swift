internal import Reporting
internal import SourcedYAML

/// Values of the forms recipes have.
extension RecipeReader {
    func boolean(_ key: String, _ fields: inout FieldReader<YAMLNode>) -> Bool {
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
    func packages(_ key: String, _ fields: inout FieldReader<YAMLNode>) -> [String] {
        let names = fields.texts(key)
        for node in fields.value(key)?.sequence ?? [] {
            guard let name = node.scalar?.text.trimmed, !name.isEmpty,
                let fault = SystemPackageRequest.fault(in: name)
            else { continue }
            fields.fail(at: node, fault.message, hint: fault.hint)
        }
        return names
    }

    /// What sources are built with; an empty list is no compiler at all.
    func buildPackages(_ fields: inout FieldReader<YAMLNode>) -> [String] {
        fields.value("build-packages") == nil ? Recipe.standardBuildPackages : packages("build-packages", &fields)
    }

    /// What datalabs may bring: all that the origin allows unless the recipe says less.
    func accepts(_ fields: inout FieldReader<YAMLNode>, isOfImages: Bool) -> Set<Recipe.Input> {
        guard let node = fields.value("accepts") else {
            return isOfImages ? [.requirements] : Set(Recipe.Input.allCases)
        }
        let texts = fields.texts("accepts")
        let known = Recipe.Input.allCases.map(\.rawValue)
        for item in node.sequence ?? [] {
            guard let text = item.scalar?.text.trimmed, !text.isEmpty else { continue }
            if Recipe.Input(rawValue: text) == nil {
                let hint = Spelling.didYouMean(Spelling.closest(to: text, in: known))
                fields.fail(
                    at: item,
                    "'\(text)' is nothing a base can accept",
                    hint: hint ?? "write \(Spelling.listed(known, last: "or"))"
                )
            } else if text == Recipe.Input.systemPackages.rawValue, isOfImages {
                fields.fail(at: item, "Debian packages cannot be added to an image", hint: "remove it")
            }
        }
        return Set(texts.compactMap(Recipe.Input.init))
    }

    /// A path from the image's root, or from the served path.
    func absolute(_ key: String, _ fields: inout FieldReader<YAMLNode>) -> String? {
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
    func relative(_ key: String, _ fields: inout FieldReader<YAMLNode>, required: Bool = false) -> String? {
        guard let text = fields.text(key, required: required), let node = fields.value(key) else { return nil }
        return relative(text, of: key, at: node, &fields)
    }

    /// The folders of `files`: one, or a list.
    func fileSets(_ fields: inout FieldReader<YAMLNode>) -> [Recipe.FileSet] {
        guard let node = fields.value("files") else { return [] }
        if node.sequence == nil, node.scalar == nil {
            let message = "'files' must be a folder or a list of folders, found \(node.kindInWords)"
            fields.fail(at: node, message, hint: "write 'files: rootfs', or 'files: [shared/contract, rootfs]'")
            return []
        }
        if node.sequence == nil { return fields.text("files").map { fileSets([$0], [node], &fields) } ?? [] }
        let texts = fields.texts("files", required: true)
        let nodes = (node.sequence ?? []).filter { $0.scalar.map { !$0.isNull && !$0.text.trimmed.isEmpty } ?? false }
        return fileSets(texts, nodes, &fields)
    }

    private func fileSets(_ texts: [String], _ nodes: [YAMLNode], _ fields: inout FieldReader<YAMLNode>) -> [Recipe
        .FileSet]
    {
        var sets: [Recipe.FileSet] = []
        for (text, node) in zip(texts, nodes) {
            guard let path = relative(text, of: "files", at: node, &fields) else { continue }
            if sets.contains(where: { $0.path == path }) {
                fields.fail(at: node, "'files' names '\(path)' twice", hint: "remove one")
            }
            sets.append(Recipe.FileSet(path: path, place: node.place))
        }
        return sets
    }

    private func relative(_ text: String, of key: String, at node: YAMLNode, _ fields: inout FieldReader<YAMLNode>)
        -> String?
    {
        if !text.hasPrefix("/"), !text.split(separator: "/").contains("..") { return text }
        fields.fail(
            at: node,
            "'\(key)' must be a path inside the recipe's folder, found '\(text)'",
            hint: "write a path without '..'"
        )
        return nil
    }
}
