import AppStoreCore
import Foundation
import Testing

@Suite("the limit of wrong passwords")
struct AttemptLimitTests {
    private let rule = AttemptLimit.Rule(freeAttempts: 3, firstWait: 2, longestWait: 60, halfLife: 600)
    private let start = TestStore.start

    @Test("the first attempts are free, then each wait is twice the one before, up to the longest")
    func waits() {
        var limit = AttemptLimit(.init(freeAttempts: 3, firstWait: 2, longestWait: 60, halfLife: 1e9))
        var now = start
        var waits: [Int] = []
        for _ in 0..<11 {
            let wait = limit.wait(for: "ann", at: now)
            waits.append(wait)
            now += Double(wait)
            #expect(limit.wait(for: "ann", at: now) == 0)
            limit.failed("ann", at: now)
        }
        #expect(waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test("one key's failures are not another's")
    func keys() {
        var limit = AttemptLimit(rule)
        for _ in 0..<5 { limit.failed("ann", at: start) }
        #expect(limit.wait(for: "ann", at: start) > 0)
        #expect(limit.wait(for: "bob", at: start) == 0)
    }

    @Test("all is forgotten after a success, and half of it in the half-life")
    func forgets() {
        var limit = AttemptLimit(rule)
        for _ in 0..<6 { limit.failed("ann", at: start) }
        #expect(limit.wait(for: "ann", at: start) == 16)
        limit.failed("ann", at: start + 600)
        #expect(limit.wait(for: "ann", at: start + 600) == 4)
        limit.failed("ann", at: start + 6600)
        #expect(limit.wait(for: "ann", at: start + 6600) == 0)
        limit.succeeded("ann")
        #expect(limit.wait(for: "ann", at: start) == 0)
    }

    @Test("an attempt that turned out right is taken back, the others stay")
    func takesBack() {
        var limit = AttemptLimit(rule)
        for _ in 0..<3 { limit.failed("here", at: start) }
        limit.failed("here", at: start)
        limit.takeBack("here")
        #expect(limit.wait(for: "here", at: start) == 2)
    }

    @Test("it remembers no more keys than it may, the newest of them")
    func bounded() {
        var limit = AttemptLimit(
            AttemptLimit.Rule(freeAttempts: 1, firstWait: 30, longestWait: 60, halfLife: 600),
            capacity: 100
        )
        for number in 0..<1000 { limit.failed("\(number)", at: start + Double(number) / 1000) }
        #expect(limit.wait(for: "999", at: start + 1) > 0)
        #expect(limit.wait(for: "0", at: start + 1) == 0)
    }
}
