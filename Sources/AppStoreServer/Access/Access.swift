internal import AppStoreCore
internal import Hummingbird

/// Who asks.
struct Principal: Sendable, Hashable {
    /// The user's name; nil for somebody who did not say who they are.
    let user: String?

    static let anonymous = Principal(user: nil)
}

/// What a request does to a repository, as far as a decision about it needs to know.
enum RegistryAction: String, Sendable, CaseIterable {
    /// Learns that this is a registry.
    case ping
    /// Lists repositories; of each, only whether it may be seen is decided.
    case catalog
    /// Reads blobs, manifests, tags, referrers.
    case pull
    /// Writes blobs, manifests, tags.
    case push
    /// Removes blobs, manifests, tags.
    case delete
}

/// The one place that every route asks before it does anything.
struct Access: Sendable {
    /// Who a request comes from.
    ///
    /// - Parameter request: the request.
    /// - Returns: the principal.
    /// - Throws: `RegistryRefusal` with code `unauthorized` for credentials that are wrong.
    func principal(of request: Request) async throws -> Principal {
        .anonymous
    }

    /// Lets a request pass, or says why not.
    ///
    /// - Parameters:
    ///   - principal: who asks.
    ///   - action: what for.
    ///   - repository: the repository; nil for what concerns none.
    /// - Throws: `RegistryRefusal`: `nameUnknown` for what does not exist for the principal, which is then answered as any
    ///   repository without content is; `unauthorized`, `denied`.
    func check(_ principal: Principal, may action: RegistryAction, on repository: RepositoryName?) async throws {}

    /// Whether somebody may do something: the same decision, for what shows a part of what is asked for.
    func allows(_ principal: Principal, _ action: RegistryAction, on repository: RepositoryName) async -> Bool {
        do {
            try await check(principal, may: action, on: repository)
            return true
        } catch {
            return false
        }
    }
}
