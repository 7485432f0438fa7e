/// Lets so many pieces of work run at once; others wait for their turn.
actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    func run<Result: Sendable>(_ body: @Sendable () async throws -> Result) async rethrows -> Result {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        defer { next() }
        return try await body()
    }

    private func next() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
