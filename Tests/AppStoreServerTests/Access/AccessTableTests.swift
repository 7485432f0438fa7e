import AppStoreServer
import Foundation
import OCIModel
import Testing

@Suite("who may do what, on every route", .timeLimit(.minutes(20)))
struct AccessTableTests {
    static let routes =
        RouteDescription.registry + RouteDescription.api + RouteDescription.pages + RouteDescription.operations

    @Test("each route answers everybody as the table says; of a private datalab as of a missing one")
    func everyRoute() async throws {
        try await Company.with { company in
            for route in Self.routes {
                let key = "\(route.method) \(route.pattern)"
                guard let row = AccessTable.rows[key] else {
                    Issue.record("nothing is expected of '\(key)': add it to AccessTable")
                    continue
                }
                var hidden: [Company.User: [String]] = [:]
                let isOfRepository = route.pattern.contains("{name}") && route.action != nil
                let cases = isOfRepository ? Company.Visibility.allCases : [.open]
                for visibility in cases {
                    for (user, expected) in zip(Company.User.allCases, row[visibility]) {
                        let request = try await AccessRequest(route, visibility, user, company)
                        let answer = try await request.send(to: company)
                        let place = "\(key) of \(visibility.rawValue) by \(user)"
                        let isSentToSignIn =
                            answer.status == 303 && answer.headers["location"]?.hasPrefix("/sign-in") == true
                        let status = isSentToSignIn ? 401 : answer.status
                        #expect(status == expected, "\(place): \(answer.text.prefix(300))")
                        guard visibility != .open, user == .anonymous || user == .ben else { continue }
                        hidden[user, default: []].append(request.withoutNames(answer))
                    }
                }
                for (user, answers) in hidden {
                    #expect(answers.count == 2 && answers[0] == answers[1], "\(key) tells \(user) what is private")
                }
            }
        }
    }

    @Test("nothing is expected of routes that are not there")
    func noLeftovers() {
        let keys = Set(Self.routes.map { "\($0.method) \($0.pattern)" })
        #expect(Set(AccessTable.rows.keys).subtracting(keys).isEmpty)
    }

    @Test("a path or a method in no table is not answered")
    func nothingElse() async throws {
        try await Company.with { company in
            for path in ["/v3/", "/v2/ann/open/secrets", "/api/v1/nothing", "/api", "/metrics/", "/.env"] {
                let answer = try await company.ask("GET", path, as: .root)
                #expect(answer.status == 404, "\(path)")
            }
            for path in ["/v2/ann/open/tags/list", "/api/v1/datalabs", "/token"] {
                let answer = try await company.ask("DELETE", path, as: .root)
                #expect(answer.status == 405, "\(path)")
            }
        }
    }
}

/// A request that a route answers with success, if it is allowed.
struct AccessRequest {
    private let method: String
    private var path = ""
    private var body: Data?
    private var headers: [String] = []
    private let user: Company.User
    private var isPage = false
    /// What stands for itself in answers, and differs between two that must be alike.
    private var names: [String] = []

