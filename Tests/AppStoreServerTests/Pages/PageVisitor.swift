import Foundation
import Testing

/// Somebody at the pages: nobody, or a user who is signed in.
struct PageVisitor {
    let server: RunningAppStore
    /// The session's cookie; nil for nobody.
    var cookie: String?

    /// Asks for a page.
    func get(_ path: String, headers: [String] = []) async throws -> Answer {
        try await server.ask("GET", path, headers: headers + cookieHeader)
    }

    /// Sends a form.
    func post(_ path: String, _ fields: [(String, String)], headers: [String] = []) async throws -> Answer {
        let body = fields.map { "\(Self.encode($0))=\(Self.encode($1))" }.joined(separator: "&")
        let type = ["Content-Type: application/x-www-form-urlencoded"]
        return try await server.ask("POST", path, headers: type + headers + cookieHeader, body: Data(body.utf8))
    }

    /// Sends a form with the session's token.
    func submit(_ path: String, _ fields: [(String, String)]) async throws -> Answer {
        try await post(path, fields + [("form_token", try await formToken())])
    }

    /// The token that forms of the session send back.
    func formToken() async throws -> String {
        let page = try await get("/").text
        return String(try #require(page.firstMatch(of: /name="form_token" value="([A-Za-z0-9]+)"/)?.1))
    }

    private var cookieHeader: [String] { cookie.map { ["Cookie: \($0)"] } ?? [] }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension RunningAppStore {
    /// Nobody.
    var nobody: PageVisitor { PageVisitor(server: self) }

    /// A user, signed in by the form.
    func visitor(_ user: String) async throws -> PageVisitor {
        let answer = try await nobody.post("/sign-in", [("user", user), ("password", PageFixture.password)])
        try #require(answer.status == 303, "\(answer.text)")
        let cookie = try #require(answer.headers["set-cookie"]?.split(separator: ";").first)
        return PageVisitor(server: self, cookie: String(cookie))
    }

    /// Runs a test against a server with the realistic catalogue.
    static func withCatalogue<Value>(
        _ options: [String] = [],
        _ body: (RunningAppStore, URL) async throws -> Value
    ) async throws -> Value {
        try await withFolder { folder in
            try await PageFixture.fill(folder, PageFixture.catalogue)
            let server = try RunningAppStore(folder: folder, options, isOpen: false)
            defer { server.kill() }
            return try await body(server, folder)
        }
    }
}
