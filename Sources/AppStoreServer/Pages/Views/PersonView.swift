internal import AppStoreAPI
internal import AppStoreCore
internal import DatalabModel
internal import Hummingbird

/// The page of a person or a group.
struct PersonView {
    /// An ORCID iD.
    struct Orcid {
        let orcid: String
        let orcidAddress: String
    }

    let personName: String
    let isGroup: Bool
    let orcids: [Orcid]
    let isAmbiguous: Bool
    let affiliations: [String]
    let found: String
    let cards: [DatalabCard]
    let nextAddress: String?

    init(_ person: CataloguePerson) {
        personName = person.name
        isGroup = person.isGroup
        orcids = person.orcids.map { Orcid(orcid: $0, orcidAddress: "https://orcid.org/\($0)") }
        isAmbiguous = orcids.count > 1
        affiliations = person.affiliations
        found = PageText.count(person.page.total, "datalab")
        cards = person.page.datalabs.map(DatalabCard.init)
        nextAddress = person.page.next.map { "\(PageAddress.person(person.name))?after=\(Query.encode($0))" }
    }
}

/// Somebody on a datalab's page.
struct NamedPerson {
    let personName: String
    /// Their page; nil where the catalogue does not know them by this name.
    let personAddress: String?
    let orcidAddress: String?
    let orcid: String?
    let affiliation: String?

    init(_ person: CitedPerson, isKnown: Bool) {
        personName = person.name
        personAddress = isKnown ? PageAddress.person(person.name) : nil
        orcid = person.orcid
        orcidAddress = person.orcid.map { "https://orcid.org/\($0)" }
        affiliation = person.affiliation
    }
}

extension PageSite {
    /// A person or a group, with their datalabs.
    func person(_ call: PageCall) async throws -> Response {
        let after = call.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        let person = try await database.read { database in
            try CataloguePerson.find(call.reference, after: after, for: call.principal, in: database)
        }
        guard let person else { throw PageFailure.missing }
        return page("person", person.name, PersonView(person), call)
    }
}
