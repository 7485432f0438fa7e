import AppStoreAPI
import AppStoreCore
import Foundation
import Synchronization
import SystemPackage
import Testing

@Suite("who asks: passwords, personal tokens, registry tokens")
struct AuthenticatorTests {
    /// A clock that goes when it is told to.
    private final class Clock: Sendable {
        private let time = Mutex(TestStore.start)
        var now: Date { time.withLock { $0 } }
        func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
    }

    private struct Place {
        let store: TestStore
        let clock = Clock()
        let tokens: RegistryTokens
        let authenticator: Authenticator

        init() async throws {
            store = try TestStore()
            tokens = RegistryTokens(key: try SigningKey(in: store.folder), service: "store.example.org")
            let clock = clock
            authenticator = Authenticator(
                store.database,
                registryTokens: tokens,
                passwords: TestStore.passwords,
                clock: { clock.now }
            )
        }

        func code(_ body: () async throws -> Login) async -> AppStoreError.Code? {
            do {
                _ = try await body()
                return nil
            } catch { return (error as? AppStoreError)?.code }
        }
    }

    @Test("a right password lets in, all that is wrong gets the same answer")
    func passwords() async throws {
        let place = try await Place()
        try await place.store.add("ann", .moderator, password: "correct horse")
        let ann = try await place.authenticator.login("ann", "correct horse", from: "::1").principal
        #expect(ann == .user(name: "ann", role: .moderator, scopes: nil))
        try await place.store.add("dis", password: "correct horse")
        try await place.store.users.setDisabled(true, "dis", by: "x", at: place.clock.now)
        for (name, secret) in [("ann", "x"), ("nobody", "correct horse"), ("dis", "correct horse"), ("", "")] {
            #expect(await place.code { try await place.authenticator.login(name, secret, from: "::2") } == .credentials)
        }
    }

    @Test("a personal token lets in as its user, with its scopes, under no other name")
    func personalTokens() async throws {
        let place = try await Place()
        try await place.store.add("ann")
        let scope = try TokenScope(parsing: "ann/*:pull")
        let (_, secret) = try await PersonalTokens(place.store.database).create(
            "ci",
            for: "ann",
            scopes: [scope],
            expires: nil,
            by: "ann",
            at: place.clock.now
        )
        let expected = Principal.user(name: "ann", role: .creator, scopes: [scope])
        #expect(try await place.authenticator.login("ann", secret, from: "::1").principal == expected)
        #expect(try await place.authenticator.login(token: secret).principal == expected)
        #expect(await place.code { try await place.authenticator.login("bob", secret, from: "::1") } == .credentials)
        try await place.store.users.setDisabled(true, "ann", by: "x", at: place.clock.now)
        #expect(await place.code { try await place.authenticator.login("ann", secret, from: "::1") } == .credentials)
    }

