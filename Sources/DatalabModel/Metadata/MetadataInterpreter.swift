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
        let title = line(.title) ?? derive(.title)
        let alternateName = line(.alternateName) ?? derive(.alternateName)
        let version = version() ?? derive(.version).flatMap { try? DatalabVersion($0) }
        var metadata: DatalabMetadata?
        if let title, let alternateName, let version {
            metadata = DatalabMetadata(title: title, alternateName: alternateName, version: version)
        }
        // Every fact is read even without metadata to put it into: its problems are to be told too.
        describe(&metadata)
        credit(&metadata)
        classify(&metadata)
        limit(&metadata)
        metadata?.additional = facts.additional
        return metadata
    }

    private mutating func describe(_ metadata: inout DatalabMetadata?) {
        let abstract = text(.abstract) ?? derive(.abstract)
        let description = text(.description)
        let keywords = list(.keywords, separators: [",", ";", "\n"])
        let thumbnail = address(.thumbnailURL)
        let language = line(.language)
        metadata?.abstract = abstract
        metadata?.description = description
        metadata?.keywords = keywords
        metadata?.thumbnailURL = thumbnail
        metadata?.language = language
    }

    private mutating func credit(_ metadata: inout DatalabMetadata?) {
        let name = line(.creatorName) ?? derive(.creatorName)
        let logo = address(.creatorLogo)
        metadata?.creator = name.map { DatalabMetadata.Creator(name: $0, logo: logo) }
        let email = email() ?? derive(.email)
        let organisation = line(.organisationName)
        let identifier = line(.contactIdentifier)
        let role = line(.contactRole)
        metadata?.contactPoint = email.map {
            DatalabMetadata.ContactPoint(
                email: $0,
                organisationName: organisation,
                identifier: identifier,
                role: role,
            )
        }
        let (citation, funder, doi) = (text(.citation), text(.funder), doi())
        metadata?.citation = citation
        metadata?.funder = funder
        metadata?.doi = doi
    }

    private mutating func classify(_ metadata: inout DatalabMetadata?) {
        let (instruments, missions, domains) = (list(.instrument), list(.mission), list(.domain))
        metadata?.instruments = instruments
        metadata?.missions = missions
        metadata?.domains = domains
        let (kind, python, systemPackages) = (kind(), python(), systemPackages())
        metadata?.kind = kind
        metadata?.python = python
        metadata?.systemPackages = systemPackages
        let accepted = list(.acceptedFindings)
        metadata?.acceptedFindings = accepted.isEmpty ? nil : accepted
        let desktop = desktop(of: kind)
        metadata?.desktop = desktop
    }

    private mutating func limit(_ metadata: inout DatalabMetadata?) {
        let (licence, visibility) = (licence(), visibility())
        metadata?.licence = licence
        metadata?.visibility = visibility ?? .everyone
        let (gpu, cores, memory) = (boolean(.gpu), number(.cores, in: 1...32), number(.memory, in: 1...96, unit: "GB"))
        metadata?.resources = DatalabMetadata.Resources(gpu: gpu, cores: cores, memory: memory)
    }
}
