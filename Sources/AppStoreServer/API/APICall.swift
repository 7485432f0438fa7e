internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import NIOCore
internal import OCIModel

/// A request to the API that is allowed: with who asks, and what its path names.
struct APICall: Sendable {
    let request: Request
    let principal: Principal
    /// The repository of the path; nil for a path without one.
    let repository: RepositoryName?
    /// The token of the path; empty for a path without one.
    let reference: String
    /// Where it comes from.
    let address: String

    /// The largest body that is read, in bytes.
    static let longestBody = 1 << 20

    /// The name of the repository of the path.
    ///
    /// - Throws: `AppStoreError` with code `notFound` when the path has none.
    func name() throws(AppStoreError) -> String {
        guard let repository else { throw .noDatalab("") }
        return repository.text
    }

    /// The user who asks.
    ///
    /// - Throws: `AppStoreError` with code `notFound` for somebody without a name.
    func user() throws(AppStoreError) -> String {
        guard let name = principal.name else {
            throw AppStoreError(.notFound, detail: "nobody is logged in", hint: "send a user name and a password")
        }
        return name
    }

    /// The parameters of the query.
    var query: Query { Query(request.uri.query ?? "") }

    /// The body's value.
    ///
    /// - Throws: `AppStoreError` with code `invalid` for another one than is expected.
    func body<Value: Decodable>(_ type: Value.Type) async throws -> Value {
        let bytes = try await request.collected(upTo: Self.longestBody)
        return try APICoding.decode(type, from: Data(bytes.readableBytesView))
    }
}

extension AppStoreError {
    /// What is answered for a datalab that is not there, also to those who may not see it.
    static func noDatalab(_ name: String) -> AppStoreError {
        AppStoreError(.notFound, detail: "there is no datalab '\(name)'", hint: "check its name in the catalogue")
    }

    /// What is answered for a version that a datalab does not have.
    static func noVersion(_ digest: Digest, of name: String) -> AppStoreError {
        let hint = "it may have been deleted since; look at the list again"
        return AppStoreError(.notFound, detail: "'\(name)' has no version \(digest)", hint: hint)
    }
}
