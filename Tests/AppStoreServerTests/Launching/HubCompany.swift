import Foundation
import Testing

/// A company whose AppStore has a hub; the hub itself is not there, and is not asked by what these tests try.
struct HubCompany {
    let company: Company

    /// The hub's secret.
    static let secret = String(repeating: "0123456789abcdef", count: 2)
    /// The hub's address.
    static let hub = "http://hub.example.org:8000"
    /// Where the hub takes hand-overs.
    static let callback = hub + "/hub/oauth_callback"

    /// Runs a test with one.
    static func with<Value>(_ body: (HubCompany) async throws -> Value) async throws -> Value {
        try await RunningAppStore.withFolder { folder in
            let file = folder.appending(path: "secret")
            try secret.write(to: file, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            let options = [
                "--hub", hub, "--hub-secret", file.path, "--public-url", "http://store.example.org",
            ]
            let company = try await Company(in: folder, options)
            defer { company.server.kill() }
            return try await body(HubCompany(company: company))
        }
    }

    /// The options of curl by which the hub says who it is.
    static let login = ["-u", "jupyterhub:\(secret)"]

    /// Asks as the hub what is started for a user.
    func launch(_ datalab: String, for user: String, _ more: String = "", as options: [String] = login) async throws
        -> Answer
    {
        let body = Data(#"{"user":"\#(user)","datalab":"\#(datalab)"\#(more)}"#.utf8)
        let type = ["Content-Type: application/json"]
        return try await company.server.ask("POST", "/hub/launches", headers: type, body: body, options: options)
    }

    /// Sends a form to the token endpoint.
    func exchange(_ fields: [(String, String)], as options: [String] = login) async throws -> Answer {
        let text = fields.map { "\($0)=\(Self.encode($1))" }.joined(separator: "&")
        let type = ["Content-Type: application/x-www-form-urlencoded"]
        let body = Data(text.utf8)
        return try await company.server.ask("POST", "/oauth/token", headers: type, body: body, options: options)
    }

    /// A browser's request for a hand-over.
    func authorize(_ fields: [(String, String)], as user: Company.User) async throws -> Answer {
        let query = fields.map { "\($0)=\(Self.encode($1))" }.joined(separator: "&")
        var headers: [String] = []
        if user != .anonymous { headers = ["Cookie: appstore_session=\(try await company.session(user).cookie)"] }
        return try await company.server.ask("GET", "/oauth/authorize?\(query)", headers: headers)
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
