internal import AppStoreCore
internal import Foundation
internal import HTTPTransfer
internal import Synchronization
internal import Texts

/// Asks a JupyterHub, as a service of it, to start, show and end what belongs to users of the AppStore.
package final class HubClient: Sendable {
    /// What is to be started.
    package struct Start: Sendable, Hashable, Encodable {
        /// The datalab's name.
        package let datalab: String
        /// The digest of the version.
        package let digest: String
        /// The size of machine; nil for the hub's first.
        package var size: String?
        /// The volumes, by name.
        package var volumes: [String] = []
        /// Whether it starts without what was installed in it before.
        package var plain = false

        /// A datalab as it is.
        package init(datalab: String, digest: String) {
            self.datalab = datalab
            self.digest = digest
        }
    }

    private struct Remembered {
        let user: HubUser
        let since: ContinuousClock.Instant
    }

    /// The hub.
    package let settings: HubSettings
    private let session: TransferSession
    private let known = Mutex<[String: Remembered]>([:])
    /// When the hub did not answer last: pages are not to wait for it each time.
    private let silence = Mutex<ContinuousClock.Instant?>(nil)

    /// How long what the header of a page shows may be out of date.
    private static let staleness = Duration.seconds(2)
    /// How long the hub is not asked for headers after it did not answer.
    private static let rest = Duration.seconds(10)
    private static let longestAnswer: UInt64 = 1 << 20

    /// A client; nothing is sent yet.
    package init(_ settings: HubSettings) {
        self.settings = settings
        var options = TransferOptions()
        options.userAgent = "appstore"
        options.connectTimeout = .seconds(3)
        options.stallTimeout = .seconds(20)
        options.totalTimeout = .seconds(30)
        options.retries.attempts = 1
        session = TransferSession(options)
    }

    /// What runs for a user, and what there is to choose.
    ///
    /// - Throws: `AppStoreError` with code `unavailable`; `CancellationError`.
    package func user(_ name: String) async throws -> HubUser {
        let (status, content) = try await ask(.get, "datalab/users/\(Self.encoded(name))")
        guard status == 200, let answer = try? JSONDecoder().decode(HubAnswer.self, from: Data(content)) else {
            throw Self.unavailable(status)
        }
        let user = answer.user
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            known[name] = Remembered(user: user, since: .now)
        }
        return user
    }

    /// What runs for a user, for the header of a page: not quite new, and nothing while the hub does not answer.
    package func glance(_ name: String) async -> HubUser? {
        if let found = known.withLock({ $0[name] }), found.since + Self.staleness > .now { return found.user }
        if let last = silence.withLock({ $0 }), last + Self.rest > .now { return nil }
        return try? await user(name)
    }

    /// Starts a datalab for a user; the hub asks the AppStore whether it may be, and what it is.
    ///
    /// - Returns: the hub's name for it.
    /// - Throws: `AppStoreError` with code `invalid` and the hub's words, or `unavailable`; `CancellationError`.
    package func start(_ start: Start, for name: String) async throws -> String {
        // A user of the AppStore is one of the hub: the hub knows them from now on.
        let (added, _) = try await ask(.post, "users/\(Self.encoded(name))")
        guard added == 201 || added == 409 else { throw Self.unavailable(added) }
        let server = RunningDatalab.server(of: start.datalab)
        let body = [UInt8](try JSONEncoder().encode(start))
        let (status, content) = try await ask(.post, Self.path(server, of: name), body)
        forget(name)
        switch status {
        case 201, 202: return server
        case 400, 403, 404, 409:
            throw AppStoreError(.invalid, detail: Self.words(content) ?? "the hub does not start it", hint: nil)
        default: throw Self.unavailable(status)
        }
    }

    /// Ends a datalab of a user; nothing happens when it does not run.
    ///
    /// - Throws: `AppStoreError` with code `unavailable`; `CancellationError`.
    package func stop(_ server: String, of name: String) async throws {
        let (status, _) = try await ask(.delete, Self.path(server, of: name), Array(#"{"remove":true}"#.utf8))
        forget(name)
        guard [202, 204, 404].contains(status) else { throw Self.unavailable(status) }
    }

    /// The end of what a datalab has logged; nil when it does not run.
    ///
    /// - Throws: `AppStoreError` with code `unavailable`; `CancellationError`.
    package func log(of server: String, of name: String) async throws -> String? {
        let path = "datalab/\(Self.path(server, of: name))/log"
        let (status, content) = try await ask(.get, path)
        switch status {
        case 200: return String(decoding: content, as: UTF8.self)
        case 404: return nil
        default: throw Self.unavailable(status)
        }
    }

    private func forget(_ name: String) {
        known.withLock { $0[name] = nil }
    }

    private func ask(
        _ method: TransferRequest.Method,
        _ path: String,
        _ body: [UInt8]? = nil
    ) async throws -> (status: Int, content: [UInt8]) {
        do {
            var request = TransferRequest(method, try TransferURL("\(settings.url)/hub/api/\(path)"))
            request.usesNetrc = false
            request.allowsPlainHTTP = true
            request.isRepeatable = false
            request.headers["Authorization"] = "token \(settings.secret.text)"
            if let body {
                request.body = .bytes(body)
                request.headers["Content-Type"] = "application/json"
            }
            let (response, content) = try await session.send(request, limit: Self.longestAnswer)
            silence.withLock { $0 = nil }
            return (response.status, content)
        } catch is TransferError {
            silence.withLock { $0 = .now }
            throw Self.unavailable(nil)
        }
    }

    private static func path(_ server: String, of name: String) -> String {
        "users/\(encoded(name))/servers/\(encoded(server))"
    }

    /// The hub's own words for why it did not do something.
    private static func words(_ content: [UInt8]) -> String? {
        struct Refusal: Decodable {
            let message: String
        }
        let refusal = try? JSONDecoder().decode(Refusal.self, from: Data(content))
        return refusal.map { String($0.message.prefix(500)) }
    }

    private static func unavailable(_ status: Int?) -> AppStoreError {
        let found =
            status.map { "the hub answered with status \($0)" } ?? "the hub that starts datalabs does not answer"
        return AppStoreError(
            .unavailable,
            detail: found,
            hint: "try again in a moment, or tell whoever runs this store"
        )
    }

    private static func encoded(_ text: String) -> String {
        PercentEncoding.encode(text)
    }
}
