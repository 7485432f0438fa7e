internal import Offloading

/// Hashes passwords a few at a time on threads of their own: each takes 32 MiB, and many logins at once must not take it all.
package actor PasswordWorker {
    /// What new passwords cost.
    package let cost: PasswordHash.Cost
    /// So many checks wait at most; each takes about a third of a second.
    package static let mostWaiting = 128
    /// So many of one address, or of one user at an address.
    package static let mostOfOne = 16
    private var free: Int
    private var waiting = FairQueue<CheckedContinuation<Void, Never>>(most: mostWaiting, mostOfOne: mostOfOne)
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
    /// - Throws: `AppStoreError` with code `tooManyAttempts` when too many wait; or when the memory cannot be had.
    package func hash(_ password: String) async throws -> PasswordHash {
        try await run(for: "") { [cost] in try PasswordHash(of: password, cost: cost) }
    }

    /// Whether a password fits; without a hash to hold it against the answer is no, and takes as long.
    ///
    /// - Parameters:
    ///   - password: the password.
    ///   - stored: what is kept of it.
    ///   - asker: whose turn among others' checks it is.
    /// - Returns: whether it fits.
    /// - Throws: `AppStoreError` with code `tooManyAttempts` when too many wait.
    package func check(_ password: String, against stored: PasswordHash?, for asker: String) async throws -> Bool {
        if let stored { return try await run(for: asker) { stored.matches(password) } }
        let other = try await strangersHash()
        _ = try await run(for: asker) { other.matches(password) }
        return false
    }

    /// How many checks wait for their turn.
    package var waitingCount: Int { waiting.count }

    private func strangersHash() async throws -> PasswordHash {
        if let stranger { return stranger }
        let hash = try await hash(Secret.random())
        stranger = hash
        return hash
    }

    private func run<Result: Sendable>(
        for asker: String,
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        if free > 0 {
            free -= 1
        } else {
            try await turn(of: asker)
        }
        defer { leave() }
        return try await BlockingWork.run(body)
    }

    private func turn(of asker: String) async throws(AppStoreError) {
        var isAdmitted = true
        await withCheckedContinuation { continuation in
            isAdmitted = waiting.add(continuation, of: asker)
            if !isAdmitted { continuation.resume() }
        }
        guard isAdmitted else {
            let detail = "too many passwords are being checked"
            throw AppStoreError(.tooManyAttempts(retryAfter: 5), detail: detail, hint: "try again in 5 s")
        }
    }

    private func leave() {
        if let next = waiting.next() { next.resume() } else { free += 1 }
    }
}
