internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// The version.
    mutating func version() -> DatalabVersion? {
        guard let text = line(.version) else { return nil }
        do {
            return try DatalabVersion(text)
        } catch {
            problems.append(error.problem(at: place(.version, offset: error.offset)))
            return nil
        }
    }

    /// The e-mail address; one that does not look like an address is kept, with a warning.
    mutating func email() -> String? {
        guard let text = line(.email) else { return nil }
        if !Self.looksLikeEmail(text) {
            let message = "'\(Spelling.shortened(text))' does not look like an e-mail address"
            problems.append(.warning(at: place(.email), message, hint: "write an address such as 'name@institute.eu'"))
        }
        return text
    }

    /// The licence.
    mutating func licence() -> LicenceExpression? {
        guard facts.facts[.licence] != nil else {
            let message = "no licence is given, without one nobody else may use the datalab"
            let hint =
                "add a line 'distribution.license: MIT' with the SPDX identifier of your licence, "
                + "or give it with '--licence'"
            problems.append(.warning(at: filePlace, message, hint: hint))
            return nil
        }
        guard let node = facts.facts[.licence]?.value else { return nil }
        guard let scalar = node.scalar else {
            let hint = "join several licences with 'AND' or 'OR'"
            problems.append(
                .error(at: node.place, "'distribution.license' must be text, found \(node.kindInWords)", hint: hint)
            )
            return nil
        }
        let trimmed = scalar.isNull ? "" : scalar.text.trimmed
        let start = scalar.text.unicodeScalars.prefix { $0.properties.isWhitespace }.count
        let resolution = LicenceResolver.resolve(trimmed) { place(.licence, offset: start + $0) }
        problems += resolution.problems
        return resolution.expression
    }

    /// The DOI without the address of its resolver.
    mutating func doi() -> String? {
        guard var text = line(.doi) else { return nil }
        for prefix in ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"]
        where text.lowercased().hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count)).trimmed
        }
        if !text.hasPrefix("10.") || !text.contains("/") {
            let message = "'\(Spelling.shortened(text))' does not look like a DOI"
            problems.append(.warning(at: place(.doi), message, hint: "a DOI looks like '10.5281/zenodo.1234567'"))
        }
        return text
    }

    /// What the datalab opens with.
    mutating func kind() -> DatalabKind? {
        guard let text = line(.kind) else { return nil }
        if let kind = DatalabKind(named: text) { return kind }
        let known = DatalabKind.allCases.map(\.rawValue)
        let hint =
            Spelling.didYouMean(Spelling.closest(to: text, in: known)) ?? "use \(Spelling.listed(known, last: "or"))"
        problems.append(.error(at: place(.kind), "unknown kind '\(Spelling.shortened(text))'", hint: hint))
        return nil
    }

    /// The version of Python.
    mutating func python() -> PythonVersionRequest? {
        guard let text = line(.python) else { return nil }
        do {
            return try PythonVersionRequest.parse(text, at: place(.python))
        } catch {
            problems.append(error.problem(at: place(.python)))
            return nil
        }
    }

    /// The Debian packages; nil when none are asked for.
    mutating func systemPackages() -> [SystemPackageRequest]? {
        guard let value = facts.facts[.systemPackages]?.value, value.scalar?.isNull != true else { return nil }
        let key = MetadataField.systemPackages.key
        guard let nodes = value.sequence else {
            let message = "'\(key)' must be a list, found \(value.kindInWords)"
            problems.append(.error(at: value.place, message, hint: "write '\(key): [one, two]'"))
            return nil
        }
        let requests = nodes.compactMap { node -> SystemPackageRequest? in
            guard let name = node.scalar?.text.trimmed, !name.isEmpty else {
                let message = "'\(key)' must hold names of Debian packages, found \(node.kindInWords)"
                problems.append(.error(at: node.place, message, hint: "write one name"))
                return nil
            }
            guard let fault = SystemPackageRequest.fault(in: name) else {
                return SystemPackageRequest(name: name, at: node.place)
            }
            problems.append(.error(at: node.place, fault.message, hint: fault.hint))
            return nil
        }
        return requests.isEmpty ? nil : requests
    }

    /// A yes or no.
    mutating func boolean(_ field: MetadataField) -> Bool? {
        guard let node = facts.facts[field]?.value, node.scalar?.isNull != true else { return nil }
        switch node.scalar?.text.trimmed.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0", "none": return false
        default:
            let found = node.scalar.map { "'\($0.text.trimmed)'" } ?? node.kindInWords
            problems.append(
                .error(
                    at: node.place,
                    "'\(field.key)' must be 'true' or 'false', found \(found)",
                    hint: "write '\(field.key): true'"
                )
            )
            return nil
        }
    }

    /// A whole number in a range, perhaps followed by its unit.
    mutating func number(_ field: MetadataField, in range: ClosedRange<Int>, unit: String = "") -> Int? {
        guard let text = line(field) else { return nil }
        var digits = text[...]
        if !unit.isEmpty, text.uppercased().hasSuffix(unit) { digits = text.dropLast(unit.count) }
        if let number = Int(String(digits).trimmed), range.contains(number) { return number }
        let bounds = "\(range.lowerBound) to \(range.upperBound)\(unit.isEmpty ? "" : " \(unit)")"
        let hint = "write a number such as '\(field.key): 8'"
        problems.append(
            .error(
                at: place(field),
                "'\(field.key)' must be a number from \(bounds), found '\(Spelling.shortened(text))'",
                hint: hint
            )
        )
        return nil
    }

    private static func looksLikeEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(where: \.isWhitespace) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }
}

extension MetadataInterpreter {
    /// The metadata file as a place.
    var filePlace: Place? {
        if case .file(let file) = origin { Place(file: file) } else { nil }
    }

    /// The place of a field's value, moved by an offset where the value is on one line as it was written.
    func place(_ field: MetadataField, offset: Int = 0) -> Place? {
        guard let node = facts.facts[field]?.value else { return nil }
        guard let scalar = node.scalar, let column = node.place.column, scalar.style != .block else {
            return node.place
        }
        return Place(
            file: node.place.file,
            line: node.place.line,
            column: column + offset + (scalar.style == .quoted && offset > 0 ? 1 : 0),
        )
    }
}
