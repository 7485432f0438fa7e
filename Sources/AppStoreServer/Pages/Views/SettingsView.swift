internal import AppStoreCore
internal import Hummingbird

/// Who may use a datalab, for its owner to change.
struct SettingsView {
    let card: DatalabCard
    let settingsAddress: String
    let deleteAddress: String
    let isPublic: Bool
    let isRestricted: Bool
    let readers: String
    let isSaved: Bool
    let problem: String?
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

    /// The names in a text, one to a line or with commas or spaces between.
    private static func names(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { $0.lowercased() }
    }

    private func settings(
        _ call: PageCall,
        problem: String?,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let found = try await database.read { database in
            try DatalabDetail.find(call.name, for: call.principal, in: database)
        }
        guard let found else { throw PageFailure.missing }
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
            problem: problem
        )
        return page("settings", "Settings of \(view.card.cardTitle)", view, call, status: status)
    }
}
