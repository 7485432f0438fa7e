internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// Who may use a datalab, and what its repository holds, for its owner to change.
struct SettingsView {
    let card: DatalabCard
    let settingsAddress: String
    let deleteAddress: String
    let isPublic: Bool
    let isRestricted: Bool
    let readers: String
    let isSaved: Bool
    let problem: String?
    let manifests: [HeldManifest]
    let moreAddress: String?
}

/// A manifest of the repository, with what keeps it.
struct HeldManifest {
    let digest: String
    let shortDigest: String
    let tags: String
    let sizeText: String
    let machineTime: String
    let day: String
    /// What keeps it, or since when nothing does.
    let keeping: String
    /// The form that deletes it, where it is a version of the datalab.
    let removalAddress: String?

    init(_ manifest: ManifestSummary, isVersion: Bool, of name: String) {
        digest = manifest.digest
        shortDigest = String((manifest.digest.split(separator: ":").last ?? "").prefix(12))
        tags = manifest.tags.joined(separator: ", ")
        sizeText = PageText.size(Int64(manifest.size))
        machineTime = PageText.machine(manifest.pushed)
        day = PageText.day(manifest.pushed)
        keeping =
            if !manifest.tags.isEmpty {
                isVersion ? "a version" : "tagged"
            } else if manifest.isKept {
                isVersion ? "a version" : "needed by another"
            } else {
                "nothing needs it" + (manifest.looseSince.map { ", since \(PageText.day($0))" } ?? "")
            }
        removalAddress = isVersion ? "/datalabs/\(name)/delete?version=\(manifest.digest)" : nil
    }
}

extension PageSite {
    /// The form with who may use a datalab.
    func settings(_ call: PageCall) async throws -> Response {
        try await settings(call, problem: nil)
    }

    /// Makes a datalab public, or private with a list of users.
    func changeSettings(_ call: PageCall) async throws -> Response {
        guard let user = call.principal.name else { throw PageFailure.signIn }
        let now = clock()
        let readers = Self.names(call.form["readers"] ?? "")
        do {
            guard let word = call.form["visibility"], ["public", "private"].contains(word) else {
                let hint = "choose public or private"
                throw AppStoreError(.invalid, detail: "the form does not say who may use it", hint: hint)
            }
            try await database.write { database in
                try RepositoryAccess.setVisibility(
                    of: call.name,
                    isPublic: word == "public",
                    readers: readers,
                    by: user,
                    at: now,
                    in: database
                )
            }
        } catch let error as AppStoreError where error.pageStatus != .internalServerError {
            return try await settings(call, problem: error.sentences, status: error.pageStatus)
        }
        return redirect(to: "/datalabs/\(call.name)/settings?saved=yes")
    }

    /// So many manifests are on a page.
    private static let mostManifests = 50

    /// The names in a text, one to a line or with commas or spaces between.
    private static func names(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { $0.lowercased() }
    }

    /// What a repository holds; nil where nothing was ever pushed.
    private func held(by name: RepositoryName, after last: String?) async throws -> ManifestPage? {
        do {
            return try await repositories.manifests(of: name, after: last, limit: Self.mostManifests)
        } catch let refusal as RegistryRefusal where refusal.code == .nameUnknown {
            return nil
        }
    }

    private func settings(
        _ call: PageCall,
        problem: String?,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let found = try await database.read { database in
            try DatalabDetail.find(call.name, for: call.principal, in: database)
        }
        guard let found, let name = RepositoryName(call.name) else { throw PageFailure.missing }
        let held = try await held(by: name, after: call.query["after"])
        let manifests = try await database.read { database in
            try (held?.manifests ?? []).map { manifest in
                let isVersion = try Digest(manifest.digest).map {
                    try Catalogue.hasVersion($0, of: name.text, in: database)
                }
                return HeldManifest(manifest, isVersion: isVersion ?? false, of: name.text)
            }
        }
        let isPublic = found.summary.visibility == "public"
        let view = SettingsView(
            card: DatalabCard(found.summary),
            settingsAddress: "/datalabs/\(call.name)/settings",
            deleteAddress: "/datalabs/\(call.name)/delete",
            isPublic: isPublic,
            isRestricted: !isPublic,
            readers: problem == nil
                ? (found.readers ?? []).joined(separator: "\n") : call.form["readers"] ?? "",
            isSaved: problem == nil && call.query["saved"] != nil,
            problem: problem,
            manifests: manifests,
            moreAddress: held?.next.map { "/datalabs/\(call.name)/settings?after=\($0)" }
        )
        return page("settings", "Settings of \(view.card.cardTitle)", view, call, status: status)
    }
}
