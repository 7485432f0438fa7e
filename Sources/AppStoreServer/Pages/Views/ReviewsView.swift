internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// What waits for a moderator's decision.
struct ReviewsView {
    /// A version that waits.
    struct Waiting {
        let address: String
        let reviewAddress: String
        let repositoryName: String
        let waitingTitle: String
        let version: String
        let digest: String
        let publisher: String
        let day: String
        let machineDay: String
        /// Nobody reviews their own work.
        let isOwn: Bool
        /// What its fields are named by: addresses within a page.
        let number: Int
    }

    let waiting: [Waiting]
    let isEmpty: Bool
    let waitingCount: String

    init(_ queue: [(waiting: WaitingVersion, mayDecide: Bool)]) {
        waiting = queue.enumerated().map { number, entry in
            Waiting(
                address: PageAddress.version(entry.waiting.digest, of: entry.waiting.name),
                reviewAddress: "/datalabs/\(entry.waiting.name)/review",
                repositoryName: entry.waiting.name,
                waitingTitle: entry.waiting.title,
                version: entry.waiting.version,
                digest: entry.waiting.digest,
                publisher: entry.waiting.publisher,
                day: PageText.day(entry.waiting.published),
                machineDay: PageText.machine(entry.waiting.published),
                isOwn: !entry.mayDecide,
                number: number + 1
            )
        }
        isEmpty = queue.isEmpty
        waitingCount = PageText.count(queue.count, "version")
    }
}

extension PageSite {
    /// What waits for review.
    func reviews(_ call: PageCall) async throws -> Response {
        let queue = try await database.read { database in
            try Moderation.queue(in: database).map { waiting in
                let access = try RepositoryAccess.find(waiting.name, in: database)
                let resource = PolicyResource.repository(waiting.name, access)
                return (waiting: waiting, mayDecide: Policy.decide(call.principal, .moderate, on: resource) == .allow)
            }
        }
        return page("reviews", "Reviews", ReviewsView(queue), call)
    }

    /// Approves or rejects a version.
    func review(_ call: PageCall) async throws -> Response {
        guard let user = call.principal.name else { throw PageFailure.signIn }
        guard let digest = call.form["digest"].flatMap({ Digest($0) }), let decision = call.form["decision"],
            ["approve", "reject"].contains(decision)
        else {
            let hint = "use the buttons of the page of reviews"
            throw AppStoreError(.invalid, detail: "the form does not say what is decided on which version", hint: hint)
        }
        let now = clock()
        try await database.write { database in
            try Moderation.decide(
                decision == "approve",
                digest,
                of: call.name,
                reason: call.form["reason"],
                by: user,
                at: now,
                in: database
            )
        }
        return redirect(to: "/reviews")
    }
}
