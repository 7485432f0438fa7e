import DatalabModel
import Foundation
import Testing

@Suite("pages: people and groups", .timeLimit(.minutes(20)))
struct PersonPageTests {
    @Test(
        "names are taken apart where there is one way to",
        arguments: [
            ("Ann Lee", ["Lee|Ann"]), ("Ann Lee, Bo Li", ["Lee|Ann", "Li|Bo"]),
            ("Lee, Ann; Li, Bo", ["Lee|Ann", "Li|Bo"]),
            ("Ann Lee and Ludwig van Dijk", ["Lee|Ann", "van Dijk|Ludwig"]), ("Lee, Ann", ["Lee|Ann"]),
            ("Ann Lee, Bo Li & Carla Ruiz Méndez", ["Lee|Ann", "Li|Bo", "Méndez|Carla Ruiz"]),
            ("Gaia Collaboration", ["Gaia Collaboration"]),
            ("Institute of Space, Bern", ["Institute of Space, Bern"]), ("ESA", ["ESA"]), ("", []), (";;,", []),
            ("European Space Agency", ["European Space Agency"]), ("Ann Lee et al.", ["Lee|Ann"]),
        ]
    )
    func names(text: String, people: [String]) {
        let found = CitedPerson.people(named: text)
        #expect(found.people.map { [$0.family, $0.given].compactMap { $0 }.joined(separator: "|") } == people)
        #expect(found.hasOthers == text.hasSuffix("et al."))
    }

    @Test("an ORCID iD needs its check digit")
    func orcid() {
        #expect(CitedPerson.orcid("https://orcid.org/0000-0002-1825-0097") == "0000-0002-1825-0097")
        #expect(CitedPerson.orcid("0000-0002-1694-233x") == "0000-0002-1694-233X")
        for wrong in ["0000-0002-1825-0098", "0000-0002-1825", "javascript:alert(1)", "", "0000000218250097"] {
            #expect(CitedPerson.orcid(wrong) == nil)
        }
    }

    @Test("a person's page has their datalabs, ORCID iD and affiliation, and nothing of what may not be seen")
    func person() async throws {
        try await RunningAppStore.withFolder { folder in
            try await PageFixture.fill(folder) { database in
                try PageFixture.catalogue(database)
                var image = try FixtureImage("ann/team", title: "Team work")
                image.metadata.creator = .init(name: "Bo Li, Ada Ng")
                try image.push(to: database)
                var own = try FixtureImage("ann/own", title: "Own work")
                own.metadata.creator = .init(name: "Ada Ng")
                own.metadata.additional = [
                    "creator.orcid": .text("0000-0002-1825-0097"),
                    "creator.affiliation": .text("Observatory <of> Bern"),
                ]
                try own.push(to: database)
                var hidden = try FixtureImage("ann/hidden", title: "Hidden work")
                hidden.metadata.creator = .init(name: "Zoe Secret")
                hidden.metadata.visibility = .restricted(users: [], groups: [])
                try hidden.push(to: database)
            }
            let server = try RunningAppStore(folder: folder, isOpen: false)
            defer { server.kill() }
            let page = try await server.nobody.get("/people/Ada%20Ng").text
            #expect(page.contains("<h1>Ada Ng</h1>") && page.contains("Team work") && page.contains("Own work"))
            #expect(
                page.contains("https://orcid.org/0000-0002-1825-0097") && page.contains("Observatory &lt;of&gt; Bern")
            )
            let team = try await server.nobody.get("/datalabs/ann/team").text
            #expect(team.contains("<a href=\"/people/Bo%20Li\">Bo Li</a>") && team.contains("/people/Ada%20Ng"))
            #expect(try await server.nobody.get("/people/Zoe%20Secret").status == 404)
            #expect(try await server.visitor("ann").get("/people/Zoe%20Secret").status == 200)
            for odd in ["x", "%00", "%2F..%2F", "a%20b?after=wrong", "%FF"] {
                #expect(try await [400, 404].contains(server.nobody.get("/people/\(odd)").status), "\(odd)")
            }
        }
    }
}
