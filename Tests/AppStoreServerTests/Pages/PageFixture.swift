import AppStoreAPI
import AppStoreCore
import ContentStore
import DatalabModel
import Foundation
import GRDB
import Hashing
import OCIModel
import SystemPackage

/// An AppStore's folder with users, and datalabs such as scientists make them.
enum PageFixture {
    /// Everybody's password.
    static let password = "correct horse battery"

    private static let users: [(name: String, shown: String, role: Role)] = [
        ("ann", "Ann Lee", .creator), ("ben", "Ben Okafor", .reader), ("carla", "Carla Ruiz Méndez", .creator),
        ("eve", "Eve Stranger", .creator), ("mona", "Mona Vance", .moderator), ("root", "Operator", .administrator),
    ]

    /// Makes the users, and lets a test write into the catalogue, before a server opens the folder.
    static func fill(_ folder: URL, _ body: @escaping @Sendable (Database) throws -> Void) async throws {
        let store = try AppStoreFolder(FilePath(folder.appending(path: "store").path), create: true)
        // Passwords that cost little: what they cost is not what these tests are about.
        let passwords = PasswordWorker(cost: .init(logRounds: 4, blockSize: 8, parallelism: 1))
        let accounts = UserAccounts(store.database, passwords: passwords)
        let start = Date(timeIntervalSince1970: 1_780_000_000)
        for user in users {
            let address = "\(user.name)@institute.eu"
            let added = User(name: user.name, displayName: user.shown, email: address, role: user.role, created: start)
            try await accounts.add(added, password: password, by: AuditLog.operatorName)
        }
        _ = try store.blobs.put(SampleFiles.tar)
        try await store.database.write(body)
    }

    /// Lets a repository hold a layer, as after a push.
    static func hold(_ layer: Digest, size: Int, in repository: String, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO repository (name, createdAt) VALUES (?, 0) ON CONFLICT DO NOTHING",
            arguments: [repository]
        )
        try database.execute(
            sql: "INSERT INTO blob (digest, size) VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [layer.description, size]
        )
        try database.execute(
            sql: """
                INSERT INTO blobLink (repositoryID, blobID, leasedAt)
                SELECT repository.id, blob.id, 0 FROM repository, blob WHERE name = ? AND digest = ? ON CONFLICT DO NOTHING
                """,
            arguments: [repository, layer.description]
        )
    }

    /// The realistic catalogue: twelve datalabs, one of them private and one awaiting review.
    @Sendable static func catalogue(_ database: Database) throws {
        let files = Digest.sha256(of: SampleFiles.tar)
        try hold(files, size: SampleFiles.tar.count, in: "carla/gaia-hr", database)
        for image in try images() { try image.push(to: database) }
        try reviewed().push(to: database, needsReview: true)
        let now = Date(timeIntervalSince1970: 1_795_300_000)
        for (user, names) in [
            ("ben", ["ann/black-bodies", "carla/gaia-hr", "carla/aladin-desktop"]), ("eve", ["carla/gaia-hr"]),
            ("mona", ["carla/gaia-hr", "ann/euclid-lens"]),
        ] {
            for name in names { _ = try Stars.set(true, on: name, by: user, at: now, in: database) }
        }
    }

    private static func images() throws -> [FixtureImage] {
        var images: [FixtureImage] = []
        for (number, sample) in FixtureSample.all.enumerated() {
            for (version, tag) in sample.tags.enumerated() {
                var image = try sample.image(tag: tag)
                image.time += Double(number * 86_400 * 6 + version * 86_400 * 2 + number * 4_321)
                images.append(image)
            }
        }
        return images
    }

    private static func reviewed() throws -> FixtureImage {
        var image = try FixtureImage("eve/radio-transients", tag: "0.1.0-0", title: "Fast radio transients")
        image.metadata.abstract = "Searches filterbank files for bursts and folds candidates."
        image.metadata.creator = .init(name: "Eve Stranger")
        image.time += 86_400 * 55
        return image
    }
}
