internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// What is asked before a datalab, or a version of it, is deleted.
struct DeleteView {
    let card: DatalabCard
    let deleteAddress: String
    /// The version that goes; nil for the whole datalab.
    let versionLabel: String?
    let versionDigest: String?
    let versionCountText: String
    let repositoryName: String
    let problem: String?
}

extension PageSite {
    /// The form that asks; with `version=<digest>` about that one.
    func deletion(_ call: PageCall) async throws -> Response {
        try await deletion(call, digest: call.query["version"], problem: nil)
    }

    /// Deletes a version, or the whole datalab when its name is typed.
    func delete(_ call: PageCall) async throws -> Response {
        guard let user = call.principal.name, let name = RepositoryName(call.name) else { throw PageFailure.signIn }
        if let text = call.form["version"], !text.isEmpty {
            guard let digest = Digest(text),
                try await database.read({ try Catalogue.hasVersion(digest, of: name.text, in: $0) })
            else { throw PageFailure.missing }
            do {
                try await repositories.removeWhole(digest, from: name, by: user)
            } catch let refusal as RegistryRefusal where refusal.code == .unsupported {
                let problem = AppStoreError(.exists, detail: refusal.messages.joined(separator: "; ")).sentences
                return try await deletion(call, digest: text, problem: problem, status: .conflict)
            }
            let isLeft = try await database.read { try Catalogue.hasDatalab(name.text, in: $0) }
            return redirect(to: isLeft ? PageAddress.datalab(name.text) : "/account")
        }
        guard call.form["confirm"] == name.text else {
            let problem = "Nothing was deleted: the name in the field is not ‘\(name)’."
            return try await deletion(call, digest: nil, problem: problem, status: .badRequest)
        }
        try await repositories.remove(name, by: user)
        return redirect(to: "/account")
    }

    private func deletion(
        _ call: PageCall,
        digest: String?,
        problem: String?,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let found = try await database.read { database in
            try DatalabDetail.find(call.name, version: digest, for: call.principal, in: database)
        }
        guard let found else { throw PageFailure.missing }
        let view = DeleteView(
            card: DatalabCard(found.summary),
            deleteAddress: "/datalabs/\(call.name)/delete",
            versionLabel: digest.map { _ in found.summary.version },
            versionDigest: digest.map { _ in found.summary.digest },
            versionCountText: PageText.count(found.versionCount, "version"),
            repositoryName: call.name,
            problem: problem
        )
        let what = view.versionLabel.map { "version \($0) of \(view.card.shortName)" } ?? view.card.shortName
        return page("delete", "Delete \(what)", view, call, status: status)
    }
}
