internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import HubLaunches
internal import Hummingbird

/// The datalabs of whoever asks that run: only their own are ever asked for.
extension PageSite {
    /// `My datalabs`.
    func runningDatalabs(_ call: PageCall) async throws -> Response {
        let (client, user) = try hubUser(call)
        let found = try await client.user(user)
        let view = RunningPageView(
            running: found.servers.map(RunningView.init),
            isNothing: found.servers.isEmpty,
            limitText: found.limit.map { "You may have \(PageText.count($0, "datalab")) at once." }
        )
        return page("running", "My datalabs", view, call)
    }

    /// A datalab that runs; while it starts, its progress.
    func runningDatalab(_ call: PageCall) async throws -> Response {
        let (client, user) = try hubUser(call)
        guard let found = try await client.user(user)[call.reference] else { return redirect(to: "/running") }
        if found.state == .ready, let path = found.path { return redirect(to: client.settings.url + path) }
        var headers: HTTPFields = [.cacheControl: "no-store"]
        // The one page with a program of ours: without it the page is loaded anew each second.
        headers[.contentSecurityPolicy] = contentPolicy + "; script-src 'self'; connect-src 'self'"
        let view = ProgressView(
            running: RunningView(found),
            isStarting: found.state == .starting,
            scriptAddress: templates.progressScriptAddress
        )
        return page("progress", found.title.isEmpty ? found.datalab : found.title, view, call, headers: headers)
    }

    /// What becomes of a datalab, for the page of progress.
    func runningState(_ call: PageCall) async throws -> Response {
        struct State: Encodable {
            let state: String
            let message: String
        }
        let (client, user) = try hubUser(call)
        let found = try await client.user(user)[call.reference]
        let state = State(state: found?.state.rawValue ?? "gone", message: found.map(RunningView.init)?.stateText ?? "")
        var response = try APIHandlers.json(state)
        for field in guards { response.headers[field.name] = field.value }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// What a datalab has logged.
    func runningLog(_ call: PageCall) async throws -> Response {
        let (client, user) = try hubUser(call)
        guard let found = try await client.user(user)[call.reference],
            let text = try await client.log(of: call.reference, of: user)
        else { throw PageFailure.missing }
        let view = LogView(running: RunningView(found), logText: text.isEmpty ? "It has logged nothing yet." : text)
        return page("running-log", "Log", view, call, headers: [.cacheControl: "no-store"])
    }

    /// Ends a datalab.
    func stopRunning(_ call: PageCall) async throws -> Response {
        let (client, user) = try hubUser(call)
        try await client.stop(call.reference, of: user)
        return redirect(to: "/running")
    }

    private func hubUser(_ call: PageCall) throws(PageFailure) -> (client: HubClient, user: String) {
        let client = try hubClient()
        guard let user = call.principal.name else { throw .signIn }
        return (client, user)
    }

    /// `GET /oauth/authorize`: hands the login of whoever is signed in over to the hub (RFC 6749, 4.1.1).
    ///
    /// Nobody is asked whether the hub may know them: it is this store's own, and its address is no one else's.
    func authorize(_ call: PageCall) async throws -> Response {
        guard let hub else { throw PageFailure.missing }
        guard let user = call.principal.name else { throw PageFailure.signIn }
        guard let request = hub.handOvers.request({ call.query.values($0) }) else {
            let hint = "start again from the catalogue; if that does not help, tell whoever runs this store"
            throw AppStoreError(.invalid, detail: "this is no request of this store's hub", hint: hint)
        }
        var fields = [("code", hub.handOvers.code(for: user, request, at: clock()))]
        if let state = request.state { fields.append(("state", state)) }
        // Who sends it back (RFC 9207), so that no other server's answer can be taken for ours.
        fields.append(("iss", call.origin.address("")))
        let query = fields.map { "\($0)=\(Query.encode($1))" }.joined(separator: "&")
        return redirect(to: "\(hub.client.settings.callback)?\(query)", headers: [.cacheControl: "no-store"])
    }
}

/// A datalab that runs, as pages show it.
struct RunningView {
    let server: String
    let runningTitle: String
    /// Nil while the AppStore has not been asked.
    let runningVersion: String?
    let datalabAddress: String
    let openAddress: String
    let logAddress: String
    let stopAddress: String
    let launchAddress: String
    let stateText: String
    let sinceText: String?
    let machineSince: String?
    let isReady: Bool
    let isStarting: Bool
    let isFailed: Bool

    init(_ running: RunningDatalab) {
        let address = PageAddress.running(running.server)
        server = running.server
        runningTitle = running.title.isEmpty ? running.datalab : running.title
        runningVersion = running.version.isEmpty ? nil : running.version
        datalabAddress = PageAddress.datalab(running.datalab)
        openAddress = address
        logAddress = address + "/log"
        stopAddress = address + "/stop"
        launchAddress = PageAddress.launch(running.datalab)
        let note = running.message.isEmpty ? "" : ": \(running.message)"
        stateText =
            switch running.state {
            case .starting: "Starting\(note)"
            case .ready: "Running"
            case .stopping: "Stopping"
            case .failed: "It did not start\(note)"
            }
        sinceText = running.since.map { PageText.moment($0) }
        machineSince = running.since.map { PageText.machine($0) }
        isReady = running.state == .ready
        isStarting = running.state == .starting
        isFailed = running.state == .failed
    }
}

/// What of a user runs, in the header of every page.
struct HeaderView {
    let running: [RunningView]
    let hasRunning: Bool
    let runningCount: String

    init(_ user: HubUser) {
        running = user.active.map(RunningView.init)
        hasRunning = !running.isEmpty
        runningCount = PageText.grouped(running.count)
    }
}

/// `My datalabs`.
struct RunningPageView {
    let running: [RunningView]
    let isNothing: Bool
    let limitText: String?
}

/// The progress of a start.
struct ProgressView {
    let running: RunningView
    let isStarting: Bool
    let scriptAddress: String
}

/// What a datalab has logged.
struct LogView {
    let running: RunningView
    let logText: String
}

/// The hub, as the pages know it.
struct PageHub: Sendable {
    let client: HubClient
    let handOvers: HandOvers
}
