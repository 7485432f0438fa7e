internal import AppStoreAPI
package import ContentStore
internal import GRDB
internal import OCIModel
internal import Offloading

/// The author's files of versions: read from the image's layers when somebody first asks, one version at a time, and kept.
package actor ContentsLibrary {
    private let database: AppStoreDatabase
    private let blobs: BlobStore
    private var readings: [Int64: Task<Void, any Error>] = [:]
    private var last: Task<Void, any Error>?

    /// What is known of a version's files.
    package enum Answer: Sendable, Hashable {
        /// They were read.
        case contents(VersionContents)
        /// The image does not say where they are, or has none.
        case none
        /// Others are read before; they are there later.
        case busy
    }

    /// A library.
    ///
    /// - Parameters:
    ///   - database: the AppStore's.
    ///   - blobs: the AppStore's.
    package init(_ database: AppStoreDatabase, _ blobs: BlobStore) {
        self.database = database
        self.blobs = blobs
    }

    /// The files of a version.
    ///
    /// The policy has been asked already.
    ///
    /// - Parameters:
    ///   - digest: the version.
    ///   - repository: its repository.
    /// - Returns: what is known.
    /// - Throws: `DatabaseError`, and what decoding throws.
    package func contents(of digest: String, in repository: String) async throws -> Answer {
        guard let id = try await find(digest, repository) else { return .none }
        if let known = try await kept(id) { return .contents(known) }
        let version = Version(id: id, layers: try await layers(of: id, in: repository))
        guard !version.layers.isEmpty else { return .none }
        if readings[version.id] == nil {
            guard readings.count < VersionContents.Limits.waiting else { return .busy }
            begin(version)
        }
        try await readings[version.id]?.value
        return try await kept(version.id).map { .contents($0) } ?? .none
    }

    /// A notebook of a version whose files were read; nil without one.
    ///
    /// - Parameters:
    ///   - path: the notebook's path among the files.
    ///   - digest: the version.
    ///   - repository: its repository.
    /// - Returns: the notebook.
    /// - Throws: `DatabaseError`, and what decoding throws.
    package func notebook(_ path: String, of digest: String, in repository: String) async throws -> NotebookText? {
        guard case .contents = try await contents(of: digest, in: repository),
            let id = try await find(digest, repository)
        else { return nil }
        return try await database.read { try ContentsTables.notebook(path, of: id, in: $0) }
    }

    private struct Version: Sendable {
        let id: Int64
        let layers: [Digest]
    }

    private func find(_ digest: String, _ repository: String) async throws -> Int64? {
        try await database.read { try Catalogue.version(digest, of: repository, in: $0) }
    }

    /// Those layers of files of a version that its repository holds: an image may name others, which are not for its readers.
    private func layers(of version: Int64, in repository: String) async throws -> [Digest] {
        try await database.read { database in
            guard let facts = try VersionTexts.facts(of: version, in: database) else { return [] }
            let held = """
                SELECT 1 FROM blobLink JOIN blob ON blob.id = blobID JOIN repository ON repository.id = repositoryID
                WHERE name = ? AND digest = ?
                """
            return try facts.layers.filter { layer in
                try layer.role == "files"
                    && Int.fetchOne(database, sql: held, arguments: [repository, layer.digest.description]) != nil
            }.map(\.digest)
        }
    }

    private func kept(_ version: Int64) async throws -> VersionContents? {
        try await database.read { try ContentsTables.contents(of: version, in: $0) }
    }

    /// Reads a version's files after those that were asked for before.
    private func begin(_ version: Version) {
        let before = last
        let task = Task {
            _ = await before?.result
            defer { readings[version.id] = nil }
            let kept = try await BlockingWork.run { [blobs] in try KeptContents(ContentsReading(version.layers, blobs))
            }
            try await database.write { try ContentsTables.keep(kept, of: version.id, in: $0) }
        }
        readings[version.id] = task
        last = task
    }
}
