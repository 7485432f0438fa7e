internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// What is taken for a fact that is not said, with a warning that tells from where and which line would say it.
    ///
    /// - Returns: the text; nil where nothing is known, or where what an option or an image says is wrong.
    mutating func derive(_ field: MetadataField) -> String? {
        if case .image(let name) = origin {
            guard facts.facts[field] == nil, [.title, .alternateName, .version].contains(field) else { return nil }
            problems.append(.error(at: Place(file: name), "the key '\(field.key)' is missing", hint: hint(for: field)))
            return nil
        }
        guard isLenient(field) else { return nil }
        isThin = true
        guard let fact = derived.fact(field) else {
            if facts.facts[field] == nil { tell(field, "it stays empty", hint: hint(for: field)) }
            return nil
        }
        tell(field, "it is taken to be '\(Spelling.shortened(fact.text))', \(fact.origin)", fact.text)
        return fact.text
    }

    /// The licence that files of the source say, where the metadata does not.
    mutating func derivedLicence() -> LicenceExpression? {
        guard isLenient(.licence), let fact = derived.fact(.licence) else { return nil }
        guard let expression = LicenceResolver.resolve(fact.text).expression else { return nil }
        tell(.licence, "it is taken to be '\(expression)', \(fact.origin)", expression.description)
        return expression
    }

    private mutating func tell(_ field: MetadataField, _ what: String, _ value: String) {
        let line = "\(field.key): \(YAMLWriting.scalar(value))"
        let option = field.option.map { ", or give it with '\($0.name)'" } ?? ""
        let shown = line.count <= 160 ? "'\(line)'" : "'\(field.key)'"
        guard let file = writtenFile else { return tell(field, what, hint: nil) }
        // A key that is there already is to be changed, not said again.
        let isThere = facts.facts[field] != nil
        let hint = isThere ? "write \(shown)\(option)" : "add the line \(shown) to '\(file)'\(option)"
        tell(field, what, hint: hint, proposal: isThere ? nil : ProposedLine(line, in: file))
    }

    private mutating func tell(
        _ field: MetadataField,
        _ what: String,
        hint: String?,
        proposal: ProposedLine? = nil,
    ) {
        let reason =
            switch origin {
            case _ where facts.facts[field] != nil: "'\(field.key)' says nothing that can be used"
            case .file: "the key '\(field.key)' is missing"
            default: "there is no metadata file that says '\(field.key)'"
            }
        problems.append(
            .warning(
                at: facts.facts[field]?.keyPlace ?? filePlace,
                "\(reason), \(what)",
                hint: hint,
                proposal: proposal
            )
        )
    }

    /// What to do about a fact that is neither said nor known.
    private func hint(for field: MetadataField) -> String {
        let option = field.option.map { ", or give it with '\($0.name)'" } ?? ""
        switch origin {
        case .image: return "build the image with 'datalab build'"
        case .file(let file): return "add a line '\(field.key): …' to '\(file)'\(option)"
        case .options: return "write a line '\(field.key): …' in 'meta-data.yaml'\(option)"
        }
    }

    /// The file in which a line would be read.
    private var writtenFile: String? {
        switch origin {
        case .file(let file): file
        case .options: MetadataFile.names[0]
        case .image: nil
        }
    }
}
