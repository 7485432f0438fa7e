internal import Reporting
internal import SourcedYAML

extension MetadataInterpreter {
    /// The version; of a text that cannot be an image's tag, what of it can.
    mutating func version() -> DatalabVersion? {
        guard let text = line(.version) else { return nil }
        do {
            return try DatalabVersion(text)
        } catch {
            let place = place(.version, offset: error.offset)
            guard let near = DatalabVersion.near(text), isLenient(.version) else {
                refuse(.version, at: place, error.message, hint: error.hint)
                return nil
            }
            let hint = "write 'version: \(YAMLWriting.scalar(near.text))'"
            refuse(.version, at: place, error.message, instead: "it is read as '\(near)'", hint: hint)
            return near
        }
    }

    /// The e-mail address; one that does not look like an address is kept, with a warning.
    mutating func email(_ field: MetadataField = .email) -> String? {
        guard let text = line(field) else { return nil }
        guard !Self.looksLikeEmail(text) else { return text }
        let message = "'\(Spelling.shortened(text))' does not look like an e-mail address"
        if isLenient(field), let address = Self.address(in: text) {
            let hint = "write '\(field.key): \(YAMLWriting.scalar(address))'"
            problems.append(.warning(at: place(field), "\(message), it is read as '\(address)'", hint: hint))
            return address
        }
        problems.append(.warning(at: place(field), message, hint: "write an address such as 'name@institute.eu'"))
        return text
    }

    /// The address in `Ann Lee <ann@lab.eu>`, `mailto:ann@lab.eu`, `ann at lab.eu`, `ann [at] lab dot eu`.
    static func address(in text: String) -> String? {
        guard text.utf8.count <= 500 else { return nil }
        var words = text
        for (written, meant) in [("mailto:", ""), (" dot ", "."), ("[dot]", "."), ("(dot)", ".")] {
            words = words.replacing(written, with: meant)
        }
        for at in ["[at]", "(at)", " at ", "<at>", "{at}"] { words = words.replacing(at, with: "@") }
        words = words.replacing(" @", with: "@").replacing("@ ", with: "@").replacing(" .", with: ".")
        let parts = words.split { $0.isWhitespace || "<>,;()\"'".contains($0) }.map(String.init)
        let addresses = parts.filter(looksLikeEmail)
        return addresses.first
    }

    /// The licence; nil for none, and for what names none.
    mutating func licence() -> LicenceExpression? {
        guard let fact = facts.facts[.licence] else {
            isThin = true
            if let derived = derivedLicence() { return derived }
            let message = "no licence is given, without one nobody else may use the datalab"
            let hint =
                "add a line 'distribution.license: MIT' with the SPDX identifier of your licence, "
                + "or give it with '--licence'"
            problems.append(.warning(at: filePlace, message, hint: hint))
            return nil
        }
        let node = fact.value
        guard let scalar = licenceScalar(node) else { return nil }
        let trimmed = scalar.text ?? ""
        if isLenient(.licence), LicenceWords.pointsToFile(trimmed) {
            isThin = true
            if let derived = derivedLicence() { return derived }
        }
        let start = (scalar.written ?? "").unicodeScalars.prefix { $0.properties.isWhitespace }.count
        let resolution = LicenceResolver.resolve(trimmed) { place(.licence, offset: start + $0) }
        for problem in resolution.problems {
            guard problem.severity == .error else {
                problems.append(problem)
                continue
            }
            let instead = "so the datalab has no licence"
            refuse(.licence, at: problem.place, problem.message, instead: instead, hint: problem.hint)
        }
        return resolution.expression
    }

    /// The text of a licence; of a list, its one licence, or the text of its `name` or `id`.
    private mutating func licenceScalar(_ node: any MetadataNode) -> (any MetadataNode)? {
        let nodes = isLenient(.licence) ? node.sequence ?? [node] : [node]
        if nodes.count == 1 {
            let node = nodes[0]
            if node.written != nil { return node }
            let named = ["name", "id", "spdx", "type"].lazy.compactMap { node[$0] }.first { $0.written != nil }
            if isLenient(.licence), let named { return named }
        }
        let message = "'distribution.license' must be text, found \(node.kindInWords)"
        let hint = "join several licences with 'AND' or 'OR'"
        refuse(.licence, at: node.place, message, instead: "so the datalab has no licence", hint: hint)
        return nil
    }

