import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import GRDB
import Testing

@Suite("search and facets")
struct SearchTests {
    private static func image(_ repository: String, _ change: (inout SampleImage) throws -> Void) throws -> SampleImage
    {
        var image = try SampleImage(repository)
        image.packages = [:]
        image.publisher = String(repository.split(separator: "/")[0])
        try change(&image)
        return image
    }

    /// Four datalabs: three public ones, and a private one of bob's that lists lea.
    private static func store() async throws -> TestStore {
        let store = try TestStore()
        for name in ["ann", "bob", "lea"] { try await store.add(name) }
        let images = [
            try image("ann/blackbody") { image in
                image.metadata.keywords = ["stars", "Spectra"]
                image.metadata.missions = ["Gaia"]
                image.packages = ["astropy-healpix": "1.0.3"]
            },
            try image("ann/euclid-lab") { image in
                image.metadata.title = "Étoiles lointaines"
                image.metadata.abstract = "Galaxies seen by Euclid."
                image.metadata.missions = ["Euclid", "Gaia"]
                image.metadata.keywords = ["galaxies", "spectra"]
                image.kind = "vnc"
                image.time += 10
            },
            try image("bob/octave") { image in
                image.metadata.title = "Octave"
                image.metadata.abstract = "Numbers."
                image.metadata.creator = .init(name: "Bob Ray")
                image.metadata.licence = try LicenceExpression.parse("GPL-3.0-or-later")
                image.kind = "theia"
                image.time += 20
            },
            try image("bob/secret") { image in
                image.metadata.title = "Unpublished comets"
                image.metadata.abstract = "Nobody knows of these comets."
                image.metadata.keywords = ["comets", "spectra"]
                image.metadata.visibility = .restricted(users: ["lea"], groups: [])
                image.time += 30
            },
        ]
        for image in images { try await image.push(to: store) }
        return store
    }

    private static func find(_ query: CatalogueQuery, _ store: TestStore, as principal: Principal = .anonymous)
        async throws
        -> DatalabPage
    {
        try await store.database.read { try CatalogueSearch.page(query, for: principal, in: $0) }
    }

    private static func counts(_ facet: Facet, _ page: DatalabPage) -> [String: Int] {
        let values = page.facets.first { $0.facet == facet }?.values ?? []
        return Dictionary(uniqueKeysWithValues: values.map { ($0.value, $0.count) })
    }

    @Test(
        "words find names, titles, abstracts, key words, authors and packages; also their beginnings and without accents",
        arguments: [
            ("blackbody", ["ann/blackbody"]), ("etoiles", ["ann/euclid-lab"]), ("ÉTOILES", ["ann/euclid-lab"]),
            ("galax", ["ann/euclid-lab"]), ("stars", ["ann/blackbody"]), ("Ray", ["bob/octave"]),
            ("astropy-healpix", ["ann/blackbody"]), ("healpix", ["ann/blackbody"]), ("astropy", ["ann/blackbody"]),
            ("euclid-l", ["ann/euclid-lab"]), ("spectra galax", ["ann/euclid-lab"]), ("comets", []), ("zzz", []),
            ("Gaia", ["ann/euclid-lab", "ann/blackbody"]),
            // Other forms of a word; what begins with a stem is not meant by it.
            ("black body", ["ann/blackbody"]), ("black bodies", ["ann/blackbody"]), ("plotting", ["ann/blackbody"]),
            ("numbering", ["bob/octave"]), ("galaxy", ["ann/euclid-lab"]), ("spectrums", ["ann/blackbody"]),
            ("bodiless", []), ("starring", ["ann/blackbody"]), ("ra", ["bob/octave"]),
        ]
    )
    func words(text: String, names: [String]) async throws {
        let store = try await Self.store()
        let page = try await Self.find(CatalogueQuery(text: text, sort: .modified), store)
        #expect(page.datalabs.map(\.name) == names)
        #expect(page.total == names.count)
    }

    @Test(
        "nothing that is typed is a fault",
        arguments: [
            "\"", "\"\"", "'", "*", "a*", "NEAR(", "a AND", "OR", "NOT x", "title:x", "{a b}", "^a", "a + b", "-a", "(",
            ")",
            "a\u{0}b", "\u{0}", "--", "; DROP TABLE user", "%", "😀", "𝒳", "\u{1E900}", "\u{301}", ".", "a.b..c", "...",
            String(repeating: "a ", count: 5000), String(repeating: "é", count: 5000), "ⅷ ²", "नमस्ते",
        ]
    )
    func hostile(text: String) async throws {
        let store = try await Self.store()
        _ = try await Self.find(CatalogueQuery(text: text), store)
        _ = try await Self.find(CatalogueQuery(filters: [.keyword: [text]]), store)
    }

