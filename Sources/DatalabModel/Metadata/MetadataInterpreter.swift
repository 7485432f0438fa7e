internal import Reporting
internal import SourcedYAML

/// Makes the model out of facts, checking each.
struct MetadataInterpreter {
    /// Where the facts come from, beside the options.
    enum Origin {
        /// A metadata file.
        case file(String)
        /// There is no metadata file.
        case derived(DerivedFacts)
    }

    let facts: MetadataFacts
    let origin: Origin
    var problems: [Problem] = []

    init(facts: MetadataFacts, origin: Origin) {
        self.facts = facts
        self.origin = origin
    }

    /// The metadata; nil when a mandatory fact is missing or wrong.
    mutating func interpret() -> DatalabMetadata? {
        reportMissing()
        let title = line(.title) ?? derivedTitle()
        let alternateName = line(.alternateName) ?? derivedName()
        let version = version() ?? derivedVersion()
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
        let abstract = text(.abstract)
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
        let name = line(.creatorName)
        let logo = address(.creatorLogo)
        metadata?.creator = name.map { DatalabMetadata.Creator(name: $0, logo: logo) }
        let email = email()
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
