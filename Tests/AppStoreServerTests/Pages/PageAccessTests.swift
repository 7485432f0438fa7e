import AppStoreServer
import Foundation
import Testing

/// What every page and form answers to everybody, by the table that requests are dispatched from.
@Suite("pages: who may what", .timeLimit(.minutes(20)))
struct PageAccessTests {
    /// The statuses for anonymous, another user, a listed user, the owner and an administrator.
    private struct Row {
        let open: [Int]
        let closed: [Int]
        let missing: [Int]

        init(_ open: [Int], _ closed: [Int], _ missing: [Int]) {
            self.open = open
            self.closed = closed
            self.missing = missing
        }

        init(_ all: [Int]) { self.init(all, all, all) }
    }

    private static let everybody = Row([200, 200, 200, 200, 200])
    private static let reading = Row([200, 200, 200, 200, 200], [404, 404, 200, 200, 200], [404, 404, 404, 404, 404])

    /// What a datalab's owner and administrators do; 303 leads to the page to sign in at.
    private static func owning(_ done: Int) -> Row {
        Row([303, 403, 403, done, done], [303, 404, 403, done, done], [303, 404, 404, 404, 404])
    }

    /// The forms sent here say too little to change anything: 400 and 404 come from what is behind the policy.
    private static let rows: [String: Row] = [
        "GET /": everybody,
        "GET /datalabs/{name}": reading,
        "GET /datalabs/{name}/": reading,
        "GET /datalabs/{name}/icon": Row(
            [200, 200, 200, 200, 200],
            [404, 404, 404, 404, 404],
            [404, 404, 404, 404, 404]
        ),
        "GET /datalabs/{name}/settings": owning(200),
        "POST /datalabs/{name}/settings": owning(400),
        "POST /datalabs/{name}/star": Row(
            [303, 303, 303, 303, 303],
            [303, 404, 303, 303, 303],
            [303, 404, 404, 404, 404]
        ),
        "POST /datalabs/{name}/review": Row(
            [303, 403, 403, 403, 400],
            [303, 404, 403, 403, 400],
            [303, 404, 404, 404, 404]
        ),
        "GET /reviews": Row([303, 403, 403, 403, 200]),
        "GET /account": Row([303, 200, 200, 200, 200]),
        "POST /account/tokens": Row([303, 400, 400, 400, 400]),
        "POST /account/tokens/revoke": Row([303, 404, 404, 404, 404]),
        "GET /sign-in": Row([200, 303, 303, 303, 303]),
        "POST /sign-in": Row([403, 403, 403, 403, 403]),
        "POST /sign-out": Row([303, 303, 303, 303, 303]),
        "GET /style.css": everybody,
        "GET /favicon.svg": everybody,
        "GET /favicon.ico": everybody,
        "GET /icons/{name}": Row([404, 404, 404, 404, 404]),
    ]

    @Test("every route of the table of pages, for a public datalab, a private one and one that is not there")
    func table() async throws {
        let routes = RouteDescription.pages
        #expect(Set(routes.map { "\($0.method) \($0.pattern)" }) == Set(Self.rows.keys))
        try await RunningAppStore.withCatalogue { server, _ in
            var visitors = [server.nobody]
            for user in ["eve", "ben", "ann", "root"] { visitors.append(try await server.visitor(user)) }
            // Signing out comes last.
            for route in routes.sorted(by: { $1.pattern == "/sign-out" && $0.pattern != $1.pattern }) {
                let row = try #require(Self.rows["\(route.method) \(route.pattern)"])
                for (name, expected) in [
                    ("ann/black-bodies", row.open), ("ann/secret-survey", row.closed),
                    ("ann/nosuch-survey", row.missing),
                ] where route.pattern.contains("{name}") || name == "ann/black-bodies" {
                    let path = route.pattern.replacing("{name}", with: name)
                    var found: [Int] = []
                    for visitor in visitors { found.append(try await status(route.method, path, visitor)) }
                    #expect(found == expected, "\(route.method) \(path)")
                }
            }
        }
    }

    private func status(_ method: String, _ path: String, _ visitor: PageVisitor) async throws -> Int {
        guard method == "POST" else { return try await visitor.get(path).status }
        guard visitor.cookie != nil else { return try await visitor.post(path, []).status }
        return try await visitor.submit(path, []).status
    }
}
