import DatalabModel
import ExternalTools
import Foundation
import Testing

/// Who may launch what, as the AppStore tells it to the hub.
@Suite("launching: who and what", .timeLimit(.minutes(5)))
struct LaunchTableTests {
    private struct Launch: Decodable {
        let datalab, version, digest, image, password: String
        let plainHTTP, asksHub: Bool
    }

    /// For nobody, another user, a listed user, the owner, an administrator.
    private static let table: [(datalab: String, expected: [Int])] = [
        ("ann/open", [404, 200, 200, 200, 200]),
        ("ann/closed", [404, 404, 200, 200, 200]),
        ("ann/absent", [404, 404, 404, 404, 404]),
        ("no datalab's name", [404, 404, 404, 404, 404]),
    ]

    @Test("the hub is told of a datalab what its user may know, and of a private one what of a missing one")
    func table() async throws {
        try await HubCompany.with { hub in
            for (datalab, expected) in Self.table {
                for (user, status) in zip(Company.User.allCases, expected) {
                    let answer = try await hub.launch(datalab, for: user.rawValue)
                    #expect(answer.status == status, "\(datalab) for \(user): \(answer.text)")
                }
            }
            let closed = try await hub.launch("ann/closed", for: "ben").text
            let absent = try await hub.launch("ann/absent", for: "ben").text
            #expect(closed.replacing("closed", with: "absent") == absent)
            // By digest too, under its own name and under that of one that may be seen.
            let digest = try await hub.launch("ann/closed", for: "ann").decode(Launch.self).digest
            for name in ["ann/closed", "ann/open"] {
                let answer = try await hub.launch(name, for: "ben", #","digest":"\#(digest)""#)
                #expect(answer.status == 404, "\(answer.text)")
            }
            try await catalogue(hub)
        }
    }

    private func catalogue(_ hub: HubCompany) async throws {
        for (user, sees) in [("ben", false), ("cem", true), ("ann", true), ("root", true)] {
            let path = "/hub/catalogue?user=\(user)&q=Lab"
            let answer = try await hub.company.server.ask("GET", path, options: HubCompany.login)
            #expect(answer.text.contains("ann/open") && answer.text.contains("ann/closed") == sees, "\(user)")
        }
        for (user, status) in [("ben", 200), ("nobody-here", 404), ("", 404)] {
            let path = "/hub/users?user=\(user)"
            #expect(try await hub.company.server.ask("GET", path, options: HubCompany.login).status == status)
        }
    }

    @Test("a step is launched by nobody: its page has no button, and the CWL by which engines run it")
    func step() async throws {
        try await HubCompany.with { hub in
            let json = #"{"command":["fit","<b>"],"inputs":[],"outputs":[{"name":"a","type":"stdout"}]}"#
            let step = try JSONDecoder().decode(StepDescription.self, from: Data(json.utf8))
            let company = hub.company
            try await company.datalab("fit", step: step).push(to: company, "ann/fit", "1.0.0-0")
            try await company.datalab("mine", readers: [], step: step).push(to: company, "ann/mine", "1.0.0-0")
            let refused = try await hub.launch("ann/fit", for: "ann")
            #expect(refused.status == 400 && refused.text.contains("opens no page"), "\(refused.text)")
            let cookie = ["Cookie: appstore_session=\(try await company.session(.ann).cookie)"]
            let form = try await company.server.ask("GET", "/launch/ann/fit", headers: cookie)
            #expect(form.status == 400 && form.text.contains("opens no page"), "\(form.text)")
            let list = try await company.server.ask("GET", "/?kind=step", headers: cookie)
            #expect(list.text.contains("ann/fit") && !list.text.contains("Launch<"), "\(list.text)")
            let page = try await company.server.ask("GET", "/datalabs/ann/fit", headers: cookie)
            #expect(page.text.contains("cwltool --podman fit.cwl") && !page.text.contains(">Launch"), "\(page.text)")
            #expect(page.text.contains("class: CommandLineTool") && !page.text.contains("<b>"), "\(page.text)")
            let place = try #require(page.text.firstMatch(of: #/href="(/datalabs/ann/fit/[^"]*step=cwl)"/#)).output.1
            let document = try await company.server.ask("GET", String(place))
            #expect(document.status == 200 && document.text.contains("dockerPull: \"store.example.org/ann/fit@sha256:"))
            // A private step's is there for whom it is for, as its page is.
            let own = try await company.server.ask("GET", "/datalabs/ann/mine", headers: cookie).text
            let hidden = try #require(own.firstMatch(of: #/href="(/datalabs/ann/mine/[^"]*step=cwl)"/#)).output.1
            #expect(try await company.server.ask("GET", String(hidden), headers: cookie).status == 200)
            #expect(try await company.server.ask("GET", String(hidden)).status != 200)
            let other = try await company.server.ask("GET", "/datalabs/ann/open", headers: cookie).text
            let version = try #require(other.firstMatch(of: #/href="(/datalabs/ann/open/versions/sha256:[0-9a-f]+)/#))
                .output.1
            #expect(try await company.server.ask("GET", "\(version)?step=cwl").status == 404)
        }
    }

    @Test("only the hub asks: no secret, a wrong one, a user's token, another name")
    func strangers() async throws {
        try await HubCompany.with { hub in
            let root = try hub.company.token(.root)
            for options in [
                [], ["-u", "jupyterhub:\(HubCompany.secret.dropLast())"], ["-u", "jupyterhub:\(root)"],
                ["-u", "root:\(root)"], ["-u", "root:\(HubCompany.secret)"],
                ["-H", "Authorization: Bearer \(HubCompany.secret)"],
            ] {
                #expect(try await hub.launch("ann/open", for: "ann", as: options).status == 401, "\(options)")
                #expect(try await hub.exchange([("grant_type", "x")], as: options).status == 401, "\(options)")
                for path in ["/hub/catalogue?user=ann", "/hub/users?user=ann"] {
                    #expect(try await hub.company.server.ask("GET", path, options: options).status == 401)
                }
            }
        }
    }

    @Test("a launch's password pulls its one image, and does nothing else")
    func password() async throws {
        try await HubCompany.with { hub in
            let launch = try await hub.launch("ann/closed", for: "cem").decode(Launch.self)
            #expect(launch.image == "store.example.org/ann/closed@\(launch.digest)" && launch.plainHTTP)
            #expect(launch.version == "1.0.0-0" && !launch.asksHub)
            let server = hub.company.server
            func status(_ method: String, _ path: String, _ user: String = "cem") async throws -> Int {
                try await server.ask(method, path, options: ["-u", "\(user):\(launch.password)"]).status
            }
            #expect(try await status("GET", "/v2/ann/closed/manifests/\(launch.digest)") == 200)
            // As another user, it is a wrong password.
            #expect(try await status("GET", "/v2/ann/closed/manifests/\(launch.digest)", "ann") == 401)
            #expect(try await status("POST", "/v2/ann/closed/blobs/uploads/") == 403)
            #expect(try await status("POST", "/v2/cem/mine/blobs/uploads/") == 403)
            #expect(try await status("GET", "/api/v1/me") == 403)
            #expect(try await status("GET", "/api/v1/tokens") == 403)
            let place = "/token?service=appstore&scope=repository:ann/closed:pull,push&scope=repository:cem/x:push"
            let grant = try await server.ask("GET", place, options: ["-u", "cem:\(launch.password)"])
            #expect(grant.status == 200 && grant.text.contains("repository:ann/closed:pull\""), "\(grant.text)")
            let form = [("user", "cem"), ("password", launch.password)]
            #expect(try await server.nobody.post("/sign-in", form).status == 403)
            // Another one's end, and nothing of it but its prefix.
            for wrong in [String(launch.password.dropLast(2)) + "AA", "dllaunch_", "dllaunch_x.y.z"] {
                let answer = try await server.ask("GET", "/v2/ann/closed/tags/list", options: ["-u", "cem:\(wrong)"])
                #expect(answer.status == 401, "\(answer.text)")
            }
        }
    }

    @Test(
        "a version is found by its tag or digest, one that is not there is told, and so is a hub without a name of its own"
    )
    func versions() async throws {
        try await HubCompany.with { hub in
            let newest = try await hub.launch("ann/open", for: "ben").decode(Launch.self)
            for wish in [#","version":"1.0.0-0""#, #","digest":"\#(newest.digest)""#] {
                #expect(try await hub.launch("ann/open", for: "ben", wish).decode(Launch.self).digest == newest.digest)
            }
            let missing = try await hub.launch("ann/open", for: "ben", #","version":"2""#)
            #expect(missing.status == 404 && missing.text.contains("no version 2"), "\(missing.text)")
            let store = hub.company.folder.appending(path: "other").path
            let secret = hub.company.folder.appending(path: "secret").path
            for (options, word) in [
                (["--hub", "http://a.example.org:1"], "hub-secret"), (["--hub-secret", secret], "'hub'"),
                (["--hub", "http://a.example.org:1", "--hub-secret", secret], "public-url"),
                (
                    [
                        "--hub", "http://a.example.org:1", "--hub-secret", secret, "--public-url",
                        "http://a.example.org",
                    ],
                    "cookies"
                ),
                (
                    [
                        "--hub", "http://a.example.org", "--hub-secret", "/dev/null", "--public-url",
                        "http://b.example.org",
                    ],
                    "secret"
                ),
            ] {
                let serve = [RunningAppStore.program, "serve", "--folder", store, "--port", "0"] + options
                let finished = try await Tool.capture(serve)
                #expect(finished.status != 0 && finished.standardError.contains(word), "\(finished.standardError)")
            }
        }
    }
}
