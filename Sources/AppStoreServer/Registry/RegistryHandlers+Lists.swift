internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import OCIModel

extension RegistryHandlers {
    /// `GET tags/list` (end-8).
    func tags(_ call: RegistryCall) async throws -> Response {
        struct Body: Encodable {
            let name: String
            let tags: [String]
        }
        let name = try call.name()
        let size = try call.pageSize() ?? RegistryCall.largestPage
        let page = try await repositories.tags(
            of: name,
            access.view(call.principal, of: name),
            after: call.parameter("last"),
            limit: size
        )
        var headers: HTTPFields = [:]
        if page.hasMore, let last = page.elements.last {
            headers[.link] = Self.next("/v2/\(name)/tags/list", [("n", "\(size)"), ("last", last)])
        }
        return Self.json(Data(try CanonicalJSON.encode(Body(name: name.text, tags: page.elements))), headers: headers)
    }

    /// `GET referrers/<digest>` (end-12): of a manifest that need not exist, in a repository that need not either.
    func referrers(_ call: RegistryCall) async throws -> Response {
        let name = try call.name(), subject = try call.digest(), type = call.parameter("artifactType")
        let page = try await repositories.referrers(
            to: subject,
            in: name,
            access.view(call.principal, of: name),
            artifactType: type,
            after: try call.digest(parameter: "last")
        )
        var headers: HTTPFields = [:]
        if let type, !type.isEmpty { headers[.filtersApplied] = "artifactType" }
        if page.hasMore, let last = page.elements.last {
            let parameters = (type.map { [("artifactType", $0)] } ?? []) + [("last", last.digest.description)]
            headers[.link] = Self.next("/v2/\(name)/referrers/\(subject)", parameters)
        }
        let index = try CanonicalJSON.encode(Index(manifests: page.elements))
        return Self.json(Data(index), type: MediaType.index, headers: headers)
    }

    /// `GET /v2/_catalog`, as Docker's tools ask for it: the repositories that whoever asks may pull from.
    func catalog(_ call: RegistryCall) async throws -> Response {
        struct Body: Encodable {
            let repositories: [String]
        }
        let size = min(try call.pageSize() ?? 100, 1000)
        var visible: [String] = []
        var last = call.parameter("last")
        // One more than wanted tells whether there is more, which must not depend on what may not be seen.
        while size > 0, visible.count <= size {
            let page = try await repositories.names(after: last, limit: 1000)
            for name in page.elements where try await access.allows(call.principal, .pull, on: name) {
                visible.append(name.text)
            }
            last = page.elements.last?.text
            guard page.hasMore else { break }
        }
        var headers: HTTPFields = [:]
        if visible.count > size, size > 0 {
            headers[.link] = Self.next("/v2/_catalog", [("n", "\(size)"), ("last", visible[size - 1])])
        }
        return Self.json(
            Data(try CanonicalJSON.encode(Body(repositories: Array(visible.prefix(size))))),
            headers: headers
        )
    }
}
