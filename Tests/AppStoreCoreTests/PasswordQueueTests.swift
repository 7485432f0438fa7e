import AppStoreCore
import Foundation
import Synchronization
import Testing

@Suite("the queue of password checks")
struct PasswordQueueTests {
    /// Who came out of the queue, in order.
    private final class Finished: Sendable {
        private let state = Mutex<[String]>([])
        var names: [String] { state.withLock { $0 } }
        func add(_ name: String) { state.withLock { $0.append(name) } }
    }

    private static func code(_ body: () async throws -> Bool) async -> AppStoreError.Code? {
        do {
            _ = try await body()
            return nil
        } catch { return (error as? AppStoreError)?.code }
    }

    @Test("one address has only so many places, and others have theirs")
    func bounded() async throws {
        // Each takes long enough that the others queue behind it.
        let worker = PasswordWorker(cost: .init(logRounds: 14, blockSize: 8, parallelism: 1), width: 1)
        let stored = try await worker.hash("right")
        let finished = Finished()
        let codes = await withTaskGroup(of: (String, AppStoreError.Code?).self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let code = await Self.code { try await worker.check("wrong", against: stored, for: "stranger") }
                    finished.add("stranger")
                    return ("stranger", code)
                }
            }
            group.addTask {
                // Behind what the stranger has by now.
                while await worker.waitingCount < PasswordWorker.mostOfOne { await Task.yield() }
                let code = await Self.code { try await worker.check("right", against: stored, for: "friend") }
                finished.add("friend")
                return ("friend", code)
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let refused = codes.count { $0.1 == .tooManyAttempts(retryAfter: 5) }
        #expect(refused == 100 - 1 - PasswordWorker.mostOfOne)
        #expect(codes.contains { $0.0 == "friend" && $0.1 == nil })
        // Of those that were looked at, the friend's was among the first few, not the last.
        let order = finished.names.suffix(PasswordWorker.mostOfOne + 2)
        #expect(try #require(order.firstIndex(of: "friend")) - order.startIndex <= 4)
    }
}
