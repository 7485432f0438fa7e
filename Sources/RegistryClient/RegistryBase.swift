internal import HTTPTransfer

/// Finds out how a registry is reached: encrypted, or plain where that may be.
actor RegistryBase {
    /// The registry's `/v2/`, and what it said about credentials.
    private struct Found: Sendable {
        let url: TransferURL
        /// The challenges of a 401; nil when the registry let us in.
        var challenges: [Challenge]?
    }

    private let host: String
    private let options: RegistryOptions
    /// Learns from challenges what the registry wants to see of its clients.
    private let learn: @Sendable ([Challenge], TransferURL) async throws -> Void
    private var finding: Task<TransferURL, any Error>?

    init(
        host: String,
        options: RegistryOptions,
        learn: @escaping @Sendable ([Challenge], TransferURL) async throws -> Void
    ) {
        self.host = host
        self.options = options
        self.learn = learn
    }

    /// The base, asked for once; whoever gets it gets it after what the registry wants is learned.
    ///
    /// - Throws: `TransferError` when nothing answers, `RegistryError` when what answers is no registry.
    func find(_ session: TransferSession) async throws -> TransferURL {
        let task =
            finding
            ?? Task {
                let found = try await ask(session)
                if let challenges = found.challenges { try await learn(challenges, found.url) }
                return found.url
            }
        finding = task
        do {
            return try await task.value
        } catch {
            if finding == task { finding = nil }
            throw error
        }
    }

    private func ask(_ session: TransferSession) async throws -> Found {
        let name = host == "docker.io" ? "registry-1.docker.io" : host
        let (encrypted, plain) = (try TransferURL("https://\(name)/v2/"), try TransferURL("http://\(name)/v2/"))
        guard encrypted.isLoopback || options.allowsPlainHTTP else { return try await ask(encrypted, session) }
        // One attempt tells what somebody speaks there.
        var single = options.transfer
        single.retries.attempts = 1
        let once = TransferSession(single)
        // Before it speaks TLS, libcurl reads the certificates of all authorities: longer than a push of nothing takes. On this
        // machine nobody listens on the way, so it is tried only when plain words are not understood.
        if encrypted.isLoopback {
            do {
                return try await ask(plain, once)
            } catch let error where !Self.mayBeAnotherProtocol(error) {
                return try await ask(plain, session)
            } catch {}
        }
        do {
            return try await ask(encrypted, once)
        } catch let error where Self.mayBeAnotherProtocol(error) {
            return try await ask(plain, session)
        }
    }

    /// Whether a failure is what comes of speaking plainly to a server that wants TLS, or TLS to one that knows none.
    private static func mayBeAnotherProtocol(_ error: any Error) -> Bool {
        switch error {
        case let error as TransferError: error.code == .connection || error.code == .protocolError
        case let error as RegistryError: error.code == .refused(400)
        default: false
        }
    }

    private func ask(_ url: TransferURL, _ session: TransferSession) async throws -> Found {
        var request = TransferRequest(.get, url)
        request.usesNetrc = false
        request.allowsPlainHTTP = options.allowsPlainHTTP
        let (response, content) = try await session.send(request, limit: 1 << 20)
        guard response.url.origin == url.origin else {
            throw RegistryError(
                .malformed,
                host,
                "sends everyone to '\(response.url.origin.host)'",
                hint: "name that registry"
            )
        }
        switch response.status {
        case 200...299: return Found(url: url)
        case 401: return Found(url: url, challenges: Challenge.parse(response.headers.values("WWW-Authenticate")))
        case 404: throw RegistryError(.malformed, host, "is no registry: '/v2/' is not there")
        case let status:
            let messages = ErrorBody.messages(content)
            throw RegistryError(.refused(status), host, "the registry answered \(status)", messages: messages)
        }
    }
}
