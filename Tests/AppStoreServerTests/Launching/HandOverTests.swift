import Foundation
import HubLaunches
import SystemPackage
import Testing

/// The hand-over of a login to the hub, and what the OAuth security best practice (RFC 9700) names of attacks on one.
@Suite("launching: the hand-over of a login", .timeLimit(.minutes(5)))
struct HandOverTests {
    private struct Grant: Decodable { let access_token: String }

    // The example of RFC 7636, appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    private static let asked = [
        ("response_type", "code"), ("client_id", "jupyterhub"), ("redirect_uri", HubCompany.callback),
        ("state", "a state & more"), ("code_challenge", challenge), ("code_challenge_method", "S256"),
    ]

    private static func asked(_ name: String, _ value: String?) -> [(String, String)] {
        asked.filter { $0.0 != name } + (value.map { [(name, $0)] } ?? [])
    }

    private static func form(_ code: String, _ name: String = "", _ value: String? = nil) -> [(String, String)] {
        let fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", HubCompany.callback),
            ("code_verifier", verifier),
        ]
        return fields.filter { $0.0 != name } + (value.map { [(name, $0)] } ?? [])
    }

    private func code(_ hub: HubCompany, _ user: Company.User = .ben) async throws -> String {
        let answer = try await hub.authorize(Self.asked, as: user)
        let place = try #require(answer.headers["location"].flatMap(URLComponents.init))
        try #require(place.string?.hasPrefix(HubCompany.callback + "?") == true, "\(answer.text)")
        let items = Dictionary(uniqueKeysWithValues: (place.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        #expect(items["state"] == "a state & more" && items["iss"] == "http://store.example.org")
        #expect(answer.headers["cache-control"] == "no-store")
        return try #require(items["code"])
    }

    private func name(_ token: String, _ hub: HubCompany) async throws -> Answer {
        try await hub.company.server.ask("GET", "/oauth/userinfo", headers: ["Authorization: Bearer \(token)"])
    }

    @Test("who is signed in is told to the hub, once; who is not signs in first and comes back")
    func flow() async throws {
        try await HubCompany.with { hub in
            let grant = try await hub.exchange(Self.form(code(hub))).decode(Grant.self)
            let told = try await name(grant.access_token, hub)
            #expect(told.status == 200 && told.text.contains(#""sub":"ben""#), "\(told.text)")
            let stranger = try await hub.authorize(Self.asked, as: .anonymous)
            let place = try #require(stranger.headers["location"])
            #expect(place.hasPrefix("/sign-in?next=%2Foauth%2Fauthorize%3F"), "\(place)")
            let form = try await hub.company.server.ask("GET", place)
            #expect(form.headers["content-security-policy"]?.contains("form-action 'self' \(HubCompany.hub);") == true)
            let fields = [
                ("user", "ben"), ("password", Company.password),
                ("next", place.dropFirst("/sign-in?next=".count).removingPercentEncoding ?? ""),
            ]
            let back = try await hub.company.server.nobody.post("/sign-in", fields)
            #expect(back.headers["location"]?.hasPrefix("/oauth/authorize?") == true, "\(back.text)")
        }
    }

    @Test("nobody is sent anywhere by a request of another client, place or kind, or one without PKCE")
    func requests() async throws {
        try await HubCompany.with { hub in
            let callback = HubCompany.callback
            var requests = [
                "https://evil.example.org/", callback + "/", callback + "?x=1", callback + "/../x", "", nil,
            ]
            .map { Self.asked("redirect_uri", $0) }
            requests += ["http://hub.example.org:8000@evil.example.org/hub/oauth_callback", "//hub.example.org:8000"]
                .map { Self.asked("redirect_uri", $0) }
            requests += ["other", "", nil].map { Self.asked("client_id", $0) }
            requests += ["token", "id_token", "code token", nil].map { Self.asked("response_type", $0) }
            requests += ["plain", "", nil].map { Self.asked("code_challenge_method", $0) }
            requests += [Self.verifier + "x", "", nil].map { Self.asked("code_challenge", $0) }
            // Said twice: two readers could take two places.
            requests.append(Self.asked + [("redirect_uri", "https://evil.example.org/")])
            requests.append([("redirect_uri", "https://evil.example.org/")] + Self.asked)
            for request in requests {
                let answer = try await hub.authorize(request, as: .ben)
                #expect(answer.status == 400 && answer.headers["location"] == nil, "\(request)")
            }
        }
    }

    @Test("a code is good once, for who began; a wrong try uses it up, and a second use ends what the first gave")
    func codes() async throws {
        try await HubCompany.with { hub in
            let first = try await code(hub), form = Self.form(first)
            let token = try await hub.exchange(form).decode(Grant.self).access_token
            #expect(try await name(token, hub).status == 200)
            let again = try await hub.exchange(form)
            #expect(again.status == 400 && again.text.contains("invalid_grant"), "\(again.text)")
            #expect(try await name(token, hub).status == 401, "a code that was stolen gives nothing to either")
            for (field, value) in [
                ("code_verifier", String(Self.verifier.reversed())), ("code_verifier", Self.challenge),
                ("redirect_uri", "https://evil.example.org/"), ("redirect_uri", nil),
            ] as [(String, String?)] {
                let stolen = try await code(hub)
                let wrong = try await hub.exchange(Self.form(stolen, field, value))
                #expect(wrong.status == 400 && wrong.text.contains("invalid_grant"), "\(field): \(wrong.text)")
                #expect(try await hub.exchange(Self.form(stolen)).status == 400, "\(field)")
            }
            for wrong in ["", "x", first + "x"] {
                #expect(try await hub.exchange(Self.form(wrong)).text.contains("invalid_grant"), "\(wrong)")
            }
            #expect(try await hub.exchange(Self.form("x", "code_verifier", nil)).text.contains("invalid_request"))
            for type in ["password", "client_credentials", "refresh_token"] {
                let answer = try await hub.exchange(Self.form("x", "grant_type", type))
                #expect(answer.text.contains("unsupported_grant_type"), "\(answer.text)")
            }
            try await ends(hub)
        }
    }

    /// A token is for one question, and its user's account has to hold.
    private func ends(_ hub: HubCompany) async throws {
        let token = try await hub.exchange(Self.form(code(hub))).decode(Grant.self).access_token
        for path in ["/api/v1/me", "/v2/", "/api/v1/tokens"] {
            let answer = try await hub.company.server.ask("GET", path, headers: ["Authorization: Bearer \(token)"])
            #expect(answer.status == 401, "\(path)")
        }
        for other in [try hub.company.token(.ann), "", HubCompany.secret] {
            #expect(try await name(other, hub).status == 401)
        }
        let store = hub.company.folder.appending(path: "store").path
        try await Tool.run([RunningAppStore.program, "user", "disable", "ben", "--folder", store])
        #expect(try await name(token, hub).status == 401)
        #expect(try await hub.launch("ann/open", for: "ben").status == 404)
    }

    @Test("codes and tokens end by themselves, and whoever asks for many loses their own")
    func times() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hub-\(UUID().uuidString)")
        try HubCompany.secret.write(to: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path)
        let secret = try HubSecret(file: FilePath(folder.path))
        let handOvers = HandOvers(HubSettings(url: HubCompany.hub, secret: secret))
        let request = try #require(handOvers.request { name in Self.asked.filter { $0.0 == name }.map(\.1) })
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        func exchange(_ code: String, after seconds: Double) throws -> String {
            let form = Self.form(code)
            return try handOvers.exchange({ name in form.filter { $0.0 == name }.map(\.1) }, at: now + seconds)
        }
        let late = handOvers.code(for: "ann", request, at: now)
        #expect(throws: HandOvers.Refusal.grant) { try exchange(late, after: HandOvers.codeLifetime) }
        let early = handOvers.code(for: "ann", request, at: now)
        let token = try exchange(early, after: HandOvers.codeLifetime - 1)
        #expect(handOvers.user(ofToken: token, at: now + 60) == "ann")
        #expect(handOvers.user(ofToken: token, at: now + HandOvers.codeLifetime + HandOvers.tokenLifetime) == nil)
        let others = handOvers.code(for: "ben", request, at: now)
        let mine = (0...HandOvers.mostOfUser).map { _ in handOvers.code(for: "ann", request, at: now) }
        #expect(throws: HandOvers.Refusal.grant) { try exchange(mine[0], after: 1) }
        #expect(throws: Never.self) { try exchange(others, after: 1) }
    }
}
