internal import AppStoreAPI
internal import AppStoreCore
internal import DatalabModel
internal import Foundation

/// What is cited: one version of a datalab, with who made it, as its metadata and its `CITATION.cff` say.
struct Citation: Sendable {
    let people: [CitedPerson]
    /// Whether there are more people than are named.
    let hasOthers: Bool
    let title: String
    let version: String
    let published: Date
    /// The DOI without its address.
    let doi: String?
    /// The address of the version's own page.
    let address: String
    let digest: String
    let shortName: String
    let abstract: String?
    let keywords: [String]
    /// The licence, an SPDX expression.
    let licence: String?
    /// Where the source is.
    let source: String?
    /// The store that publishes it.
    let publisher: String

    /// The citation of a version.
    ///
    /// - Parameters:
    ///   - datalab: the datalab, as of the version.
    ///   - named: whom `CITATION.cff` names; the metadata's people count where it names nobody.
    ///   - address: where its page is.
    ///   - publisher: the store's name.
    init(_ datalab: DatalabDetail, _ named: [CitedPerson], at address: String, in publisher: String) {
        let summary = datalab.summary
        people = named.isEmpty ? datalab.people : named
        hasOthers = named.isEmpty && datalab.hasMorePeople
        title = summary.title
        version = summary.version
        published = datalab.versions.first { $0.digest == summary.digest }?.published ?? summary.modified
        doi = PageAddress.doi(datalab.doi).map { _ in Self.bare(doi: datalab.doi ?? "") }
        self.address = address
        digest = summary.digest
        shortName = summary.shortName
        abstract = summary.abstract
        keywords = summary.keywords
        licence = summary.licence
        source = PageAddress.web(datalab.source)
        self.publisher = publisher
    }

    private static func bare(doi: String) -> String {
        doi.replacing(/^(https?:\/\/(dx\.)?doi\.org\/|doi:)/.ignoresCase(), with: "")
    }

    var year: String { PageText.year(published) }
    var day: String { String(PageText.machine(published).prefix(10)) }

    /// Where it is for ever: its DOI, or the version's page.
    var place: String { doi.map { "https://doi.org/\($0)" } ?? address }

    /// A text on one line.
    static func line(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}

/// A form that citations are written in.
enum CitationForm: String, CaseIterable {
    case text
    case bibtex
    case cff
    case ris
    case jsonld

    /// What people call it.
    var title: String {
        switch self {
        case .text: "Text"
        case .bibtex: "BibTeX"
        case .cff: "CITATION.cff"
        case .ris: "RIS"
        case .jsonld: "JSON-LD"
        }
    }

    /// The media type of a file of it.
    var type: String {
        switch self {
        case .text: "text/plain; charset=utf-8"
        case .bibtex: "application/x-bibtex; charset=utf-8"
        case .cff: "application/yaml; charset=utf-8"
        case .ris: "application/x-research-info-systems; charset=utf-8"
        case .jsonld: "application/ld+json"
        }
    }

    /// What such a file is called.
    func file(of name: String) -> String {
        let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.prefix(60)
        switch self {
        case .text: return "\(safe).txt"
        case .bibtex: return "\(safe).bib"
        case .cff: return "CITATION.cff"
        case .ris: return "\(safe).ris"
        case .jsonld: return "\(safe).jsonld"
        }
    }

    /// A citation in this form.
    func write(_ citation: Citation) -> String {
        switch self {
        case .text: citation.plainText
        case .bibtex: citation.bibTeX
        case .cff: citation.cff
        case .ris: citation.ris
        case .jsonld: EmbeddedJSON(citation.schema).text
        }
    }
}