    @Test("guesses are counted by user and address: who has logged in somewhere is not kept out by what others do")
    func limits() async throws {
        let place = try await Place()
        for name in ["ann", "ben"] { try await place.store.add(name, password: "correct horse") }
        let login = { (name: String, secret: String, address: String) in
            await place.code { try await place.authenticator.login(name, secret, from: address) }
        }
        #expect(await login("ben", "correct horse", "2001:db8::1") == nil)
        for _ in 0..<5 { #expect(await login("ann", "x", "2001:db8::9") == .credentials) }
        // The same subscriber, whichever address it takes; nobody else.
        #expect(await login("ann", "correct horse", "2001:db8::abcd:1") == .tooManyAttempts(retryAfter: 1))
        #expect(await login("ann", "correct horse", "2001:db8:0:1::1") == nil)
        #expect(await login("ben", "correct horse", "2001:db8::1") == nil)
        // A neighbour tries many names: newcomers wait, who was there before does not.
        for number in 0..<100 { _ = await login("u\(number)", "x", "2001:db8::1") }
        #expect(await login("cem", "x", "2001:db8::1") == .tooManyAttempts(retryAfter: 1))
        #expect(await login("ben", "correct horse", "2001:db8::1") == nil)
        // Many addresses guess one user: new addresses wait, the user's own does not.
        for number in 0..<100 { _ = await login("ben", "x", "2001:db8:1:\(number)::1") }
        #expect(await login("ben", "correct horse", "2001:db8:2::1") == .tooManyAttempts(retryAfter: 1))
        #expect(await login("ben", "correct horse", "2001:db8::1") == nil)
    }

    @Test("right logins, however many, and tokens, right or wrong, keep nobody out")
    func rightOnes() async throws {
        let place = try await Place()
        try await place.store.add("ann", password: "correct horse")
        for _ in 0..<300 { _ = try await place.authenticator.login("ann", "correct horse", from: "::1") }
        for _ in 0..<300 {
            let wrong = await place.code { try await place.authenticator.login("ann", "dlpat_x", from: "::1") }
            #expect(wrong == .credentials)
        }
        #expect(await place.code { try await place.authenticator.login("ann", "correct horse", from: "::1") } == nil)
    }

    @Test("many guesses at once do not pass the limit together")
    func atOnce() async throws {
        let place = try await Place()
        try await place.store.add("ann", password: "correct horse")
        let codes = await withTaskGroup(of: AppStoreError.Code?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    await place.code { try await place.authenticator.login("ann", "guess \(number)", from: "::1") }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == .credentials } == 5)
        #expect(codes.count { $0 == .tooManyAttempts(retryAfter: 1) } == 15)
    }

    @Test("a registry token holds for its time, with what it gives, for who is not disabled")
    func registryTokens() async throws {
        let place = try await Place()
        try await place.store.add("ann", password: "correct horse")
        let access = [RegistryToken.Access(to: "ann/lab", [.pull, .push])]
        let parent = try await place.authenticator.login("ann", "correct horse", from: "::1").parent
        let (text, claims) = try place.tokens.issue(to: "ann", parent: parent, access: access, at: place.clock.now)
        #expect(claims.exp - claims.iat == 300)
        let scope = try TokenScope(parsing: "ann/lab:pull,push")
        let expected = Principal.user(name: "ann", role: .creator, scopes: [scope])
        #expect(try await place.authenticator.principal(registryToken: text)?.principal == expected)
        try await place.store.users.setDisabled(true, "ann", by: "x", at: place.clock.now)
        place.clock.advance(Authenticator.staleness)
        #expect(try await place.authenticator.principal(registryToken: text)?.principal == .disabled(name: "ann"))
        place.clock.advance(300)
        #expect(try await place.authenticator.principal(registryToken: text)?.principal == nil)
        let (nobody, _) = try place.tokens.issue(to: nil, parent: nil, access: [], at: place.clock.now)
        #expect(try await place.authenticator.principal(registryToken: nobody)?.principal == .anonymous)
    }

    @Test("a registry token ends with what it was made with: the personal token, or the password")
    func parents() async throws {
        let place = try await Place()
        try await place.store.add("ann", password: "correct horse")
        let personal = PersonalTokens(place.store.database)
        let ends = place.clock.now + 100
        for name in ["revoked", "expires"] {
            let expires = name == "expires" ? ends : nil
            let (_, secret) = try await personal.create(
                name,
                for: "ann",
                scopes: nil,
                expires: expires,
                by: "ann",
                at: place.clock.now
            )
            let parent = try await place.authenticator.login(token: secret).parent
            let text = try place.tokens.issue(to: "ann", parent: parent, access: [], at: place.clock.now).text
            #expect(try await place.authenticator.principal(registryToken: text) != nil)
            if name == "revoked" {
                try await personal.revoke(name, of: "ann", by: "ann", at: place.clock.now)
                place.clock.advance(Authenticator.staleness)
            } else {
                place.clock.advance(100)
            }
            #expect(try await place.authenticator.principal(registryToken: text) == nil, "\(name)")
        }
        let parent = try await place.authenticator.login("ann", "correct horse", from: "::1").parent
        let text = try place.tokens.issue(to: "ann", parent: parent, access: [], at: place.clock.now).text
        #expect(try await place.authenticator.principal(registryToken: text) != nil)
        try await place.store.users.setPassword("another horse", of: "ann", by: "ann", at: place.clock.now)
        place.clock.advance(Authenticator.staleness)
        #expect(try await place.authenticator.principal(registryToken: text) == nil)
        let orphan = try place.tokens.issue(to: "ann", parent: nil, access: [], at: place.clock.now).text
        #expect(try await place.authenticator.principal(registryToken: orphan) == nil)
    }