    /// The DOI without the address of its resolver.
    mutating func doi(_ field: MetadataField) -> String? {
        guard var text = line(field) else { return nil }
        for prefix in ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"]
        where text.lowercased().hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count)).trimmed
        }
        if !text.hasPrefix("10.") || !text.contains("/") {
            let message = "'\(Spelling.shortened(text))' does not look like a DOI"
            problems.append(.warning(at: place(field), message, hint: "a DOI looks like '10.5281/zenodo.1234567'"))
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
        let message = "unknown kind '\(Spelling.shortened(text))'"
        // What a datalab is cannot be guessed, but for a slip of a letter or two.
        let near = Spelling.closest(to: text, in: known)
        guard isLenient(.kind), near.count == 1, let kind = DatalabKind(rawValue: near[0]) else {
            problems.append(.error(at: place(.kind), message, hint: hint))
            return nil
        }
        refuse(.kind, at: place(.kind), message, instead: "it is read as '\(kind.rawValue)'", hint: hint)
        return kind
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
        guard let value = facts.facts[.systemPackages]?.value, !value.isNull else { return nil }
        let key = MetadataField.systemPackages.key
        // One text is read as a line of apt.txt, as a list is of several.
        guard let nodes = value.sequence ?? (value.written == nil || !isLenient(.systemPackages) ? nil : [value]) else {
            let message = "'\(key)' must be a list, found \(value.kindInWords)"
            refuse(.systemPackages, at: value.place, message, hint: "write '\(key): [one, two]'")
            return nil
        }
        var requests: [SystemPackageRequest] = []
        for node in nodes {
            guard let text = node.written?.trimmed, !text.isEmpty else {
                let message = "'\(key)' must hold names of Debian packages, found \(node.kindInWords)"
                problems.append(.error(at: node.place, message, hint: "write one name"))
                continue
            }
            let words = text.split { $0.isWhitespace || $0 == "," }
            for word in words {
                let reading = SystemPackageRequest.read(String(word), at: node.place)
                problems += reading.problems
                if let request = reading.request { requests.append(request) }
            }
        }
        return requests.isEmpty ? nil : requests
    }

    /// A yes or no.
    mutating func flag(_ field: MetadataField) -> Bool? {
        guard let node = facts.facts[field]?.value, !node.isNull else { return nil }
        switch node.text?.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0", "none": return false
        default:
            let found = node.written.map { "'\(Spelling.shortened($0))'" } ?? node.kindInWords
            let message = "'\(field.key)' must be 'true' or 'false', found \(found)"
            refuse(field, at: node.place, message, hint: "write '\(field.key): true'")
            return nil
        }
    }

    /// A whole number in a range, perhaps followed by its unit.
    mutating func number(_ field: MetadataField, in range: ClosedRange<Int>, unit: String = "") -> Int? {
        guard let text = line(field) else { return nil }
        if let number = Self.whole(text, unit: unit), range.contains(number) { return number }
        let bounds = "\(range.lowerBound) to \(range.upperBound)\(unit.isEmpty ? "" : " \(unit)")"
        let hint = "write a number such as '\(field.key): 8'"
        let message = "'\(field.key)' must be a number from \(bounds), found '\(Spelling.shortened(text))'"
        refuse(field, at: place(field), message, hint: hint)
        return nil
    }

    /// A whole number, perhaps with its unit: `16`, `16 GB`, `16GiB`, `16G`, `16.0`.
    private static func whole(_ text: String, unit: String) -> Int? {
        let units = unit == "GB" ? ["gib", "gb", "g"] : []
        let lowered = text.lowercased()
        let suffix = units.first { lowered.hasSuffix($0) } ?? ""
        let digits = String(lowered.dropLast(suffix.count)).trimmed
        return Int(digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
    }

    /// Whether a text has the form of an e-mail address.
    static func looksLikeEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isOneWord = !text.contains { $0.isWhitespace || ":<>(),;\"[]".contains($0) }
        guard parts.count == 2, !parts[0].isEmpty, isOneWord else { return false }
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
        facts.facts[field]?.value.place(ofCharacter: offset)
    }
}
