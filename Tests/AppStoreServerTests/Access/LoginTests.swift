import ExternalTools
import Foundation
import OCIModel
import Testing

/// Every way in which tools log in, with the real tools.
@Suite("logging in", .serialized, .timeLimit(.minutes(20)))
struct LoginTests {
    private struct Grant: Decodable {
        let token: String
        let expires_in: Int
        let scope: String
    }

    @Test("by hand: the challenge, a token for what the policy allows, and the request with it")
    func tokenFlow() async throws {
        try await Company.with { company in
            let server = company.server
            let refused = try await server.ask("GET", "/v2/ann/closed/tags/list")
            #expect(refused.status == 401 && refused.codes == ["UNAUTHORIZED"])
            let challenge = try #require(refused.headers["www-authenticate"])
            #expect(challenge.hasPrefix("Bearer realm=\"\(server.address)/token\",service=\"appstore\""))
            #expect(challenge.contains("scope=\"repository:ann/closed:pull\""))
            let token = "\(server.address)/token?service=appstore&scope=repository:ann/closed:pull,push"
            func grant(_ options: [String], _ place: String = token) async throws -> Grant {
                try await server.ask("GET", place, options: options).decode(Grant.self)
            }
            func tags(_ grant: Grant) async throws -> Answer {
                try await server.ask(
                    "GET",
                    "/v2/ann/closed/tags/list",
                    headers: ["Authorization: Bearer \(grant.token)"]
                )
            }
            let owner = try await grant(["-u", "ann:\(Company.password)"])
            #expect(owner.scope == "repository:ann/closed:pull,push" && owner.expires_in == 300)
            #expect(try await tags(owner).status == 200)
            let reader = try await grant(company.login(.cem))
            #expect(reader.scope == "repository:ann/closed:pull")
            #expect(try await tags(reader).status == 200)
            for login in [company.login(.ben), []] {
                let nobody = try await grant(login)
                #expect(nobody.scope.isEmpty)
                #expect(try await tags(nobody).status == 401)
            }
            let wrong = try await server.ask("GET", token, options: ["-u", "ann:wrong password"])
            #expect(wrong.status == 401 && wrong.codes == ["UNAUTHORIZED"])
            let forged = try await server.ask("GET", "/v2/", headers: ["Authorization: Bearer \(owner.token)x"])
            #expect(forged.status == 401)
            #expect(forged.headers["www-authenticate"]?.contains("error=\"invalid_token\"") == true)
            // A token for one repository says of another only that another token is needed.
            for name in ["ann/absent", "ann/closed"] {
                let other = try await grant(
                    company.login(.ann),
                    "\(server.address)/token?scope=repository:ann/open:pull"
                )
                let path = "/v2/\(name)/tags/list"
                let answer = try await server.ask("GET", path, headers: ["Authorization: Bearer \(other.token)"])
                #expect(answer.headers["www-authenticate"]?.contains("error=\"insufficient_scope\"") == true)
            }
        }
    }