    @Test("a token that was changed, unsigned, of another key or for another service is none")
    func foreignTokens() async throws {
        let place = try await Place()
        let now = place.clock.now
        let (text, _) = try place.tokens.issue(to: "ann", parent: nil, access: [], at: now)
        let parts = text.split(separator: ".").map(String.init)
        let none = Data(#"{"alg":"none","typ":"JWT"}"#.utf8).base64EncodedString().replacing("=", with: "")
        let other = try place.tokens.issue(to: "bob", parent: nil, access: [], at: now).text.split(separator: ".")[1]
        for wrong in [
            "", "x", "a.b.c", "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])",
            "\(parts[0]).\(other).\(parts[2])", text + "x", "\(parts[0]).\(parts[1])",
        ] {
            #expect(place.tokens.verify(wrong, at: now) == nil, "\(wrong)")
        }
        let elsewhere = try TestStore()
        let stranger = RegistryTokens(key: try SigningKey(in: elsewhere.folder), service: "store.example.org")
        #expect(stranger.verify(text, at: now) == nil)
        let renamed = RegistryTokens(key: try SigningKey(in: place.store.folder), service: "other.example.org")
        #expect(renamed.verify(text, at: now) == nil)
        #expect(place.tokens.verify(text, at: now) != nil)
    }

    /// More than are remembered, each twice; prints how many there were in a second, for `Benchmarks/catalogue`.
    @Test("many tokens hold, whether they are remembered or not")
    func manyTokens() async throws {
        let place = try await Place()
        let now = place.clock.now
        var texts: [String] = []
        for number in 0..<5000 {
            let access = [RegistryToken.Access(to: "ann/lab-\(number)", [.pull])]
            texts.append(try place.tokens.issue(to: "ann", parent: nil, access: access, at: now).text)
        }
        let clock = ContinuousClock()
        var rates: [String: Double] = [:]
        for (name, list) in [("new", texts), ("known", Array(repeating: texts[4999], count: 5000))] {
            let time = try clock.measure {
                for text in list { _ = try #require(place.tokens.verify(text, at: now)) }
            }
            rates[name] = Double(list.count) / (time / .seconds(1))
        }
        for (number, text) in texts.enumerated() {
            #expect(place.tokens.verify(text, at: now)?.access.first?.name == "ann/lab-\(number)")
        }
        let json = try JSONSerialization.data(withJSONObject: rates, options: [.sortedKeys])
        print("token-rates \(String(decoding: json, as: UTF8.self))")
    }

    @Test("the signing key is made once, for its owner only, and refused when others can read it")
    func signingKey() async throws {
        let store = try TestStore()
        _ = try SigningKey(in: store.folder)
        let path = store.folder.appending(SigningKey.fileName).string
        let first = try Data(contentsOf: URL(filePath: path))
        #expect(first.count == 32)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        _ = try SigningKey(in: store.folder)
        #expect(try Data(contentsOf: URL(filePath: path)) == first)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: AppStoreError.self) { try SigningKey(in: store.folder) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: store.folder.string).count { $0.hasPrefix("signing") }
                == 1
        )
    }
}
