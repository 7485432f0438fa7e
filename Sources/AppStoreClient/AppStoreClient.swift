package import AppStoreAPI
internal import Foundation
internal import HTTPTransfer
package import RegistryClient
internal import Texts

/// The JSON API of an AppStore (`/api/v1/openapi.json`), with the credentials and connections of a registry's client.
package struct AppStoreClient: Sendable {
    /// The AppStore's host, with its port where it has one.
    package let host: String
    private let registry: Registry
    private let credentials: CredentialStore
    private let options: RegistryOptions
    private let session: TransferSession

    /// A client; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - host: the AppStore's host, with its port where it has one.
    ///   - credentials: where credentials are found; they are those of the registry at the same host.
    ///   - options: how the AppStore is talked to.
    package init(host: String, credentials: CredentialStore, options: RegistryOptions) {
        self.host = host
        self.credentials = credentials
        self.options = options
        registry = Registry(host: host, credentials: credentials, options: options)
        session = TransferSession(options.transfer)
    }

    /// The address of a datalab's page.
    ///
    /// - Parameter name: the datalab's name.
    /// - Returns: the address.
    /// - Throws: `TransferError`, `RegistryError`.
    package func page(of name: String) async throws -> String {
        try await registry.serverAddress() + "/datalabs/" + name
    }

    /// Searches the catalogue.
    ///
    /// - Parameter search: what is looked for.
    /// - Returns: one page of what is found.
    /// - Throws: `RegistryError`, `TransferError`.
    package func search(_ search: CatalogueSearch) async throws -> APIAnswer<DatalabPage> {
        try await answer(.get, "datalabs" + search.query)
    }

    /// Shows a datalab.
    ///
    /// - Parameter name: its name.
    /// - Returns: the datalab.
    /// - Throws: `RegistryError`: `notFound` also for one that may not be seen; `TransferError`.
    package func show(_ name: String) async throws -> APIAnswer<DatalabDetail> {
        try await answer(.get, "datalabs/\(Self.encoded(name))")
    }

    /// Makes a datalab public, or private with a list of users.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - isPublic: whether everybody may use it.
    ///   - readers: who may while it is private; nil to leave the list as it is.
    /// - Throws: `RegistryError`, `TransferError`.
    package func setVisibility(of name: String, isPublic: Bool, readers: [String]?) async throws {
        let change = VisibilityChange(visibility: isPublic ? .public : .private, readers: readers)
        let body = [UInt8](try APICoding.encode(change))
        _ = try await content(.put, "datalabs/\(Self.encoded(name))/visibility", body)
    }

    /// Deletes a repository with all that is in it, a datalab or not.
    ///
    /// - Parameter name: its name.
    /// - Throws: `RegistryError`, `TransferError`.
    package func delete(_ name: String) async throws {
        _ = try await content(.delete, "repositories/\(Self.encoded(name))", nil)
    }

    /// Deletes a version of a datalab with its tags.
    ///
    /// - Parameters:
    ///   - digest: the digest of its manifest.
    ///   - name: the datalab's name.
    /// - Throws: `RegistryError`, `TransferError`.
    package func delete(version digest: String, of name: String) async throws {
        _ = try await content(.delete, "datalabs/\(Self.encoded(name))/versions/\(Self.encoded(digest))", nil)
    }

    /// The name of the user whose credentials are kept.
    ///
    /// - Throws: `RegistryError` with code `unauthorized` when there are none; `TransferError`.
    package func userName() async throws -> String {
        let answer: APIAnswer<User> = try await answer(.get, "me")
        return answer.value.name
    }

    private func answer<Value: Decodable & Sendable>(
        _ method: TransferRequest.Method,
        _ path: String
    ) async throws -> APIAnswer<Value> {
        let bytes = try await content(method, path, nil)
        do {
            return APIAnswer(value: try APICoding.read(Value.self, from: Data(bytes)), json: bytes)
        } catch {
            let hint = "is it an AppStore, and of this version?"
            throw RegistryError(.malformed, host, "the answer of '/api/v1/\(path)' cannot be read", hint: hint)
        }
    }

    private func content(_ method: TransferRequest.Method, _ path: String, _ body: [UInt8]?) async throws -> [UInt8] {
        let base = try await registry.serverAddress()
        var request = TransferRequest(method, try TransferURL("\(base)/api/v1/\(path)"))
        request.usesNetrc = false
        request.allowsPlainHTTP = options.allowsPlainHTTP
        if let body {
            request.body = .bytes(body)
            request.headers["Content-Type"] = "application/json"
        }
        switch try await credentials.credential(registry: host, repository: "") {
        case .password(let user, let password):
            request.credentials = TransferCredentials(user: user, password: password)
        case .refreshToken(let token), .bearerToken(let token):
            request.headers["Authorization"] = "Bearer \(token)"
        case nil: break
        }
        let (response, content) = try await session.send(request, limit: 16 << 20)
        guard response.isSuccess else { throw Registry.refusal(host, response.status, content) }
        return content
    }

    /// A name as one part of a path.
    private static func encoded(_ name: String) -> String {
        PercentEncoding.encode(name)
    }
}

/// An answer of the API, read and as it came.
package struct APIAnswer<Value: Sendable>: Sendable {
    /// What is read of it.
    package let value: Value
    /// All of it.
    package let json: [UInt8]
}
