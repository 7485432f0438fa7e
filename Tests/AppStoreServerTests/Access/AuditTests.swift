import AppStoreAPI
import AppStoreCore
import Foundation
import SystemPackage
import Testing

/// What the audit log and the access log say of a day's work.
@Suite("audit and access log", .timeLimit(.minutes(5)))
struct AuditTests {
    @Test(
        "logins, pushes, moved and deleted tags, tokens and visibility are in the audit log; users and addresses in the log"
    )
    func day() async throws {
        try await RunningAppStore.withFolder { folder in
            let company = try await Company(in: folder)
            defer { company.server.kill() }
            let first = try SampleImage(), second = try SampleImage()
            try await first.push(to: company, "ann/plain", "v1")
            try await second.push(to: company, "ann/plain", "v1")
            try await first.push(to: company, "ann/plain", "\(first.manifest.digest)")
            _ = try await company.ask("DELETE", "/v2/ann/plain/manifests/v1", as: .ann)
            _ = try await company.ask("DELETE", "/v2/ann/plain/manifests/\(second.manifest.digest)", as: .ann)
            let token = Data(#"{"name":"ci"}"#.utf8), change = Data(#"{"visibility":"private"}"#.utf8)
            _ = try await company.ask("POST", "/api/v1/tokens", as: .ann, body: token)
            _ = try await company.ask("DELETE", "/api/v1/tokens/ci", as: .ann)
            _ = try await company.ask("PUT", "/api/v1/datalabs/ann/open/visibility", as: .ann, body: change)
            _ = try await company.server.ask("GET", "/v2/", options: ["-u", "ann:wrong password"])
            _ = try await company.server.ask("GET", "/token", options: ["-u", "ben:\(Company.password)"])
            for (user, password) in [("cem", Company.password), ("cem", "wrong")] {
                let form = "user=\(user)&password=\(password.replacing(" ", with: "+"))"
                let type = ["Content-Type: application/x-www-form-urlencoded"]
                _ = try await company.server.ask("POST", "/sign-in", headers: type, body: Data(form.utf8))
            }
            company.server.interrupt()
            #expect(company.server.exitStatus() == 0)

            let path = FilePath(folder.appending(path: "store/appstore.sqlite").path)
            let entries = try await AppStoreDatabase(path: path).read { try AuditLog.entries(in: $0, limit: 1000) }
            let lines = Set(entries.map { "\($0.actor) \($0.event.rawValue) \($0.subject) \($0.detail ?? "")" })
            let (one, two) = (first.manifest.digest, second.manifest.digest)
            for expected in [
                "ann tag.set ann/plain v1 \(one)", "ann tag.moved ann/plain v1 \(one) -> \(two)",
                "ann tag.deleted ann/plain v1", "ann manifest.deleted ann/plain \(two)", "ann token.created ann ci all",
                "ann token.revoked ann ci", "ann visibility.changed ann/open private",
                "? login.failed ann from 127.0.0.1 by password", "ben login.succeeded ben from 127.0.0.1 by password",
                "cem login.succeeded cem from 127.0.0.1 by page", "? login.failed cem from 127.0.0.1 by page",
                "ann login.succeeded ann from 127.0.0.1 by token", "ann tag.set ann/open 1.0.0-0",
            ] {
                #expect(lines.contains { $0.hasPrefix(expected) }, "\(expected)")
            }
            let log = try company.server.logged().split(separator: "\n")
            let deletion = log.first { $0.contains("DELETE") && $0.contains("/v2/ann/plain/manifests/v1") }
            #expect(deletion?.contains("user=ann") == true && deletion?.contains("address=127.0.0.1") == true)
        }
    }

    @Test("a token for the metrics shows them, and opens nothing else")
    func metrics() async throws {
        try await Company.with { company in
            let body = Data(#"{"name":"scrape","scopes":["metrics"]}"#.utf8)
            struct New: Decodable { let secret: String }
            let made = try await company.ask("POST", "/api/v1/tokens", as: .root, body: body).decode(New.self)
            let login = ["-H", "Authorization: Bearer \(made.secret)"]
            _ = try await company.server.ask("GET", "/v2/", options: ["-u", "ann:wrong password"])
            let answer = try await company.server.ask("GET", "/metrics", options: login)
            let lines = Set(answer.text.split(separator: "\n").map(String.init))
            for line in [
                "appstore_users{role=\"creator\"} 3", "appstore_datalabs 2", "appstore_login_failures_total 1",
                "appstore_gc_runs_total 0", "# TYPE appstore_request_seconds histogram",
            ] {
                #expect(lines.contains(line), "\(line)")
            }
            for name in ["appstore_database_bytes ", "appstore_disk_free_bytes ", "appstore_blob_bytes "] {
                #expect(lines.contains { $0.hasPrefix(name) && !$0.hasSuffix(" 0") }, "\(name)")
            }
            for path in ["/v2/", "/v2/ann/closed/tags/list", "/api/v1/me", "/api/v1/tokens", "/api/v1/users"] {
                let refused = try await company.server.ask("GET", path, options: login)
                #expect([401, 403, 404].contains(refused.status), "\(path): \(refused.status)")
            }
        }
    }
}
