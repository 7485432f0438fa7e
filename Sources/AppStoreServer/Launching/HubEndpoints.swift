internal import AppStoreAPI
internal import AppStoreCore
internal import ContentStore
internal import Foundation
internal import HubLaunches
internal import Hummingbird
internal import NIOCore
internal import OCIModel

/// What the hub asks the AppStore, by its name and secret: what is to be started for whom, and who has signed in.
///
/// All is answered as to the user whom the hub names: what does not exist for them does not exist for the hub.
struct HubEndpoints: Sendable {
    let hub: HubSettings
    let handOvers: HandOvers
    let access: Access
    let repositories: Repositories
    let blobs: BlobStore
    let users: UserAccounts
    let passwords: LaunchPasswords

    /// A question is a few lines.
    private static let longestQuestion = 64 << 10

    /// `POST /hub/launches`: what is started when a user launches a datalab.
    func launch(_ request: Request) async throws -> Response {
        struct Question: Decodable {
            let user: String
            let datalab: String
            let version: String?
            let digest: String?
        }
        try check(request)
        let body = try await request.collected(upTo: Self.longestQuestion)
        let question = try APICoding.decode(Question.self, from: Data(body.readableBytesView))
        let principal = try await principal(question.user)
        guard let name = RepositoryName(question.datalab), try await access.allows(principal, .launch, on: name) else {
            throw AppStoreError.noDatalab(question.datalab)
        }
        let found = try await access.database.read { database in
            try LaunchableVersion.find(
                name.text,
                version: question.version,
                digest: question.digest,
                for: principal,
                in: database
            )
        }
        guard let found else {
            let wanted = question.digest ?? question.version ?? "that is listed"
            let detail = "the datalab '\(name)' has no version \(wanted)"
            throw AppStoreError(.notFound, detail: detail, hint: "choose another on its page")
        }
        return try APIHandlers.json(await description(of: found, in: name, for: question.user, request))
    }

    /// What a spawner needs to know.
    private struct Description: Encodable {
        let datalab: String
        let title: String
        let kind: String?
        let version: String
        let digest: String
        let image: String
        let plainHTTP: Bool
        let asksHub: Bool
        let password: String
    }

    private func description(
        of version: LaunchableVersion,
        in name: RepositoryName,
        for user: String,
        _ request: Request
    ) async throws -> Description {
        let place = PageOrigin(access.address.base(of: request))
        return Description(
            datalab: name.text,
            title: version.title,
            kind: version.kind,
            version: version.version,
            digest: version.digest,
            image: "\(place.authority)/\(name)@\(version.digest)",
            plainHTTP: !place.isSecure,
            asksHub: try await asksHub(version.digest, in: name),
            password: try passwords.issue(to: user, for: name.text, at: Date())
        )
    }

    /// Whether an image's page asks the hub who somebody is: the base says so by a variable.
    private func asksHub(_ digest: String, in name: RepositoryName) async throws -> Bool {
        guard let digest = Digest(digest), let image = try await image(digest, in: name) else { return false }
        let content = try? blobs.read(image.config.digest, limit: 1 << 20)
        guard let content, let config = try? CanonicalJSON.decode(ImageConfig.self, from: content) else { return false }
        return config.config?.environment?.contains("DATALAB_ASKS_HUB=1") ?? false
    }

    /// The image of a digest; of an index that for amd64.
    private func image(_ digest: Digest, in name: RepositoryName) async throws -> Manifest? {
        let stored = try await repositories.manifest(.digest(digest), in: name)
        switch try ManifestContent(stored.bytes, declaredType: stored.mediaType).form {
        case .image(let manifest): return manifest
        case .index(let index):
            guard let entry = index.manifests.first(where: { $0.platform?.architecture == "amd64" }) else { return nil }
            let part = try await repositories.manifest(.digest(entry.digest), in: name)
            guard case .image(let manifest) = try ManifestContent(part.bytes, declaredType: part.mediaType).form else {
                return nil
            }
            return manifest
        }
    }

    /// `GET /hub/catalogue`: the datalabs that a user may launch.
    func catalogue(_ request: Request) async throws -> Response {
        try check(request)
        let query = Query(request.uri.query ?? "")
        let principal = try await principal(query["user"] ?? "")
        var wanted = CatalogueQuery(text: query["q"] ?? "", cursor: query["cursor"])
        if let limit = try APIHandlers.limit(query["limit"], upTo: 100) { wanted.limit = limit }
        return try APIHandlers.json(await access.database.cataloguePage(wanted, for: principal))
    }

    /// `GET /hub/users`: whether somebody has an account that is not disabled.
    func user(_ request: Request) async throws -> Response {
        try check(request)
        let name = Query(request.uri.query ?? "")["user"] ?? ""
        _ = try await principal(name)
        return try APIHandlers.json(["user": name])
    }

    /// `POST /oauth/token`: exchanges a code (RFC 6749, 4.1.3).
    func token(_ request: Request) async throws -> Response {
        struct Grant: Encodable {
            let access_token: String
            let token_type = "Bearer"
            let expires_in: Int
        }
        try check(request)
        let form = Query(String(buffer: try await request.collected(upTo: Self.longestQuestion)))
        do {
            let token = try handOvers.exchange({ form.values($0) }, at: Date())
            return try Self.secret(Grant(access_token: token, expires_in: Int(HandOvers.tokenLifetime)))
        } catch let refusal as HandOvers.Refusal {
            return try Self.secret(["error": refusal.rawValue], status: .badRequest)
        }
    }

    /// `GET /oauth/userinfo`: whose a token is.
    func userInfo(_ request: Request) async throws -> Response {
        guard case .token(let token) = Credentials(of: request), let name = handOvers.user(ofToken: token, at: Date()),
            let user = try await users.find(name), !user.isDisabled
        else { throw AppStoreError(.credentials, detail: "the token does not hold", hint: "sign in again") }
        return try Self.secret(["sub": user.name, "name": user.displayName ?? user.name])
    }

    /// Lets the hub pass, and nobody else.
    private func check(_ request: Request) throws {
        guard case .password(let name, let secret) = Credentials(of: request), name == HubSettings.client,
            FormToken.isSame(hub.secret.text, secret)
        else {
            let hint = "give the hub the file that '--hub-secret' names"
            throw AppStoreError(.credentials, detail: "this is for the hub, which says so by its secret", hint: hint)
        }
    }

    private func principal(_ name: String) async throws -> Principal {
        guard let user = try await users.find(name), !user.isDisabled else {
            let hint = "ask an administrator of the AppStore"
            throw AppStoreError(.notFound, detail: "there is no user '\(name.prefix(64))', or not any more", hint: hint)
        }
        return Principal(user, scopes: nil)
    }

    /// An answer that nobody keeps.
    private static func secret(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        var response = try APIHandlers.json(value, status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