    @Test("the values of a facet are given a part at a time, narrowed by a text, and never of what one may not see")
    func facetParts() async throws {
        let store = try await Self.store()
        func part(_ contained: String, after offset: Int = 0, limit: Int = 100, as principal: Principal = .anonymous)
            async throws -> FacetPage
        {
            try await store.database.read { db in
                let query = CatalogueQuery(limit: limit)
                return try CatalogueSearch.facet(
                    .keyword,
                    of: query,
                    containing: contained,
                    after: offset,
                    for: principal,
                    in: db
                )
            }
        }
        var found: [String] = [], offset = 0
        while true {
            let page = try await part("", after: offset, limit: 2)
            #expect(page.total == 3 && page.values.count <= 2)
            found += page.values.map(\.value)
            guard let next = page.next.flatMap({ Int($0) }) else { break }
            offset = next
        }
        #expect(found == ["Spectra", "stars", "galaxies"])
        #expect(try await part("AR").values.map(\.value) == ["stars"])
        #expect(try await part("comet").values.isEmpty)
        let bob = Principal.user(name: "bob", role: .creator, scopes: nil)
        #expect(try await part("comet", as: bob).values.map(\.count) == [1])
        #expect(try await part("", after: 1_000_000).values.isEmpty)
    }

    @Test("counts tell what choosing a value would give, and never of what one may not see")
    func facets() async throws {
        let store = try await Self.store()
        let page = try await Self.find(CatalogueQuery(), store)
        #expect(page.total == 3)
        #expect(Self.counts(.kind, page) == ["jupyterlab": 1, "vnc": 1, "theia": 1])
        #expect(Self.counts(.mission, page) == ["Gaia": 2, "Euclid": 1])
        #expect(Self.counts(.keyword, page) == ["stars": 1, "Spectra": 2, "galaxies": 1])
        #expect(Self.counts(.author, page) == ["Ann Lee": 2, "Bob Ray": 1])
        #expect(Self.counts(.visibility, page) == ["public": 3])
        let narrow = try await Self.find(CatalogueQuery(filters: [.mission: ["gaia"], .kind: ["vnc"]]), store)
        #expect(narrow.datalabs.map(\.name) == ["ann/euclid-lab"])
        #expect(Self.counts(.kind, narrow) == ["jupyterlab": 1, "vnc": 1])
        #expect(Self.counts(.mission, narrow) == ["Gaia": 1, "Euclid": 1])
        #expect(Self.counts(.keyword, narrow) == ["galaxies": 1, "Spectra": 1])
        let either = try await Self.find(CatalogueQuery(filters: [.kind: ["vnc", "theia"]]), store)
        #expect(either.total == 2)
        let none = try await Self.find(CatalogueQuery(filters: [.kind: ["no such"]]), store)
        #expect(none.total == 0)
        #expect(Self.counts(.kind, none).count == 3)
    }

    @Test("a private datalab is found and counted by its owner, who it lists, and administrators")
    func privateOnes() async throws {
        let store = try await Self.store()
        for (name, role, sees) in [
            ("bob", Role.creator, true), ("lea", .creator, true), ("ada", .administrator, true),
            ("ann", .creator, false), ("mo", .moderator, false),
        ] {
            let principal = Principal.user(name: name, role: role, scopes: nil)
            let page = try await Self.find(CatalogueQuery(text: "comets"), store, as: principal)
            #expect(page.total == (sees ? 1 : 0), "\(name)")
            #expect(Self.counts(.keyword, page)["comets"] == (sees ? 1 : nil))
            let all = try await Self.find(CatalogueQuery(), store, as: principal)
            #expect(Self.counts(.visibility, all)["private"] == (sees ? 1 : nil))
            #expect(Self.counts(.keyword, all)["Spectra"] == (sees ? 3 : 2))
        }
    }