    /// Makes what the request is about.
    init(
        _ route: RouteDescription,
        _ visibility: Company.Visibility,
        _ user: Company.User,
        _ company: Company
    ) async throws {
        method = route.method
        self.user = user
        let name = visibility.rawValue
        names = [name, name.replacing("/", with: "%2F")]
        var path = route.pattern.replacing("[:{reference}]", with: "").replacing("{name}", with: name)
        let image = try company.datalab(String(name.dropFirst("ann/".count)))
        let isThere = visibility != .missing
        let isRead = ["GET", "HEAD"].contains(route.method)
        switch route.pattern {
        case "/v2/{name}/manifests/{reference}":
            var tag = "1.0.0-0"
            if route.method == "PUT" {
                (body, headers) = (image.manifest, [SampleImage.manifestType])
                tag = "again"
                if isThere { for blob in image.blobs { try await Self.push(blob, to: name, company) } }
            } else if !isRead, isThere {
                tag = "doomed"
                try await image.push(to: company, name, tag)
            }
            path = path.replacing("{reference}", with: tag)
        case "/v2/{name}/referrers/{reference}":
            path = path.replacing("{reference}", with: "\(image.manifest.digest)")
            names.append("\(image.manifest.digest)")
        case "/v2/{name}/blobs/{reference}":
            let blob = Data.random(100)
            if isThere { try await Self.push(blob, to: name, company) }
            path = path.replacing("{reference}", with: "\(blob.digest)")
            names.append("\(blob.digest)")
        case "/v2/{name}/blobs/uploads/{reference}":
            let begun = try await company.ask("POST", "/v2/\(isThere ? name : "ann/open")/blobs/uploads/", as: .ann)
            let upload = try #require(begun.headers["docker-upload-uuid"])
            let content = Data.random(10)
            path = path.replacing("{reference}", with: upload)
            if route.method == "PUT" { path += "?digest=\(content.digest)" }
            if ["PUT", "PATCH"].contains(route.method) { body = content }
            names += [upload, "\(content.digest)"]
        case "/api/v1/datalabs/{name}/versions/{digest}":
            if isThere { try await image.push(to: company, name, "doomed") }
            path = path.replacing("{digest}", with: "\(image.manifest.digest)")
            names.append("\(image.manifest.digest)")
        case "/api/v1/datalabs/{name}", "/api/v1/repositories/{name}":
            guard route.method == "DELETE", isThere else { break }
            path = path.replacing(name, with: try await Self.doomed(visibility, company))
            names += [Self.doomedName(visibility), Self.doomedName(visibility).replacing("/", with: "%2F")]
        case "/api/v1/datalabs/{name}/visibility":
            body = Data(#"{"visibility":"\#(visibility == .open ? "public" : "private")"}"#.utf8)
        case "/api/v1/datalabs/{name}/review":
            let digest = try await Self.version(of: isThere ? name : "ann/open", company)
            body = Data(#"{"digest":"\#(digest)","isApproved":true}"#.utf8)
        case "/api/v1/facets/{facet}": path = path.replacing("{facet}", with: "kind")
        case "/api/v1/me/password": body = Data(#"{"old":"wrong old one","new":"sternwarte am abend"}"#.utf8)
        case "/api/v1/tokens" where route.method == "POST":
            body = Data(#"{"name":"\#(UUID().uuidString)","scopes":["ann/*:pull"]}"#.utf8)
        case "/api/v1/tokens/{token}":
            let token = UUID().uuidString
            let made = Data(#"{"name":"\#(token)"}"#.utf8)
            _ = try await company.ask("POST", "/api/v1/tokens", as: user, body: made)
            path = path.replacing("{token}", with: token)
        case "/token" where route.method == "POST":
            let secret = user == .anonymous ? "" : try company.token(user)
            body = Data("grant_type=refresh_token\(secret.isEmpty ? "" : "&refresh_token=\(secret)")".utf8)
            headers = ["Content-Type: application/x-www-form-urlencoded"]
        case _ where RouteDescription.pages.contains(route):
            isPage = true
            path = path.replacing("/icons/\(name)", with: "/icons/jupyterlab.svg")
            if path.contains("{reference}") {
                let digest = isThere ? try await Self.version(of: name, company) : "\(image.manifest.digest)"
                path = path.replacing("{reference}", with: digest)
                names += [digest, digest.replacing(":", with: "%3A")]
            }
            if route.pattern == "/datalabs/{name}/delete", !isRead, isThere {
                path = path.replacing(name, with: try await Self.doomed(visibility, company))
                names += [Self.doomedName(visibility), Self.doomedName(visibility).replacing("/", with: "%2F")]
            }
            if !isRead { try await fill(route, isThere ? name : "ann/open", visibility, company) }
            if user != .anonymous {
                let session = try await company.session(user)
                headers.append("Cookie: appstore_session=\(session.cookie)")
                names.append(session.formToken)
                if !isRead { body?.append(Data("&form_token=\(session.formToken)".utf8)) }
            }
        default: break
        }
        self.path = path
    }

    /// The fields of a page's form.
    private mutating func fill(
        _ route: RouteDescription,
        _ existing: String,
        _ visibility: Company.Visibility,
        _ company: Company
    ) async throws {
        let form: String
        switch route.pattern {
        case "/datalabs/{name}/settings": form = "visibility=\(visibility == .open ? "public" : "private&readers=cem")"
        case "/datalabs/{name}/delete":
            form = "confirm=\(visibility == .missing ? "ann/absent" : Self.doomedName(visibility))"
        case "/datalabs/{name}/star": form = "star=give"
        case "/datalabs/{name}/review":
            form = "digest=\(try await Self.version(of: existing, company))&decision=approve"
        case "/store/collect": form = "now=yes"
        case "/users/change": form = "user=nobody-here&role=reader"
        case "/account/password": form = "old=wrong+old+one&new=sternwarte+am+abend&again=sternwarte+am+abend"
        case "/account/tokens": form = "name=\(UUID().uuidString)&everything=yes"
        case "/account/tokens/revoke":
            let token = UUID().uuidString
            let made = Data(#"{"name":"\#(token)"}"#.utf8)
            _ = try await company.ask("POST", "/api/v1/tokens", as: user, body: made)
            form = "name=\(token)"
        case "/sign-in":
            // Nobody's password is wrong: that would be another matter, and count against the user.
            let password = Company.password.replacing(" ", with: "+")
            form = "user=\(user == .anonymous ? "nobody" : user.rawValue)&password=\(password)"
        default: form = "nothing="
        }
        body = Data(form.utf8)
        headers.append("Content-Type: application/x-www-form-urlencoded")
    }

    private static func version(of name: String, _ company: Company) async throws -> String {
        struct Version: Decodable { let digest: String }
        let listed = try await company.ask("GET", "/api/v1/datalabs/\(name)/versions", as: .root)
        return try #require(listed.decode([Version].self).first?.digest)
    }

    private static func doomedName(_ visibility: Company.Visibility) -> String {
        // As long as the name of the missing one, which is answered alike.
        visibility == .open ? "ann/unwanted" : "ann/doomed"
    }

    /// A datalab of its own to be deleted, of the same visibility.
    private static func doomed(_ visibility: Company.Visibility, _ company: Company) async throws -> String {
        let name = doomedName(visibility), short = String(name.dropFirst("ann/".count))
        let image = try company.datalab(short, readers: visibility == .open ? nil : ["cem"])
        try await image.push(to: company, name, "1.0.0-0")
        return name
    }

    private static func push(_ blob: Data, to name: String, _ company: Company) async throws {
        let answer = try await company.ask(
            "POST",
            "/v2/\(name)/blobs/uploads/?digest=\(blob.digest)",
            as: .ann,
            body: blob
        )
        try #require(answer.status == 201, "\(answer.text)")
    }

    /// Sends the request as its user.
    func send(to company: Company) async throws -> Answer {
        try await company.ask(method, path, as: isPage ? .anonymous : user, headers: headers, body: body)
    }

    /// All of an answer but its time, with the same word for what differs between two requests.
    func withoutNames(_ answer: Answer) -> String {
        var headers = answer.headers
        headers["date"] = nil
        let lines = headers.map { "\($0.key): \($0.value)" }.sorted()
        let text = (["\(answer.status)"] + lines + [answer.text]).joined(separator: "\n")
        return names.reduce(text) { $0.replacing($1, with: "…") }
    }
}
