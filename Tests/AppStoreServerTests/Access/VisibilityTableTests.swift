import ExternalTools
import Foundation
import OCIModel
import Testing

/// What everybody is answered about a datalab in every state that it can be in: one row for each.
@Suite("visibility, as a table", .timeLimit(.minutes(10)))
struct VisibilityTableTests {
    private struct Grant: Decodable { let token: String }
    private struct New: Decodable { let secret: String }

    /// The statuses for anonymous, another user, a listed user, the owner, an administrator; of each question in its order.
    struct Row: Sendable, CustomStringConvertible {
        let description: String
        let isReviewed: Bool
        /// What the registry answers: manifest by tag, by digest, a blob.
        let registry: [Int]
        /// What the catalogue answers: the API, the page, and whether a search finds it (200) or not (404).
        let catalogue: [Int]
        let prepare: @Sendable (Company, String) async throws -> Void
    }

    private static func decide(_ isApproved: Bool) -> @Sendable (Company, String) async throws -> Void {
        { company, digest in
            let body = Data(#"{"digest":"\#(digest)","isApproved":\#(isApproved),"reason":"because"}"#.utf8)
            let answer = try await company.ask("PUT", "/api/v1/datalabs/ann/open/review", as: .root, body: body)
            try #require(answer.status == 204, "\(answer.text)")
        }
    }

    static let rows = [
        Row(
            description: "public",
            isReviewed: false,
            registry: [200, 200, 200, 200, 200],
            catalogue: [200, 200, 200, 200, 200]
        ) {
            _,
            _ in
        },
        Row(
            description: "private",
            isReviewed: false,
            registry: [401, 404, 200, 200, 200],
            catalogue: [404, 404, 200, 200, 200]
        ) { company, _ in
            let body = Data(#"{"visibility":"private","readers":["cem"]}"#.utf8)
            let answer = try await company.ask("PUT", "/api/v1/datalabs/ann/open/visibility", as: .ann, body: body)
            try #require(answer.status == 204)
        },
        Row(
            description: "version waiting",
            isReviewed: true,
            registry: [404, 404, 404, 200, 200],
            catalogue: [404, 404, 404, 200, 200]
        ) { _, _ in },
        Row(
            description: "version rejected",
            isReviewed: true,
            registry: [404, 404, 404, 200, 200],
            catalogue: [404, 404, 404, 200, 200],
            prepare: decide(false)
        ),
        Row(
            description: "version approved",
            isReviewed: true,
            registry: [200, 200, 200, 200, 200],
            catalogue: [200, 200, 200, 200, 200],
            prepare: decide(true)
        ),
        Row(
            description: "deleted",
            isReviewed: false,
            registry: [401, 404, 404, 404, 404],
            catalogue: [404, 404, 404, 404, 404]
        ) { company, _ in
            let answer = try await company.ask("DELETE", "/api/v1/datalabs/ann/open", as: .ann)
            try #require(answer.status == 204)
        },
    ]

    /// The statuses of all questions, by user.
    private static func answers(_ company: Company, _ digest: String, _ blob: String) async throws -> [String: [Int]] {
        var found: [String: [Int]] = [:]
        for path in [
            "/v2/ann/open/manifests/1.0.0-0", "/v2/ann/open/manifests/\(digest)", "/v2/ann/open/blobs/\(blob)",
            "/api/v1/datalabs/ann/open",
        ] {
            for user in Company.User.allCases {
                found[path, default: []].append(try await company.ask("GET", path, as: user).status)
            }
        }
        for user in Company.User.allCases {
            let search = try await company.ask("GET", "/api/v1/datalabs?q=Lab+open", as: user)
            found["search", default: []].append(search.text.contains("\"ann/open\"") ? 200 : 404)
            var cookie: [String] = []
            if user != .anonymous { cookie = ["Cookie: appstore_session=\(try await company.session(user).cookie)"] }
            let page = try await company.server.ask("GET", "/datalabs/ann/open", headers: cookie)
            found["page", default: []].append(page.status)
        }
        return found
    }

    private static func place(_ company: Company) async throws -> (digest: String, blob: String) {
        struct Manifested: Decodable { let layers: [Descriptor] }
        let answer = try await company.ask("GET", "/v2/ann/open/manifests/1.0.0-0", as: .ann)
        let layers = try answer.decode(Manifested.self).layers
        return (try #require(answer.headers["docker-content-digest"]), "\(try #require(layers.first).digest)")
    }

    @Test("a datalab", arguments: rows)
    func states(of row: Row) async throws {
        try await Company.with(row.isReviewed ? ["--review"] : []) { company in
            let (digest, blob) = try await Self.place(company)
            try await row.prepare(company, digest)
            for (question, statuses) in try await Self.answers(company, digest, blob) {
                let expected = question.hasPrefix("/v2/") ? row.registry : row.catalogue
                #expect(statuses == expected, "\(row.description): \(question)")
            }
        }
    }

    @Test("derived token after revocation: what was made with a personal token sees as little as nobody")
    func derivedToken() async throws {
        try await Company.with { company in
            let body = Data(#"{"name":"short"}"#.utf8)
            let made = try await company.ask("POST", "/api/v1/tokens", as: .ann, body: body).decode(New.self)
            let place = "/token?service=appstore&scope=repository:ann/closed:pull,push"
            let grant = try await company.server.ask("GET", place, options: ["-u", "ann:\(made.secret)"]).decode(
                Grant.self
            )
            let bearer = ["Authorization: Bearer \(grant.token)"]
            func status(_ method: String, _ path: String) async throws -> Int {
                try await company.server.ask(method, path, headers: bearer).status
            }
            #expect(try await status("GET", "/v2/ann/closed/tags/list") == 200)
            #expect(try await company.ask("DELETE", "/api/v1/tokens/short", as: .ann).status == 204)
            var last = 200
            for _ in 0..<100 where last == 200 {
                try await Task.sleep(for: .milliseconds(200))
                last = try await status("GET", "/v2/ann/closed/tags/list")
            }
            #expect(last == 401)
            for path in ["/v2/ann/closed/manifests/1.0.0-0", "/v2/ann/absent/manifests/1.0.0-0", "/v2/"] {
                #expect(try await status("GET", path) == 401, "\(path)")
            }
            #expect(try await status("POST", "/v2/ann/closed/blobs/uploads/") == 401)
            let again = try await company.server.ask("GET", place, headers: bearer)
            #expect(again.status == 401, "a registry token gives no other token")
        }
    }

    @Test("a registry token is taken by no grant of /token")
    func tokenForToken() async throws {
        try await Company.with { company in
            let place = "/token?service=appstore&scope=repository:ann/closed:pull"
            let grant = try await company.server.ask("GET", place, options: company.login(.ann)).decode(Grant.self)
            let form = ["Content-Type: application/x-www-form-urlencoded"]
            for body in [
                "grant_type=refresh_token&refresh_token=\(grant.token)",
                "grant_type=password&username=ann&password=\(grant.token)",
            ] {
                let answer = try await company.server.ask("POST", "/token", headers: form, body: Data(body.utf8))
                #expect(answer.status == 401 && !answer.text.contains("access_token"), "\(answer.text)")
            }
            let bearer = ["Authorization: Bearer \(grant.token)"]
            #expect(try await company.server.ask("GET", place, headers: bearer).status == 401)
        }
    }

    @Test("second server: it does not start on the same folder, and the one that follows says what the first said last")
    func secondServer() async throws {
        try await RunningAppStore.withFolder { folder in
            let company = try await Company(in: folder)
            let body = Data(#"{"visibility":"private"}"#.utf8)
            let change = try await company.ask("PUT", "/api/v1/datalabs/ann/open/visibility", as: .ann, body: body)
            try #require(change.status == 204)
            let store = folder.appending(path: "store").path
            let second = try await Tool.capture([RunningAppStore.program, "serve", "--folder", store, "--port", "0"])
            #expect(second.status == 75 && second.standardOutput.isEmpty)
            company.server.kill()
            let following = try RunningAppStore(folder: folder, isOpen: false)
            defer { following.kill() }
            for (user, expected) in [(Company.User.anonymous, 401), (.ben, 404), (.ann, 200)] {
                let path = "/v2/ann/open/manifests/1.0.0-0"
                #expect(try await following.ask("GET", path, options: company.login(user)).status == expected)
            }
            #expect(try await following.ask("GET", "/api/v1/datalabs").text.contains("ann/open") == false)
        }
    }
}
