internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import Reporting

/// One registry, spoken to by the OCI distribution specification 1.1; safe to use from any task.
///
/// Encrypted, but to this machine (and, where allowed, to others) also plain. Temporary failures are tried again; 4xx are final.
/// Credentials go to the registry's own origin, and to the token server it names, as far as that is trusted.
public final class Registry: Sendable {
    /// The registry's host, with its port where it has one.
    public let host: String
    let options: RegistryOptions
    let session: TransferSession
    private let authorizer: Authorizer
    private let base: RegistryBase

    /// A registry; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - host: the host, with `:port` where it is not the protocol's own.
    ///   - credentials: where credentials are found.
    ///   - credential: a credential that is used instead of those.
    ///   - options: how the registry is talked to.
    public init(
        host: String,
        credentials: CredentialStore,
        credential: RegistryCredential? = nil,
        options: RegistryOptions = RegistryOptions(),
    ) {
        self.host = host
        self.options = options
        session = TransferSession(options.transfer)
        let authorizer = Authorizer(registry: host, credentials: credentials, given: credential, session: session)
        self.authorizer = authorizer
        base = RegistryBase(host: host, options: options) { try await authorizer.learn($0, from: $1) }
    }

    /// Makes sure that the registry is one, and that it takes the credential, if there is any.
    ///
    /// - Throws: `RegistryError`, `TransferError`.
    public func checkAccess() async throws {
        let answer = try await send(RegistryRequest(.get, "", scopes: []))
        guard answer.response.isSuccess else { throw refusal(answer, "it is no registry, or keeps everyone out") }
    }

    // MARK: requests

    /// A request's answer.
    struct Answer {
        let response: TransferResponse
        let content: [UInt8]

        func header(_ name: String) -> String? { response.headers[name] }
    }

    /// Makes a request and gives the answer, whatever its status; a 401 is answered with credentials once.
    ///
    /// - Throws: `RegistryError`, `TransferError`, `CancellationError`.
    func send(_ request: RegistryRequest) async throws -> Answer {
        var hasRenewed = false
        while true {
            let (transfer, used) = try await transferRequest(request)
            let (response, content) = try await session.send(transfer, limit: request.limit)
            warn(response)
            guard response.status == 401, !hasRenewed else { return Answer(response: response, content: content) }
            hasRenewed = true
            try await renew(request, used, response)
        }
    }

    /// Makes a request and streams the content of a successful answer into a sink.
    ///
    /// - Throws: `RegistryError`, `TransferError`, the sink's own errors, `CancellationError`.
    func download(_ request: RegistryRequest, size: Int64, to sink: some TransferSink) async throws {
        var hasRenewed = false
        while true {
            var (transfer, used) = try await transferRequest(request)
            transfer.expectedSize = UInt64(size)
            do {
                warn(try await session.download(transfer, to: sink))
                return
            } catch let error as TransferError where error.code == .status(401) && !hasRenewed {
                hasRenewed = true
                await authorizer.forget(request.scopes, used)
            } catch let error as TransferError {
                throw failure(error)
            }
        }
    }

    /// The URL of a path below `/v2/`.
    func url(_ path: String) async throws -> TransferURL {
        try TransferURL(try await root().text + path)
    }

    /// The registry's `/v2/`, found at the first use: with it comes what the registry wants to see of its clients.
    private func root() async throws -> TransferURL { try await base.find(session) }

    private func transferRequest(_ request: RegistryRequest) async throws -> (
        TransferRequest, Authorizer.Authorization?
    ) {
        let target: TransferURL =
            switch request.target {
            case .path(let path): try await url(path)
            case .url(let url): url
            }
        var transfer = TransferRequest(request.method, target, headers: request.headers)
        transfer.body = request.body
        transfer.onSent = request.onSent
        transfer.isRepeatable = request.isRepeatable
        transfer.usesNetrc = false
        transfer.allowsPlainHTTP = options.allowsPlainHTTP
        let authorization = try await authorizer.authorization(request.scopes)
        transfer.headers["Authorization"] = authorization?.value
        return (transfer, authorization)
    }

    private func renew(
        _ request: RegistryRequest,
        _ used: Authorizer.Authorization?,
        _ response: TransferResponse
    ) async throws {
        await authorizer.forget(request.scopes, used)
        let challenges = Challenge.parse(response.headers.values("WWW-Authenticate"))
        try await authorizer.learn(challenges, from: try await root())
    }

    private func warn(_ response: TransferResponse) {
        for value in response.headers.values("Warning").prefix(5) {
            // distribution-spec 1.1, "Warnings": 299 - "text".
            guard value.hasPrefix("299 "), let open = value.firstIndex(of: "\"") else { continue }
            let text = value[value.index(after: open)...].prefix { $0 != "\"" }
            options.progress(.warning(.warning("the registry '\(host)' says: \(printable(String(text)))")))
        }
    }

    // MARK: failures

    /// What a refusal means for a user.
    func refusal(_ answer: Answer, _ action: String, _ subject: String? = nil) -> RegistryError {
        let messages = ErrorBody.messages(answer.content)
        let subject = subject ?? host
        let status = answer.response.status
        return switch status {
        case 401:
            RegistryError(
                .unauthorized,
                subject,
                "\(action): the registry wants other credentials",
                hint: "log in with 'datalab login \(host)'",
                messages: messages
            )
        case 403:
            RegistryError(
                .refused(403),
                subject,
                "\(action): it is not allowed with these credentials",
                hint: "ask the owner of the repository, or log in as another user",
                messages: messages
            )
        case 404: RegistryError(.notFound, subject, "\(action): it is not there", messages: messages)
        default:
            RegistryError(.refused(status), subject, "\(action): the registry answered \(status)", messages: messages)
        }
    }

    /// What a refusal in the form of the registry's errors means for a user, for other services at a registry's host.
    ///
    /// - Parameters:
    ///   - host: the host.
    ///   - status: the HTTP status.
    ///   - content: the answer's content.
    /// - Returns: the failure.
    public static func refusal(_ host: String, _ status: Int, _ content: [UInt8]) -> RegistryError {
        let messages = ErrorBody.messages(content)
        return switch status {
        case 401:
            RegistryError(
                .unauthorized,
                host,
                "wants other credentials",
                hint: "log in with 'datalab login \(host)'",
                messages: messages
            )
        case 404: RegistryError(.notFound, host, "what was asked for is not there", messages: messages)
        default: RegistryError(.refused(status), host, "answered \(status)", messages: messages)
        }
    }

    /// What a failed download means for a user.
    private func failure(_ error: TransferError) -> any Error {
        switch error.code {
        case .status(404): RegistryError(.notFound, host, "what was asked for is not there")
        case .status(401), .status(403):
            RegistryError(
                .unauthorized,
                host,
                "may not be read with these credentials",
                hint: "log in with 'datalab login \(host)'"
            )
        case .size:
            RegistryError(.mismatch, host, "content has another size than its description says: \(error.detail)")
        default: error
        }
    }
}
