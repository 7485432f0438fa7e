import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import GRDB
import SystemPackage
import Testing

@Suite("what the catalogue keeps of a version is bounded")
struct VersionTextsTests {
    @Test("more packages, or more layers, than any datalab has are refused")
    func many() async throws {
        let store = try TestStore()
        try await store.add("ann")
        for (packages, layers) in [(VersionFacts.Limits.packages + 1, 1), (1, VersionFacts.Limits.layers + 1)] {
            let wrong = try Self.image(packages: packages, layers: layers)
            let error = await #expect(throws: AppStoreError.self) { try await wrong.push(to: store) }
            #expect(error?.code == .refused)
        }
        try await Self.image(packages: VersionFacts.Limits.packages, layers: 2).push(to: store)
    }

    private static func image(packages: Int, layers: Int) throws -> SampleImage {
        var image = try SampleImage()
        image.packages = Dictionary(uniqueKeysWithValues: (0..<packages).map { ("p\($0)", "1") })
        image.layers = layers
        return image
    }

    @Test("a card is short, whatever the metadata and the annotations hold")
    func card() async throws {
        let store = try TestStore()
        try await store.add("ann")
        var image = try SampleImage()
        image.metadata.abstract = String(repeating: "long ", count: 10_000)
        image.metadata.keywords = (0..<1000).map { "keyword \($0)" }
        image.packages = Dictionary(
            uniqueKeysWithValues: (0..<3000).map { (String(repeating: "p", count: 100) + "\($0)", "1") }
        )
        try await image.push(to: store)
        let length = try await store.database.read { database in
            try Int.fetchOne(database, sql: "SELECT max(length(card)) FROM datalab_card")
        }
        #expect(try #require(length) < 20_000)
        let page = try await store.database.read { try CatalogueSearch.page(CatalogueQuery(), for: .anonymous, in: $0) }
        #expect(page.datalabs.count == 1)
        #expect(try APICoding.encode(page).count < 40_000)
    }

    @Test("versions that an earlier form of the database holds are the same afterwards")
    func migration() async throws {
        let store = try TestStore()
        try await store.add("ann")
        try await SampleImage().push(to: store)
        let before = try await store.database.read { try DatalabDetail.find("ann/lab", for: .anonymous, in: $0) }
        // Back to the form before.
        try await store.database.write { database in
            try database.execute(
                sql: """
                    ALTER TABLE datalab_version ADD COLUMN facts TEXT NOT NULL DEFAULT '';
                    UPDATE datalab_version SET facts = (SELECT facts FROM datalab_facts WHERE version = id);
                    DROP TABLE datalab_facts;
                    DROP TABLE datalab_card;
                    DELETE FROM grdb_migrations WHERE identifier = 'catalogue 2';
                    """
            )
        }
        let opened = try AppStoreDatabase(path: store.folder.appending("appstore.sqlite"))
        let after = try await opened.read { try DatalabDetail.find("ann/lab", for: .anonymous, in: $0) }
        #expect(after == before && after != nil)
    }
}