    @Test("orders: what was published last, by name, by stars and then pulls, what fits best")
    func orders() async throws {
        let store = try await Self.store()
        let names = { (sort: CatalogueSort?, text: String) in
            try await Self.find(CatalogueQuery(text: text, sort: sort), store).datalabs.map(\.name)
        }
        #expect(try await names(nil, "") == ["bob/octave", "ann/euclid-lab", "ann/blackbody"])
        #expect(try await names(.name, "") == ["ann/blackbody", "ann/euclid-lab", "bob/octave"])
        _ = try await store.database.write { database in
            try Stars.set(true, on: "ann/euclid-lab", by: "bob", at: TestStore.start, in: database)
        }
        let pulls = PullCounter(store.database)
        pulls.count("ann/blackbody", by: "192.0.2.1")
        try await pulls.flush()
        #expect(try await names(.popularity, "") == ["ann/euclid-lab", "ann/blackbody", "bob/octave"])
        // In the name of one, in the abstract of the other.
        var other = try Self.image("bob/other") { $0.metadata.abstract = "Not a blackbody." }
        other.time += 100
        try await other.push(to: store)
        #expect(try await names(nil, "blackbody") == ["ann/blackbody", "bob/other"])
    }

    @Test(
        "pages follow each other without gaps or repeats, also while datalabs come",
        arguments: CatalogueSort.allCases
    )
    func pages(sort: CatalogueSort) async throws {
        let store = try TestStore()
        try await store.add("ann")
        try await store.database.write { database in
            for number in 0..<50 {
                var image = try SampleImage("ann/lab-\(number % 7)-\(number)")
                // Many are equal in what they are put in order by.
                image.metadata.alternateName = "lab \(number % 7)"
                image.time += Double(number % 5)
                try image.push(to: database)
            }
        }
        var names: [String] = []
        var cursor: String?
        repeat {
            let query = CatalogueQuery(text: sort == .relevance ? "lab" : "", sort: sort, cursor: cursor, limit: 7)
            let page = try await Self.find(query, store)
            #expect(page.total == 50)
            names += page.datalabs.map(\.name)
            cursor = page.next
        } while cursor != nil
        #expect(names.count == 50)
        #expect(Set(names).count == 50)
        let wrong = CatalogueQuery(sort: .name, cursor: "bm9uc2Vuc2U")
        let error = await #expect(throws: AppStoreError.self) { try await Self.find(wrong, store) }
        #expect(error?.code == .invalid)
    }

    /// The condition in SQL and the policy's function are held against each other over all that matters to both.
    @Test("what search shows is what the policy allows to see")
    func audience() async throws {
        let store = try TestStore()
        for name in ["ann", "bob", "lea"] { try await store.add(name) }
        var names: [String] = []
        for owner in ["ann", "bob", "library"] {
            for (number, state) in [(true, true), (true, false), (false, true), (false, false)].enumerated() {
                for readers in [[], ["lea"]] where state.0 == false || readers.isEmpty {
                    let name = "\(owner)/lab-\(number)-\(readers.count)"
                    names.append(name)
                    var image = try SampleImage(name)
                    image.publisher = owner
                    image.metadata.visibility = state.0 ? .everyone : .restricted(users: readers, groups: [])
                    try await image.push(to: store, needsReview: !state.1)
                }
            }
        }
        let scopes: [[TokenScope]?] = [
            nil, [], [TokenScope(repository: "*", rights: [.pull])], [TokenScope(repository: "*", rights: [.push])],
            [TokenScope(repository: "bob/*", rights: [.pull])],
            [TokenScope(repository: "bob/lab-3-1", rights: [.pull]), TokenScope(repository: "ann/*", rights: [.pull])],
        ]
        var principals: [Principal] = [.anonymous, .disabled(name: "ann")]
        for name in ["ann", "bob", "lea", "library", "mo"] {
            for role in Role.allCases {
                for scope in scopes { principals.append(.user(name: name, role: role, scopes: scope)) }
            }
        }
        for principal in principals {
            let shown = try await Self.find(CatalogueQuery(limit: 100), store, as: principal).datalabs.map(\.name)
            let allowed = try await store.database.read { [names] database in
                try names.filter { name in
                    let access = try RepositoryAccess.find(name, in: database)
                    return Policy.decide(principal, .seeInCatalogue, on: .repository(name, access)) == .allow
                }
            }
            #expect(Set(shown) == Set(allowed), "\(principal)")
        }
    }
}
