import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import GRDB
import OCIModel
import Testing

@Suite("the remembered catalogue")
struct CatalogueMemoryTests {
    private static let queries = [
        CatalogueQuery(), CatalogueQuery(text: "black body"), CatalogueQuery(sort: .popularity),
        CatalogueQuery(filters: [.kind: ["jupyterlab"]]), CatalogueQuery(limit: 1),
    ]

    /// Requires that what is remembered is what the database says.
    private func expectTrue(_ store: TestStore, after change: String) async throws {
        for query in Self.queries {
            let remembered = try await store.database.cataloguePage(query, for: .anonymous)
            let fresh = try await store.database.read { try CatalogueSearch.page(query, for: .anonymous, in: $0) }
            #expect(remembered == fresh, "\(change): \(query)")
        }
    }

    @Test("every change is seen at once, and nothing private ever")
    func changes() async throws {
        let store = try TestStore()
        for name in ["ann", "bob"] { try await store.add(name) }
        let database = store.database, time = TestStore.start
        let first = try SampleImage("ann/lab"), second = try SampleImage("bob/waits")
        var icon = try SampleImage("ann/lab", tag: "1.0.0-1")
        icon.metadata.thumbnailURL =
            "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
        let digest = try second.digest(), newer = icon
        let steps: [(String, @Sendable (Database) throws -> Void)] = [
            ("a push", { try first.push(to: $0) }),
            ("a star", { _ = try Stars.set(true, on: "ann/lab", by: "bob", at: time, in: $0) }),
            ("a push that waits", { try second.push(to: $0, needsReview: true) }),
            (
                "an approval",
                {
                    try Moderation.decide(true, digest, of: "bob/waits", reason: nil, by: "ann", at: time, in: $0)
                }
            ),
            (
                "a rejection",
                {
                    try Moderation.decide(false, digest, of: "bob/waits", reason: "no", by: "ann", at: time, in: $0)
                }
            ),
            ("a new version with an icon", { try newer.push(to: $0) }),
            (
                "the newest tag gone",
                { try Catalogue.untagged(["1.0.0-1"], of: "ann/lab", by: "ann", at: time, in: $0) }
            ),
            (
                "private",
                {
                    try RepositoryAccess.setVisibility(
                        of: "ann/lab",
                        isPublic: false,
                        readers: nil,
                        by: "ann",
                        at: time,
                        in: $0
                    )
                }
            ),
            (
                "public",
                {
                    try RepositoryAccess.setVisibility(
                        of: "ann/lab",
                        isPublic: true,
                        readers: nil,
                        by: "ann",
                        at: time,
                        in: $0
                    )
                }
            ),
            ("deleted", { try RepositoryAccess.remove("ann/lab", by: "ann", at: time, in: $0) }),
        ]
        var totals: [Int] = []
        for (name, change) in steps {
            try await expectTrue(store, after: "before \(name)")
            try await database.write(change)
            try await expectTrue(store, after: name)
            totals.append(try await database.cataloguePage(CatalogueQuery(), for: .anonymous).total)
        }
        #expect(totals == [1, 1, 1, 2, 1, 1, 1, 0, 1, 0])
        let pulls = PullCounter(database)
        try await first.push(to: store)
        _ = try await database.cataloguePage(CatalogueQuery(), for: .anonymous)
        pulls.count("ann/lab", by: "192.0.2.1")
        try await pulls.flush()
        try await expectTrue(store, after: "a pull")
    }

    @Test("who asks while others change never gets what was true before the change that they know of")
    func crowd() async throws {
        let store = try TestStore()
        try await store.add("ann")
        let database = store.database
        try await SampleImage("ann/lab").push(to: store)
        for round in 0..<60 {
            let isPublic = round % 2 == 1
            async let crowd: Void = withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { _ = try await database.cataloguePage(CatalogueQuery(), for: .anonymous) }
                }
                try await group.waitForAll()
            }
            try await database.write { db in
                try RepositoryAccess.setVisibility(
                    of: "ann/lab",
                    isPublic: isPublic,
                    readers: nil,
                    by: "ann",
                    at: TestStore.start,
                    in: db
                )
            }
            let total = try await database.cataloguePage(CatalogueQuery(), for: .anonymous).total
            #expect(total == (isPublic ? 1 : 0), "round \(round)")
            try await crowd
        }
    }

    @Test("a user sees private datalabs of their own beside what everybody sees, remembered or not")
    func users() async throws {
        let store = try TestStore()
        for name in ["ann", "bob"] { try await store.add(name) }
        var secret = try SampleImage("ann/secret")
        secret.metadata.visibility = .restricted(users: [], groups: [])
        try await secret.push(to: store)
        for _ in 0..<2 {
            for (principal, count) in [
                (Principal.anonymous, 0), (.user(name: "ann", role: .creator, scopes: nil), 1),
                (.user(name: "bob", role: .creator, scopes: nil), 0), (.disabled(name: "ann"), 0),
            ] {
                let page = try await store.database.cataloguePage(CatalogueQuery(), for: principal)
                #expect(page.total == count && page.datalabs.count == count)
            }
        }
    }
}
