internal import AppStoreAPI
internal import AppStoreCore
internal import HubLaunches
internal import Hummingbird

/// Launching a datalab from its page.
extension PageSite {
    /// The form with all that can be chosen.
    func launchForm(_ call: PageCall) async throws -> Response {
        try await launchPage(call, problem: nil)
    }

    /// Starts a datalab, and leads to its progress.
    func launch(_ call: PageCall) async throws -> Response {
        let client = try hubClient()
        guard let user = call.principal.name else { throw PageFailure.signIn }
        let version = try await version(call, call.form["digest"])
        var start = HubClient.Start(datalab: call.name, digest: version.digest)
        start.size = call.form["size"]
        start.volumes = call.form.values("volume")
        start.plain = call.form["plain"] == "yes"
        let server = RunningDatalab.server(of: call.name)
        do {
            // What runs is shown, not started twice; another version of it has to be stopped first.
            if let running = try await client.user(user)[server], running.state != .failed {
                guard running.digest == nil || running.digest == version.digest else {
                    let detail = "version \(running.version) of it runs already"
                    throw AppStoreError(.invalid, detail: detail, hint: "stop it first, then launch this one")
                }
            } else {
                _ = try await client.start(start, for: user)
            }
        } catch let error as AppStoreError {
            return try await launchPage(call, problem: error)
        }
        return redirect(to: PageAddress.running(server))
    }

    private func launchPage(_ call: PageCall, problem: AppStoreError?) async throws -> Response {
        let client = try hubClient()
        guard let user = call.principal.name else { throw PageFailure.signIn }
        let chosen = try await version(call, call.query["digest"] ?? call.form["digest"])
        let detail = try await database.read { [name = call.name, principal = call.principal] database in
            try DatalabDetail.find(name, version: chosen.digest, for: principal, in: database)
        }
        guard let detail else { throw PageFailure.missing }
        var problem = problem
        var hubUser = HubUser()
        do {
            hubUser = try await client.user(user)
        } catch let error as AppStoreError {
            problem = problem ?? error
        }
        let view = LaunchPageView(detail, hubUser, call, problem: problem?.sentences)
        let status = problem?.pageStatus ?? .ok
        return page("launch-form", "Launch \(detail.summary.title)", view, call, status: status)
    }

    /// The version that an address or a form names.
    private func version(_ call: PageCall, _ digest: String?) async throws -> LaunchableVersion {
        let version = call.reference.isEmpty ? nil : call.reference
        let found = try await database.read { [name = call.name, principal = call.principal] database in
            try LaunchableVersion.find(name, version: version, digest: digest, for: principal, in: database)
        }
        guard let found else { throw PageFailure.missing }
        return found
    }

    /// Who asks the hub; without a hub there are no such pages.
    func hubClient() throws(PageFailure) -> HubClient {
        guard let hub else { throw .missing }
        return hub.client
    }
}

/// The form by which a datalab is launched.
struct LaunchPageView {
    /// Something to choose.
    struct Option {
        let value: String
        let label: String
        let isChosen: Bool
    }

    let card: DatalabCard
    let launchAddress: String
    let problem: String?
    let versions: [Option]
    let sizes: [Option]
    let hasSizes: Bool
    let volumes: [Option]
    let hasVolumes: Bool
    let running: RunningView?
    /// What the hub's limit says, before it bites.
    let limitText: String?
    let mayLaunch: Bool

    init(_ datalab: DatalabDetail, _ user: HubUser, _ call: PageCall, problem: String?) {
        let summary = datalab.summary
        card = DatalabCard(summary)
        launchAddress = PageAddress.launch(summary.name)
        self.problem = problem
        versions = datalab.versions.map { version in
            let note = version.review == .approved ? "" : ", not approved"
            return Option(
                value: version.digest,
                label: version.version + note,
                isChosen: version.digest == summary.digest
            )
        }
        let isForm = call.request.method == .post
        let size = (isForm ? call.form : call.query)["size"]
        let isKnown = user.sizes.contains { $0.name == size }
        sizes = user.sizes.enumerated().map { number, choice in
            Option(value: choice.name, label: choice.title, isChosen: isKnown ? choice.name == size : number == 0)
        }
        hasSizes = sizes.count > 1
        let wanted = Set((isForm ? call.form : call.query).values("volume"))
        volumes = user.volumes.map { choice in
            let note = choice.isReadOnly ? "" : " (can be written to)"
            return Option(value: choice.name, label: choice.title + note, isChosen: wanted.contains(choice.name))
        }
        hasVolumes = !volumes.isEmpty
        let server = user[RunningDatalab.server(of: summary.name)].flatMap { $0.state == .failed ? nil : $0 }
        running = server.map(RunningView.init)
        limitText = Self.limit(user)
        mayLaunch = server == nil && user.hasRoom
    }

    private static func limit(_ user: HubUser) -> String? {
        guard let limit = user.limit else { return nil }
        let count = user.active.count
        if user.hasRoom {
            return
                "You may have \(PageText.count(limit, "datalab")) at once; \(count == 0 ? "none" : "\(count)") of yours "
                + "\(count > 1 ? "run" : "runs") now."
        }
        return
            "You may have \(PageText.count(limit, "datalab")) at once, and \(count) of yours \(count > 1 ? "run" : "runs"). "
            + "Stop one to launch another."
    }
}
