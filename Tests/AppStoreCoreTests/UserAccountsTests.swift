import AppStoreAPI
import AppStoreCore
import Foundation
import SystemPackage
import Testing

@Suite("users, tokens and sessions")
struct UserAccountsTests {
    private let start = TestStore.start

    @Test(
        "names that are one part of a repository's name are users' names",
        arguments: ["ann", "a", "ann.lee", "ann_lee", "ann-lee", "ann__lee", "a1", "1a"]
    )
    func names(name: String) throws {
        try User.check(name: name)
    }

    @Test(
        "other names are refused",
        arguments: [
            "", "Ann", "ann/lee", "-ann", "ann-", "a..b", "ann lee", "änn", "ann:x", "../x",
            String(repeating: "a", count: 65),
        ]
    )
    func badNames(name: String) {
        #expect(throws: AppStoreError.self) { try User.check(name: name) }
    }

    @Test("a password is right for its user only, until it is changed")
    func passwords() async throws {
        let store = try TestStore()
        try await store.add("ann", password: "correct horse")
        try await store.add("bob", password: "other password")
        try await store.add("eve")
        #expect(try await store.users.verify("ann", password: "correct horse", for: "here")?.user.name == "ann")
        #expect(try await store.users.verify("bob", password: "correct horse", for: "here") == nil)
        #expect(try await store.users.verify("eve", password: "", for: "here") == nil)
        #expect(try await store.users.verify("nobody", password: "correct horse", for: "here") == nil)
        try await store.users.setPassword("battery staple", of: "ann", by: "ann", at: start)
        #expect(try await store.users.verify("ann", password: "correct horse", for: "here") == nil)
        #expect(try await store.users.verify("ann", password: "battery staple", for: "here") != nil)
    }

    @Test("a hash of another cost is made anew when its password was right")
    func renewed() async throws {
        let store = try TestStore()
        try await store.add("ann", password: "correct horse")
        let dearer = UserAccounts(
            store.database,
            passwords: PasswordWorker(cost: .init(logRounds: 5, blockSize: 8, parallelism: 1))
        )
        #expect(try await dearer.verify("ann", password: "wrong horse", for: "here") == nil)
        #expect(try await store.hash(of: "ann").hasPrefix("$scrypt$ln=4,"))
        #expect(try await dearer.verify("ann", password: "correct horse", for: "here") != nil)
        #expect(try await store.hash(of: "ann").hasPrefix("$scrypt$ln=5,"))
        #expect(try await dearer.verify("ann", password: "correct horse", for: "here") != nil)
    }

