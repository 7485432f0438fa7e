import AppStoreAPI
import AppStoreCore
import Foundation
import GRDB
import SystemPackage

/// An AppStore's folder with an empty database, removed at the end.
final class TestStore: Sendable {
    let folder: FilePath
    let database: AppStoreDatabase

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "appstore-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = FilePath(url.path)
        database = try AppStoreDatabase(path: folder.appending("appstore.sqlite"))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    /// Passwords that cost little: what they cost is not what these tests are about.
    static let passwords = PasswordWorker(cost: .init(logRounds: 4, blockSize: 8, parallelism: 1))

    var users: UserAccounts { UserAccounts(database, passwords: Self.passwords) }

    /// A time all tests begin at.
    static let start = Date(timeIntervalSince1970: 1_790_000_000)

    func add(_ name: String, _ role: Role = .creator, password: String? = nil) async throws {
        let user = User(name: name, email: "\(name)@example.org", role: role, created: Self.start)
        try await users.add(user, password: password, by: AuditLog.operatorName)
    }
}

extension TestStore {
    /// What is kept of a user's password.
    func hash(of name: String) async throws -> String {
        try await database.read { database in
            try String.fetchOne(database, sql: "SELECT password FROM user WHERE name = ?", arguments: [name]) ?? ""
        }
    }
}