    @Test("OAuth2: a password, and a personal token as refresh token; a token's scopes bound what it gives")
    func oauth() async throws {
        try await Company.with { company in
            let store = company.folder.appending(path: "store").path
            let create = [RunningAppStore.program, "token", "create", "ann", "ci", "--scope", "ann/open:pull"]
            let narrow = try await Tool.run(create + ["--folder", store]).trimmingCharacters(
                in: .whitespacesAndNewlines
            )
            func post(_ form: String) async throws -> Answer {
                let type = ["Content-Type: application/x-www-form-urlencoded"]
                return try await company.server.ask("POST", "/token", headers: type, body: Data(form.utf8))
            }
            let scope = "scope=repository%3Aann%2Fopen%3Apull%2Cpush+repository%3Aann%2Fclosed%3Apull&service=appstore"
            let password = Company.password.replacing(" ", with: "+")
            let whole = try await post("grant_type=password&username=ann&password=\(password)&\(scope)")
            #expect(
                try whole.decode(Grant.self).scope == "repository:ann/open:pull,push repository:ann/closed:pull"
            )
            let part = try await post("grant_type=refresh_token&refresh_token=\(narrow)&\(scope)")
            #expect(try part.decode(Grant.self).scope == "repository:ann/open:pull")
            #expect(try await post("grant_type=refresh_token&refresh_token=dlpat_wrong").status == 401)
            #expect(try await post("grant_type=client_credentials").status == 400)
            let basic = try await company.server.ask(
                "GET",
                "/v2/ann/closed/tags/list",
                options: ["-u", "ann:\(narrow)"]
            )
            #expect(basic.status == 404)
            let push = try await company.server.ask(
                "POST",
                "/v2/ann/open/blobs/uploads/",
                options: ["-u", "ann:\(narrow)"]
            )
            #expect(push.status == 403 && push.codes == ["DENIED"])
        }
    }

    @Test("skopeo, podman, buildah and datalab: log in, push, pull; without a login a public image only")
    func tools() async throws {
        try await Company.with { company in
            let layout = "oci:\(try await Self.layout(in: company.folder)):a", host = company.server.host
            let image = "\(host)/ann/tools"
            let home = company.folder.appending(path: "home").path
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            func auth(_ name: String) -> [String: String] {
                ["REGISTRY_AUTH_FILE": "\(home)/\(name).json", "HOME": home, "DATALAB_HOME": "\(home)/datalab"]
            }
            let push = ["skopeo", "copy", "--dest-tls-verify=false", layout, "docker://\(image):a"]
            #expect(try await Tool.capture(push, environment: auth("skopeo")).status != 0)
            let login = ["--username", "ann", "--password-stdin"]
            let skopeo = ["skopeo", "login", "--tls-verify=false", host] + login
            try await Tool.run(skopeo, environment: auth("skopeo"), input: Company.password)
            try await Tool.run(push, environment: auth("skopeo"))
            let storage = [
                "--root", "\(home)/root", "--runroot", "\(home)/run", "--storage-driver", "vfs",
            ]
            let podman = ["podman"] + storage
            let pull = podman + ["pull", "-q", "--tls-verify=false", "\(image):a"]
            #expect(try await Tool.capture(pull, environment: auth("podman")).status != 0)
            try await Tool.run(
                podman + ["login", "--tls-verify=false", host] + login,
                environment: auth("podman"),
                input: Company.password
            )
            try await Tool.run(pull, environment: auth("podman"))
            let again = podman + ["push", "-q", "--tls-verify=false", "\(image):a", "\(image):podman"]
            try await Tool.run(again, environment: auth("podman"))
            try await Self.buildah(image, in: storage, auth("buildah"))
            let tags = ["skopeo", "list-tags", "--tls-verify=false", "docker://\(image)"]
            let listed = try await Tool.run(tags, environment: auth("skopeo"))
            #expect(listed.contains("\"podman\"") && listed.contains("\"buildah\""))
            let delete = ["skopeo", "delete", "--tls-verify=false", "docker://\(image):buildah"]
            #expect(try await Tool.capture(delete, environment: auth("anonymous")).status != 0)
            try await Tool.run(delete, environment: auth("skopeo"))
            #expect(try await !Tool.run(tags, environment: auth("skopeo")).contains("\"buildah\""))
            let copy = [RunningAppStore.datalab, "copy", "\(image):podman", "\(host)/ann/copy:b"]
            #expect(try await Tool.capture(copy, environment: auth("datalab")).status == 77)
            try await Tool.run(
                [RunningAppStore.datalab, "login", host] + login,
                environment: auth("datalab"),
                input: Company.password
            )
            try await Tool.run(copy, environment: auth("datalab"))
            let open = ["skopeo", "inspect", "--tls-verify=false"]
            let anonymous = auth("anonymous")
            try await Tool.run(open + ["docker://\(host)/ann/open:1.0.0-0"], environment: anonymous)
            let closed = try await Tool.capture(open + ["docker://\(host)/ann/closed:1.0.0-0"], environment: anonymous)
            #expect(closed.status != 0)
        }
    }

    /// Logs in, pulls an image, and pushes a container of it; without the login it can do neither.
    private static func buildah(_ image: String, in storage: [String], _ environment: [String: String]) async throws {
        let buildah = ["buildah"] + storage, host = String(image.prefix { $0 != "/" })
        let from = buildah + ["from", "--pull-always", "--tls-verify=false", "\(image):podman"]
        #expect(try await Tool.capture(from, environment: environment).status != 0)
        let login = ["login", "--tls-verify=false", "--username", "ann", "--password-stdin", host]
        try await Tool.run(buildah + login, environment: environment, input: Company.password)
        let name = try await Tool.run(from, environment: environment).split(separator: "\n").last.map(String.init)
        let commit = ["commit", "-q", "--tls-verify=false", name ?? "", "docker://\(image):buildah"]
        try await Tool.run(buildah + commit, environment: environment)
    }

    @Test("many wrong passwords make the next one wait")
    func attempts() async throws {
        try await Company.with { company in
            var statuses: [Int] = []
            for number in 0..<8 {
                let answer = try await company.server.ask("GET", "/v2/", options: ["-u", "ann:wrong \(number)"])
                statuses.append(answer.status)
                if answer.status == 429 { #expect(answer.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1) }
            }
            #expect(statuses.prefix(5).allSatisfy { $0 == 401 } && statuses.contains(429), "\(statuses)")
        }
    }

    /// An OCI layout with an image named `a`, made by umoci, that is no datalab.
    static func layout(in folder: URL) async throws -> String {
        let layout = folder.appending(path: "layout").path, file = folder.appending(path: "file")
        try Data.random(100_000).write(to: file)
        try await Tool.run(["umoci", "init", "--layout", layout])
        try await Tool.run(["umoci", "new", "--image", "\(layout):a"])
        try await Tool.run(["umoci", "insert", "--image", "\(layout):a", file.path, "/file"])
        return layout
    }
}
