internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import Hummingbird
internal import OCIModel

/// Finding datalabs, and what is done with one.
extension APIHandlers {
    /// `GET datalabs`.
    func search(_ call: APICall) async throws -> Response {
        let query = try Self.catalogueQuery(call.query)
        return try Self.json(await database.cataloguePage(query, for: call.principal))
    }

    private static func catalogueQuery(_ parameters: Query) throws(AppStoreError) -> CatalogueQuery {
        var query = CatalogueQuery(text: parameters["q"] ?? "", cursor: parameters["cursor"])
        for facet in Facet.allCases {
            let values = parameters.values(facet.rawValue)
            if !values.isEmpty { query.filters[facet] = Set(values) }
        }
        if let text = parameters["sort"] {
            guard let sort = CatalogueSort(rawValue: text) else {
                let words = CatalogueSort.allCases.map(\.rawValue).joined(separator: ", ")
                throw AppStoreError(.invalid, detail: "'sort' is '\(text)'", hint: "use one of \(words)")
            }
            query.sort = sort
        }
        if let limit = try limit(parameters["limit"], upTo: 100) { query.limit = limit }
        return query
    }

    /// `GET datalabs/{name}`.
    func show(_ call: APICall) async throws -> Response { try Self.json(await detail(call)) }

    /// `GET datalabs/{name}/versions`; where there are more, `Link` says where (RFC 8288).
    func versions(_ call: APICall) async throws -> Response {
        let name = try call.name(), last = call.query["after"]
        let limit = try Self.limit(call.query["limit"], upTo: 1000) ?? DatalabDetail.mostVersions
        let page = try await database.read { [principal = call.principal] database in
            try DatalabVersionSummary.page(of: name, after: last, limit: limit, for: principal, in: database)
        }
        var response = try Self.json(page.versions)
        if page.hasMore, let last = page.versions.last {
            let fields = [("limit", "\(limit)"), ("after", last.digest)]
            response.headers[.link] = RegistryHandlers.next(call.request.uri.path, fields)
        }
        return response
    }

    /// `GET facets/{facet}`: the values of a facet, of all that a search finds.
    func facet(_ call: APICall) async throws -> Response {
        guard let facet = Facet(rawValue: call.reference) else {
            let words = Facet.allCases.map(\.rawValue).joined(separator: ", ")
            throw AppStoreError(.notFound, detail: "there is no facet '\(call.reference)'", hint: "use one of \(words)")
        }
        let query = try Self.catalogueQuery(call.query)
        let start = call.query["after"]
        guard let offset = BoundedNumber.read(start ?? "0", in: 0...1_000_000) else {
            throw AppStoreError(
                .invalid,
                detail: "'after' is '\(start ?? "")'",
                hint: "take it from 'next' of the page before"
            )
        }
        let words = call.query["contains"] ?? ""
        return try Self.json(
            await database.read { [principal = call.principal] database in
                try CatalogueSearch.facet(
                    facet,
                    of: query,
                    containing: words,
                    after: Int(offset),
                    for: principal,
                    in: database
                )
            }
        )
    }

    private func detail(_ call: APICall) async throws -> DatalabDetail {
        let name = try call.name()
        let found = try await database.read { [principal = call.principal] database in
            try DatalabDetail.find(name, for: principal, in: database)
        }
        guard let found else { throw AppStoreError.noDatalab(name) }
        return found
    }

    /// `GET datalabs/{name}/icon`: a stranger's file, which must not run anything.
    func icon(_ call: APICall) async throws -> Response {
        let name = try call.name()
        guard let icon = try await database.read({ try DatalabIcon.find(name, in: $0) }) else {
            throw AppStoreError.noDatalab(name)
        }
        var response = Self.response(icon.bytes, type: icon.type.rawValue)
        response.headers[.contentSecurityPolicy] = DatalabIcon.contentSecurityPolicy
        return response
    }

    /// `PUT datalabs/{name}/star`.
    func star(_ call: APICall) async throws -> Response { try await setStar(true, call) }

    /// `DELETE datalabs/{name}/star`.
    func unstar(_ call: APICall) async throws -> Response { try await setStar(false, call) }

    private func setStar(_ isStarred: Bool, _ call: APICall) async throws -> Response {
        let name = try call.name(), user = try call.user()
        let stars = try await database.write { database in
            try Stars.set(isStarred, on: name, by: user, at: Date(), in: database)
        }
        return try Self.json(StarCount(stars: stars, isStarred: isStarred))
    }

    /// `PUT datalabs/{name}/visibility`.
    func setVisibility(_ call: APICall) async throws -> Response {
        let change = try await call.body(VisibilityChange.self)
        let name = try call.name(), user = try call.user()
        if change.readers != nil {
            guard try await access.decide(call.principal, .changeReaders, on: call.repository) == .allow else {
                throw APIFailure(denied: Decision.Reason.notOwner.message)
            }
        }
        try await database.write { database in
            try RepositoryAccess.setVisibility(
                of: name,
                isPublic: change.visibility == .public,
                readers: change.readers,
                by: user,
                at: Date(),
                in: database,
            )
        }
        return Self.done
    }

    /// `PUT datalabs/{name}/review`.
    func review(_ call: APICall) async throws -> Response {
        let decision = try await call.body(ReviewDecision.self)
        let name = try call.name(), user = try call.user()
        guard let digest = Digest(decision.digest) else {
            let hint = "take it from '/api/v1/reviews'"
            throw AppStoreError(.invalid, detail: "'\(decision.digest)' is not a digest", hint: hint)
        }
        try await database.write { database in
            try Moderation.decide(
                decision.isApproved,
                digest,
                of: name,
                reason: decision.reason,
                by: user,
                at: Date(),
                in: database,
            )
        }
        return Self.done
    }
}
