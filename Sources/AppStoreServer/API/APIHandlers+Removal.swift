internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// What a repository holds, and taking it away.
extension APIHandlers {
    /// `GET repositories/{name}/manifests`.
    func manifests(_ call: APICall) async throws -> Response {
        let name = try repository(of: call)
        let limit = try Self.limit(call.query["limit"], upTo: 1000) ?? 100
        return try Self.json(await repositories.manifests(of: name, after: call.query["after"], limit: limit))
    }

    /// `DELETE repositories/{name}`: with all that is in it, a datalab or not.
    func deleteRepository(_ call: APICall) async throws -> Response {
        try await repositories.remove(repository(of: call), by: call.principal.name)
        return Self.done
    }

    /// `DELETE datalabs/{name}`: with its repository.
    func deleteDatalab(_ call: APICall) async throws -> Response {
        let name = try repository(of: call)
        guard try await database.read({ try Catalogue.hasDatalab(name.text, in: $0) }) else {
            throw AppStoreError.noDatalab(name.text)
        }
        return try await deleteRepository(call)
    }

    /// `DELETE datalabs/{name}/versions/{digest}`.
    func deleteVersion(_ call: APICall) async throws -> Response {
        let name = try repository(of: call)
        guard let digest = Digest(call.reference) else {
            let hint = "take it from '/api/v1/datalabs/\(name)/versions'"
            throw AppStoreError(.invalid, detail: "'\(call.reference)' is not a digest", hint: hint)
        }
        guard try await database.read({ try Catalogue.hasVersion(digest, of: name.text, in: $0) }) else {
            throw AppStoreError.noVersion(digest, of: name.text)
        }
        try await repositories.removeWhole(digest, from: name, by: call.principal.name)
        return Self.done
    }

    private func repository(of call: APICall) throws(AppStoreError) -> RepositoryName {
        guard let repository = call.repository else { throw .noDatalab("") }
        return repository
    }

    /// The number of elements that a list is to have; nil where the query does not say.
    ///
    /// - Throws: `AppStoreError` with code `invalid`.
    static func limit(_ text: String?, upTo most: Int64) throws(AppStoreError) -> Int? {
        guard let text else { return nil }
        guard let limit = BoundedNumber.read(text, in: 1...most) else {
            throw AppStoreError(.invalid, detail: "'limit' is '\(text)'", hint: "use a number from 1 to \(most)")
        }
        return Int(limit)
    }
}
