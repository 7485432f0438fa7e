import AppStoreCore
import Foundation
import Synchronization
import Testing

@Suite("logins in the audit log")
struct LoginAuditTests {
    /// A time that a test moves.
    private final class Time: Sendable {
        private let state = Mutex(TestStore.start)
        var now: Date { state.withLock { $0 } }
        func pass(_ seconds: TimeInterval) { state.withLock { $0 += seconds } }
    }

    private func entries(_ store: TestStore) async throws -> [AuditLog.Entry] {
        try await store.database.read { try AuditLog.entries(in: $0) }.filter { $0.event.rawValue.hasPrefix("login") }
    }

    @Test("a right login is told once an hour for a program, each time at the page; wrong ones with their number")
    func repetition() async throws {
        let store = try TestStore(), time = Time()
        try await store.add("ann")
        let audit = LoginAudit(store.database) { time.now }
        for _ in 0..<3 {
            audit.succeeded("ann", from: "192.0.2.1", by: .token)
            audit.succeeded("ann", from: "192.0.2.1", by: .page)
            audit.failed("ann", from: "192.0.2.2", by: .password)
            try await audit.flush()
            time.pass(60)
        }
        let found = try await entries(store)
        #expect(found.count { $0.detail == "from 192.0.2.1 by token" && $0.actor == "ann" } == 1)
        #expect(found.count { $0.detail == "from 192.0.2.1 by page" && $0.event == .loginSucceeded } == 3)
        #expect(found.count { $0.event == .loginFailed && $0.subject == "ann" && $0.actor == "?" } == 3)
        time.pass(3600)
        audit.succeeded("ann", from: "192.0.2.1", by: .token)
        for _ in 0..<7 { audit.failed("ann", from: "192.0.2.2", by: .password) }
        try await audit.flush()
        let later = try await entries(store)
        #expect(later.count == found.count + 2)
        #expect(later.contains { $0.detail == "from 192.0.2.2 by password, 7 times" })
        #expect(audit.failures == 10)
    }

    @Test("a name that no user has is not written: it may be a password")
    func unknownName() async throws {
        let store = try TestStore()
        let audit = LoginAudit(store.database)
        audit.failed("correct horse battery", from: "192.0.2.1", by: .page)
        audit.failed(nil, from: "192.0.2.1", by: .token)
        try await audit.flush()
        let found = try await entries(store)
        #expect(found.count == 2 && found.allSatisfy { $0.subject == "?" && $0.detail?.contains("horse") == false })
    }

    @Test("thousands of guesses from everywhere are a few lines, and old lines go")
    func bounded() async throws {
        let store = try TestStore(), time = Time()
        let audit = LoginAudit(store.database) { time.now }
        for number in 0..<5000 { audit.failed("user-\(number)", from: "192.0.2.\(number % 250)", by: .password) }
        try await audit.flush()
        let found = try await entries(store)
        #expect(found.count == LoginAudit.mostLines + 1)
        #expect(found.contains { $0.detail?.hasPrefix("\(5000 - LoginAudit.mostLines) more") == true })
        time.pass(LoginAudit.keptFor + 1)
        try await audit.removeOld()
        #expect(try await entries(store).isEmpty)
    }
}
