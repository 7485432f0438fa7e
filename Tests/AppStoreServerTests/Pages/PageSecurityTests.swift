import Foundation
import Testing

@Suite("pages: what they refuse", .timeLimit(.minutes(20)))
struct PageSecurityTests {
    @Test(
        "every page forbids scripts, frames and guessing of types",
        arguments: ["/", "/datalabs/ann/black-bodies", "/sign-in", "/missing", "/style.css", "/datalabs/none/none"]
    )
    func headers(path: String) async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            for method in ["GET", "HEAD"] {
                let headers = try await server.ask(method, path).headers
                let policy = headers["content-security-policy"] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe") && !policy.contains("script-src"))
                #expect(headers["x-content-type-options"] == "nosniff")
                #expect(headers["referrer-policy"] == "same-origin")
            }
        }
    }

    @Test("a private datalab's pages are those of a missing one, for nobody and for a stranger")
    func privateIsMissing() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let eve = try await server.visitor("eve")
            for visitor in [server.nobody, eve] {
                for ending in ["", "/", "/icon", "/settings"] {
                    let hidden = try await visitor.get("/datalabs/ann/secret-survey\(ending)")
                    let missing = try await visitor.get("/datalabs/ann/nosuch-survey\(ending)")
                    #expect(hidden.status == missing.status && hidden.status != 200)
                    #expect(
                        hidden.text.replacing("secret-survey", with: "nosuch-survey") == missing.text,
                        "\(ending)"
                    )
                    let (one, other) = (neutral(hidden), neutral(missing))
                    #expect(one == other, "\(ending)")
                }
                for ending in ["/star", "/settings", "/review"] {
                    let token = visitor.cookie == nil ? "" : try await eve.formToken()
                    let fields = [("form_token", token), ("star", "give"), ("visibility", "public")]
                    let hidden = try await visitor.post("/datalabs/ann/secret-survey\(ending)", fields)
                    let missing = try await visitor.post("/datalabs/ann/nosuch-survey\(ending)", fields)
                    #expect(hidden.status == missing.status && [303, 404].contains(hidden.status))
                    #expect(neutral(hidden) == neutral(missing))
                }
            }
            for user in ["ann", "ben", "root"] {
                #expect(try await server.visitor(user).get("/datalabs/ann/secret-survey").status == 200)
            }
        }
    }

    /// Headers without what tells the name or the time.
    private func neutral(_ answer: Answer) -> [String: String] {
        answer.headers.filter { $0.key != "date" }.mapValues { $0.replacing("secret-survey", with: "nosuch-survey") }
    }

    @Test("forms of other sites, without the session's token, or that are none change nothing")
    func foreignForms() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let ann = try await server.visitor("ann")
            let token = try await ann.formToken()
            let path = "/datalabs/ann/black-bodies/settings"
            let wish = [("visibility", "private")]
            #expect(try await ann.post(path, wish).status == 403)
            #expect(try await ann.post(path, wish + [("form_token", "x" + token.dropFirst())]).status == 403)
            let eves = try await server.visitor("eve").formToken()
            #expect(try await ann.post(path, wish + [("form_token", eves)]).status == 403)
            let full = wish + [("form_token", token)]
            #expect(try await ann.post(path, full, headers: ["Origin: http://evil.example"]).status == 403)
            #expect(try await ann.post(path, full, headers: ["Origin: null"]).status == 403)
            #expect(try await ann.post(path, full, headers: ["Sec-Fetch-Site: cross-site"]).status == 403)
            let json = try await server.ask(
                "POST",
                path,
                headers: ["Content-Type: text/plain", "Cookie: \(ann.cookie ?? "")"],
                body: Data("visibility=private&form_token=\(token)".utf8)
            )
            #expect(json.status == 400)
            #expect(try await ann.post("/sign-out", []).status == 403)
            #expect(try await server.nobody.get("/datalabs/ann/black-bodies").status == 200)
            let login = [("user", "ann"), ("password", PageFixture.password)]
            let foreign = ["Origin: http://evil.example"]
            #expect(try await server.nobody.post("/sign-in", login, headers: foreign).status == 403)
            let same = ["Origin: \(server.address)"]
            #expect(try await ann.post(path, full, headers: same).status == 303)
            #expect(try await server.nobody.get("/datalabs/ann/black-bodies").status == 404)
        }
    }

    @Test(
        "signing in leads to no other site",
        arguments: [
            "//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
            "evil", "", "/%0d%0aSet-Cookie: a=b\r\nX: y", "/sign-in?next=/sign-in",
        ]
    )
    func openRedirect(next: String) async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let fields = [("user", "ann"), ("password", PageFixture.password), ("next", next)]
            let answer = try await server.nobody.post("/sign-in", fields)
            #expect(answer.status == 303 && answer.headers["location"] == "/")
            let right = try await server.nobody.post("/sign-in", fields.dropLast() + [("next", "/?q=a%20b&sort=name")])
            #expect(right.headers["location"] == "/?q=a%20b&sort=name")
        }
    }

    @Test("the cookie of a session is for this site and no script, and ends with it")
    func session() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let fields = [("user", "ann"), ("password", PageFixture.password)]
            let plain = try await server.nobody.post("/sign-in", fields).headers["set-cookie"] ?? ""
            #expect(plain.contains("; HttpOnly") && plain.contains("; SameSite=Lax") && plain.contains("; Path=/"))
            #expect(!plain.contains("Secure"))
            let proxied = try await server.nobody.post("/sign-in", fields, headers: ["X-Forwarded-Proto: https"])
            #expect(proxied.headers["set-cookie"]?.contains("; Secure") == true)
            let ann = try await server.visitor("ann")
            #expect(try await ann.get("/account").status == 200)
            let out = try await ann.submit("/sign-out", [])
            #expect(out.status == 303 && out.headers["set-cookie"]?.contains("Max-Age=0") == true)
            let after = try await ann.get("/account")
            #expect(after.status == 303 && after.headers["location"] == "/sign-in?next=%2Faccount")
        }
    }

    @Test("wrong passwords are refused alike, and slowed down; personal tokens do not sign in")
    func passwords() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let ann = try await server.visitor("ann")
            let made = try await ann.submit(
                "/account/tokens",
                [("name", "ci"), ("where", "ann/*"), ("right", "pull"), ("days", "30")]
            )
            let token = String(try #require(made.text.firstMatch(of: /dlpat_[A-Za-z0-9]+/)?.0))
            let byToken = try await server.nobody.post("/sign-in", [("user", "ann"), ("password", token)])
            #expect(byToken.status == 403 && byToken.headers["set-cookie"] == nil)
            let wrong = try await server.nobody.post("/sign-in", [("user", "ann"), ("password", "wrong")])
            let stranger = try await server.nobody.post("/sign-in", [("user", "zoe"), ("password", "wrong")])
            #expect(wrong.status == 403 && stranger.status == 403)
            #expect(wrong.text.replacing("\"ann\"", with: "\"zoe\"") == stranger.text)
            var last = wrong
            for _ in 0..<8 where last.status != 429 {
                last = try await server.nobody.post("/sign-in", [("user", "ann"), ("password", "wrong")])
            }
            #expect(last.status == 429 && last.headers["retry-after"].flatMap { Int($0) } != nil)
        }
    }

    @Test("methods that a page does not take are refused; what is nowhere is a page too")
    func otherRequests() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let put = try await server.ask("PUT", "/datalabs/ann/black-bodies")
            #expect(put.status == 405 && put.headers["allow"]?.contains("GET") == true)
            for path in [
                "/nowhere", "/datalabs/ann//black-bodies", "/datalabs/", "/icons/../style.css.svg", "/%2e%2e/x",
            ] {
                let answer = try await server.ask("GET", path, options: ["--path-as-is"])
                #expect(answer.status == 404 && answer.text.contains("<h1>Not found</h1>"), "\(path)")
            }
            #expect(try await server.ask("GET", "/health").text == "ok\n")
            #expect(try await server.visitor("ann").get("/reviews").status == 403)
        }
    }
}
