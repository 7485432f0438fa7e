internal import Reporting

extension MetadataInterpreter {
    /// Tells every mandatory fact that is not given; with a file each is an error.
    mutating func reportMissing() {
        for field in MetadataField.mandatory where facts.facts[field] == nil {
            switch origin {
            case .file(let file):
                problems.append(
                    .error(at: Place(file: file), "the key '\(field.key)' is missing", hint: hint(for: field)),
                )
            case .derived:
                guard [.abstract, .email, .creatorName].contains(field) else { continue }
                let message = "there is no metadata file and nothing to derive '\(field.key)' from, it stays empty"
                problems.append(.warning(message, hint: hint(for: field)))
            }
        }
    }

    /// What to do about a missing fact.
    private func hint(for field: MetadataField) -> String {
        let option = field.option.map { ", or give it with '\($0)'" } ?? ""
        if case .file = origin { return "add a line '\(field.key): …'\(option)" }
        return "write '\(field.key)' in 'meta-data.yaml'\(option)"
    }

    /// The title made of the repository's name, where there is no metadata file.
    mutating func derivedTitle() -> String? {
        guard let name = repositoryName(for: .title) else { return nil }
        let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
        return derive(.title, words.isEmpty ? name : words)
    }

    /// The repository's name as short name, where there is no metadata file.
    mutating func derivedName() -> String? {
        repositoryName(for: .alternateName).flatMap { derive(.alternateName, $0) }
    }

    /// The version 0.1.0, where there is no metadata file.
    mutating func derivedVersion() -> DatalabVersion? {
        guard repositoryName(for: .version) != nil, let version = try? DatalabVersion("0.1.0") else { return nil }
        _ = derive(.version, version.text)
        return version
    }

    /// The repository's name, when a fact is to be derived.
    private func repositoryName(for field: MetadataField) -> String? {
        guard case .derived(let derived) = origin, facts.facts[field] == nil else { return nil }
        let name = derived.repositoryName.trimmed
        return name.isEmpty ? "datalab" : name
    }

    private mutating func derive(_ field: MetadataField, _ text: String) -> String {
        let message = "there is no metadata file, '\(field.key)' is taken to be '\(text)'"
        problems.append(.warning(message, hint: hint(for: field)))
        return text
    }
}