    @Test("short passwords and names that are taken are refused; every change is in the audit log")
    func changes() async throws {
        let store = try TestStore()
        await #expect(throws: AppStoreError.self) { try await store.add("ann", password: "short") }
        try await store.add("ann")
        let again = await #expect(throws: AppStoreError.self) { try await store.add("ann") }
        #expect(again?.code == .exists)
        try await store.users.setRole(.moderator, of: "ann", by: "local:operator", at: start)
        try await store.users.setDisabled(true, "ann", by: "local:operator", at: start)
        let missing = await #expect(throws: AppStoreError.self) {
            try await store.users.setRole(.reader, of: "bob", by: "local:operator", at: start)
        }
        #expect(missing?.code == .notFound)
        let user = try #require(try await store.users.find("ann"))
        #expect(user.role == .moderator)
        #expect(user.isDisabled)
        let events = try await store.database.read { try AuditLog.entries(in: $0, of: "ann").map(\.event) }
        #expect(events == [.userDisabled, .roleChanged, .userAdded])
    }

    @Test("a personal token is found by its text until it ends or is revoked")
    func tokens() async throws {
        let store = try TestStore()
        try await store.add("ann")
        let tokens = PersonalTokens(store.database)
        let scope = try TokenScope(parsing: "ann/*:pull,push")
        let (token, secret) = try await tokens.create(
            "ci",
            for: "ann",
            scopes: [scope],
            expires: start + 100,
            by: "ann",
            at: start
        )
        #expect(secret.hasPrefix(PersonalToken.prefix))
        #expect(token.scopes == [scope])
        let found = try #require(try await tokens.find(secret, at: start + 99))
        #expect(found.user.name == "ann")
        #expect(try await tokens.list(of: "ann").first?.lastUsed == start + 99)
        #expect(try await tokens.find(secret, at: start + 100) == nil)
        #expect(try await tokens.find(secret + "x", at: start) == nil)
        let again = await #expect(throws: AppStoreError.self) {
            try await tokens.create("ci", for: "ann", scopes: nil, expires: nil, by: "ann", at: start)
        }
        #expect(again?.code == .exists)
        // One that has ended does not keep its name.
        let (_, next) = try await tokens.create("ci", for: "ann", scopes: nil, expires: nil, by: "ann", at: start + 101)
        #expect(try await tokens.find(next, at: start + 102)?.token.scopes == nil)
        try await tokens.revoke("ci", of: "ann", by: "ann", at: start)
        #expect(try await tokens.find(next, at: start + 102) == nil)
    }

    @Test("nothing that lets somebody in is in the database's files")
    func secretsAreNotKept() async throws {
        let store = try TestStore()
        try await store.add("ann", password: "correct horse")
        let (_, secret) = try await PersonalTokens(store.database).create(
            "ci",
            for: "ann",
            scopes: nil,
            expires: nil,
            by: "ann",
            at: start
        )
        let session = try await WebSessions(store.database).begin("ann", at: start)
        for name in try FileManager.default.contentsOfDirectory(atPath: store.folder.string) {
            let bytes = try Data(contentsOf: URL(filePath: store.folder.appending(name).string))
            for text in ["correct horse", secret, session] { #expect(bytes.range(of: Data(text.utf8)) == nil) }
        }
    }

    @Test("a session holds until its time, its end, its user's disabling")
    func sessions() async throws {
        let store = try TestStore()
        try await store.add("ann")
        let sessions = WebSessions(store.database)
        let (one, two) = (try await sessions.begin("ann", at: start), try await sessions.begin("ann", at: start))
        let found = try #require(try await sessions.find(one, at: start + 10))
        #expect(found.user.name == "ann")
        #expect(try await sessions.find(two, at: start)?.formToken != found.formToken)
        #expect(try await sessions.find(one, at: start + WebSessions.lifetime) == nil)
        try await sessions.end(one)
        #expect(try await sessions.find(one, at: start) == nil)
        #expect(try await sessions.find(two, at: start) != nil)
        try await store.users.setDisabled(true, "ann", by: "x", at: start)
        #expect(try await sessions.find(two, at: start) == nil)
    }

    @Test(
        "scopes are read and written alike",
        arguments: ["*:pull", "ann/*:pull,push", "ann/lab:pull,push,delete", "library/base:delete"]
    )
    func scopes(text: String) throws {
        #expect(try TokenScope(parsing: text).description == text)
    }

    @Test(
        "what is no scope is refused",
        arguments: ["", "ann/lab", "ann/lab:", "ann/lab:read", "ann/lab:pull,", "Ann/lab:pull", "an*:pull", "a:b:pull"]
    )
    func badScopes(text: String) {
        #expect(throws: AppStoreError.self) { try TokenScope(parsing: text) }
    }

    @Test("a scope covers its repository, or what is under its name, and no more")
    func covers() throws {
        let scope = try TokenScope(parsing: "ann/*:pull")
        #expect(scope.covers(.pull, in: "ann/lab"))
        #expect(!scope.covers(.push, in: "ann/lab"))
        #expect(!scope.covers(.pull, in: "anna/lab"))
        #expect(!scope.covers(.pull, in: "ann"))
        #expect(try TokenScope(parsing: "ann/lab:pull").covers(.pull, in: "ann/lab"))
        #expect(try !TokenScope(parsing: "ann/lab:pull").covers(.pull, in: "ann/lab2"))
        #expect(try TokenScope(parsing: "*:push").covers(.push, in: "x/y"))
    }
}
