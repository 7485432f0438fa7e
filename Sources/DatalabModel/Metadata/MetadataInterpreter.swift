internal import Reporting
internal import SourcedYAML

/// Makes the model out of facts, checking each.
struct MetadataInterpreter {
    /// Where the facts come from, beside the options.
    enum Origin {
        /// A metadata file.
        case file(String)
        /// There is no metadata file.
        case options
        /// An image, which says what a build once wrote: nothing is derived, and what is wrong is an error.
        case image(String)
    }

    let facts: MetadataFacts
    let origin: Origin
    /// What is taken where the facts say nothing that can be used.
    let derived: DerivedFacts
    var problems: [Problem] = []
    /// Whether something that every datalab should say was not said.
    var isThin = false

    init(facts: MetadataFacts, origin: Origin, derived: DerivedFacts = DerivedFacts(repositoryName: "")) {
        self.facts = facts
        self.origin = origin
        self.derived = derived
    }

    /// Whether the work goes on with something else where a fact cannot be used.
    func isLenient(_ field: MetadataField) -> Bool {
        if case .image = origin { return false }
        return facts.facts[field]?.isOption != true
    }

    /// Tells that a fact cannot be used: a warning that says what is done instead, or an error where nothing else will do.
    mutating func refuse(
        _ field: MetadataField,
        at place: Place?,
        _ message: String,
        instead: String = "it is not used",
        hint: String?,
    ) {
        let isLenient = isLenient(field)
        let text = isLenient ? "\(message), \(instead)" : message
        problems.append(Problem(isLenient ? .warning : .error, at: place, text, hint: hint))
    }

    /// The metadata; nil when what every datalab has is missing or wrong and cannot be derived.
    mutating func interpret() -> DatalabMetadata? {
        var said: [MetadataField: MetadataFact] = [:]
        var version: DatalabVersion?
        for field in MetadataFields.all {
            if field == .version {
                version = self.version() ?? derive(.version).flatMap { try? DatalabVersion($0) }
            } else if !field.hasOwnForm {
                said[field] = fact(field) ?? (field.isMandatory ? derive(field).map(MetadataFact.text) : nil)
            }
        }
        for field in MetadataFields.all {
            if let needed = field.needs, !said.keys.contains(where: { $0.key == needed }) { said[field] = nil }
        }
        var metadata: DatalabMetadata?
        if said[.title] != nil, said[.alternateName] != nil, let version {
            metadata = DatalabMetadata(version: version, facts: said)
        }
        // Every fact is read even without metadata to put it into: its problems are to be told too.
        classify(&metadata)
        metadata?.additional = facts.additional
        return metadata
    }

    /// What a field of a usual form says.
    private mutating func fact(_ field: MetadataField) -> MetadataFact? {
        switch field.form {
        case .line: line(field).map(MetadataFact.text)
        case .text: text(field).map(MetadataFact.text)
        case .address: address(field).map(MetadataFact.text)
        case .email: email(field).map(MetadataFact.text)
        case .doi: doi(field).map(MetadataFact.text)
        case .list(let separators): list(field, separators: separators).kept
        case .flag: flag(field).map(MetadataFact.flag)
        case .number(let range, let unit): number(field, in: range, unit: unit).map(MetadataFact.number)
        case .own: nil
        }
    }

    /// The fields that have forms of their own.
    private mutating func classify(_ metadata: inout DatalabMetadata?) {
        let (kind, python, systemPackages) = (kind(), python(), systemPackages())
        metadata?.kind = kind
        metadata?.python = python
        metadata?.systemPackages = systemPackages
        tellMisplaced(kind)
        let (desktop, step) = (desktop(of: kind), step(of: kind))
        metadata?.desktop = desktop
        metadata?.step = step
        let (licence, visibility) = (licence(), visibility())
        metadata?.licence = licence
        metadata?.visibility = visibility ?? .everyone
    }
}

extension MetadataInterpreter {
    /// Tells what means something for another kind of datalab alone.
    private mutating func tellMisplaced(_ kind: DatalabKind?) {
        // A kind that is wrong has been told.
        guard kind != nil || facts.facts[.kind] == nil else { return }
        let found = "this datalab has \(kind.map { "the kind '\($0.rawValue)'" } ?? "no 'kind'")"
        for field in MetadataFields.all {
            guard let wanted = field.kind, wanted != kind, let fact = facts.facts[field] else { continue }
            let message = "'\(fact.key)' is for datalabs of the kind '\(wanted.rawValue)', \(found)"
            let hint = "write 'kind: \(wanted.rawValue)', or remove the key"
            refuse(field, at: fact.keyPlace, message, hint: hint)
        }
    }
}
