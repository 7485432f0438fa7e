import Foundation
import Testing

@Suite("users change their own password", .timeLimit(.minutes(5)))
struct PasswordChangeTests {
    private struct Grant: Decodable { let token: String }

    private static func change(_ old: String, _ new: String) throws -> Data {
        try JSONEncoder().encode(["old": old, "new": new])
    }

    @Test("with the old one only; sessions end at once, registry tokens within seconds, personal tokens stay")
    func byAPI() async throws {
        try await Company.with { company in
            let path = "/api/v1/me/password", new = "sternwarte am abend"
            let place = "/token?service=appstore&scope=repository:ann/closed:pull"
            let login = ["-u", "ann:\(Company.password)"]
            let grant = try await company.server.ask("GET", place, options: login).decode(Grant.self)
            let session = try await company.session(.ann)
            func tags() async throws -> Int {
                let bearer = ["Authorization: Bearer \(grant.token)"]
                return try await company.server.ask("GET", "/v2/ann/closed/tags/list", headers: bearer).status
            }
            #expect(try await tags() == 200)
            let wrong = try await company.ask("PUT", path, as: .ann, body: Self.change("not it at all", new))
            #expect(wrong.status == 403 && wrong.text.contains("old password"))
            for weak in ["password", "ann", "12345678"] {
                let refused = try await company.ask("PUT", path, as: .ann, body: Self.change(Company.password, weak))
                #expect(refused.status == 400)
            }
            let token = try company.token(.ann)
            #expect(try await company.ask("PUT", path, as: .ann, body: Self.change(token, new)).status == 403)
            #expect(
                try await company.ask("PUT", path, as: .ann, body: Self.change(Company.password, new)).status == 204
            )

            let cookie = ["Cookie: appstore_session=\(session.cookie)"]
            #expect(try await company.server.ask("GET", "/account", headers: cookie).status == 303)
            var status = 200
            for _ in 0..<100 where status == 200 {
                try await Task.sleep(for: .milliseconds(200))
                status = try await tags()
            }
            #expect(status == 401)
            #expect(try await company.server.ask("GET", place, options: login).status == 401)
            #expect(try await company.server.ask("GET", place, options: ["-u", "ann:\(new)"]).status == 200)
            #expect(try await company.ask("GET", "/v2/ann/closed/tags/list", as: .ann).status == 200)
        }
    }

    @Test("at the page: the other sessions end, this browser stays signed in")
    func byPage() async throws {
        try await Company.with { company in
            let session = try await company.session(.ann), other = try await company.session(.ann)
            func send(_ fields: String) async throws -> Answer {
                let headers = [
                    "Cookie: appstore_session=\(session.cookie)", "Content-Type: application/x-www-form-urlencoded",
                ]
                let body = Data("form_token=\(session.formToken)&\(fields)".utf8)
                return try await company.server.ask("POST", "/account/password", headers: headers, body: body)
            }
            let old = Company.password.replacing(" ", with: "+")
            #expect(try await send("old=\(old)&new=sternwarte+am+abend&again=sternwarte+am+morgen").status == 400)
            let weak = try await send("old=\(old)&new=password&again=password")
            #expect(weak.status == 400 && weak.text.contains("role=\"alert\">The password is one of the first"))
            #expect(try await send("old=wrong+one&new=sternwarte+am+abend&again=sternwarte+am+abend").status == 403)
            let done = try await send("old=\(old)&new=sternwarte+am+abend&again=sternwarte+am+abend")
            #expect(done.status == 303)
            let cookie = try #require(done.headers["set-cookie"]?.split(separator: ";").first)
            #expect(try await company.server.ask("GET", "/account", headers: ["Cookie: \(cookie)"]).status == 200)
            for ended in [session, other] {
                let header = ["Cookie: appstore_session=\(ended.cookie)"]
                #expect(try await company.server.ask("GET", "/account", headers: header).status == 303)
            }
        }
    }
}
