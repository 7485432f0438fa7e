internal import Offloading

/// Hashes passwords a few at a time on threads of their own: each takes 32 MiB, and many logins at once must not take it all.
package actor PasswordWorker {
    /// What new passwords cost.
    package let cost: PasswordHash.Cost
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Stands for the password of users there are not, so that asking for them takes as long.
    private var stranger: PasswordHash?

    /// A worker.
    ///
    /// - Parameters:
    ///   - cost: of new passwords.
    ///   - width: how many are hashed at once.
    package init(cost: PasswordHash.Cost = .standard, width: Int = 2) {
        self.cost = cost
        free = width
    }

    /// Hashes a new password.
    ///
    /// - Throws: `CancellationError`; or when the memory cannot be had.
    package func hash(_ password: String) async throws -> PasswordHash {
        try await run { [cost] in try PasswordHash(of: password, cost: cost) }
    }

    /// Whether a password fits; without a hash to hold it against the answer is no, and takes as long.
    ///
    /// - Throws: `CancellationError`.
    package func check(_ password: String, against stored: PasswordHash?) async throws -> Bool {
        if let stored { return try await run { stored.matches(password) } }
        let other = try await strangersHash()
        _ = try await run { other.matches(password) }
        return false
    }

    private func strangersHash() async throws -> PasswordHash {
        if let stranger { return stranger }
        let hash = try await hash(Secret.random())
        stranger = hash
        return hash
    }

    private func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        defer { leave() }
        return try await BlockingWork.run(body)
    }

    private func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
