import ExternalTools
import Foundation
import Testing

/// Deleting by the API, the page and the command, and what everybody is answered afterwards.
@Suite("deleting a version, a datalab, a repository", .timeLimit(.minutes(5)))
struct DeletionByRouteTests {
    @Test(
        "a version by the API: its tags and digest are gone for everybody, the datalab stays until its last version goes"
    )
    func version() async throws {
        try await Company.with { company in
            let next = try company.datalab("open", keywords: ["newer"])
            try await next.push(to: company, "ann/open", "1.0.0-1")
            let digest = next.manifest.digest
            let path = "/api/v1/datalabs/ann/open/versions/\(digest)"
            #expect(try await company.ask("DELETE", path, as: .ben).status == 403)
            #expect(try await company.ask("DELETE", path, as: .ann).status == 204)
            #expect(try await company.ask("DELETE", path, as: .ann).status == 404)
            for reference in ["1.0.0-1", "\(digest)"] {
                #expect(try await company.ask("GET", "/v2/ann/open/manifests/\(reference)", as: .ann).status == 404)
            }
            let shown = try await company.ask("GET", "/api/v1/datalabs/ann/open", as: .anonymous)
            #expect(shown.status == 200 && !shown.text.contains("\(digest)"))
            let listed = try await company.ask("GET", "/api/v1/repositories/ann/open/manifests", as: .ann)
            #expect(listed.status == 200 && listed.text.contains(#""isKept":true"#))
            #expect(try await company.ask("DELETE", "/api/v1/datalabs/ann/open", as: .ann).status == 204)
            for path in ["/api/v1/datalabs/ann/open", "/datalabs/ann/open", "/v2/ann/open/tags/list"] {
                #expect(try await company.ask("GET", path, as: .ann).status == 404, "\(path)")
            }
            #expect(try await company.ask("DELETE", "/api/v1/datalabs/ann/open", as: .ann).status == 404)
        }
    }

    @Test("a token that may push and not delete deletes nothing")
    func token() async throws {
        try await Company.with { company in
            let body = Data(#"{"name":"ci","scopes":["ann/*:pull,push"]}"#.utf8)
            struct New: Decodable { let secret: String }
            let made = try await company.ask("POST", "/api/v1/tokens", as: .ann, body: body).decode(New.self)
            for path in ["/api/v1/datalabs/ann/open", "/api/v1/repositories/ann/open"] {
                let answer = try await company.server.ask("DELETE", path, options: ["-u", "ann:\(made.secret)"])
                #expect(answer.status == 403)
            }
        }
    }

    @Test("the page asks for the name, and deletes when it is right")
    func page() async throws {
        try await Company.with { company in
            let session = try await company.session(.ann)
            let cookie = "Cookie: appstore_session=\(session.cookie)"
            func send(_ fields: String) async throws -> Answer {
                let body = Data("form_token=\(session.formToken)&\(fields)".utf8)
                let type = "Content-Type: application/x-www-form-urlencoded"
                return try await company.server.ask(
                    "POST",
                    "/datalabs/ann/open/delete",
                    headers: [cookie, type],
                    body: body
                )
            }
            let form = try await company.server.ask("GET", "/datalabs/ann/open/delete", headers: [cookie])
            #expect(form.text.contains("Delete ann/open?") && form.text.contains("name=\"confirm\""))
            #expect(try await send("confirm=ann%2Fclosed").status == 400)
            #expect(try await company.ask("GET", "/datalabs/ann/open", as: .anonymous).status == 200)
            #expect(try await send("confirm=ann%2Fopen").status == 303)
            #expect(try await company.ask("GET", "/datalabs/ann/open", as: .anonymous).status == 404)
        }
    }

    @Test("the settings' page tells what a repository holds and what keeps it, with a way to delete a version")
    func held() async throws {
        try await Company.with { company in
            let next = try company.datalab("open", keywords: ["newer"])
            try await next.push(to: company, "ann/open", "1.0.0-1")
            let cookie = "Cookie: appstore_session=\(try await company.session(.ann).cookie)"
            let page = try await company.server.ask("GET", "/datalabs/ann/open/settings", headers: [cookie]).text
            #expect(page.contains("What its repository holds") && page.contains("<td>a version</td>"))
            let question = "/datalabs/ann/open/delete?version=\(next.manifest.digest)"
            #expect(page.contains("Delete<span class=\"hidden\"> 1.0.0-1</span>"))
            let form = try await company.server.ask("GET", question, headers: [cookie])
            #expect(form.status == 200 && form.text.contains("Delete this version"))
        }
    }

    @Test("the command deletes with --yes, asks nobody where nobody is, and names what there is instead")
    func command() async throws {
        try await Company.with { company in
            let home = company.folder.appending(path: "home").path
            let environment = [
                "HOME": home, "DATALAB_HOME": home + "/datalab", "DATALAB_APPSTORE": company.server.host,
                "DOCKER_CONFIG": home + "/docker",
            ]
            func run(_ arguments: [String], input: String = "") async throws -> (status: Int32, text: String) {
                let command = [RunningAppStore.datalab] + arguments
                let output = try await Tool.capture(command, environment: environment, input: input)
                let text = String(decoding: output.standardOutput, as: UTF8.self) + output.standardError
                return (output.status, text)
            }
            let login = ["login", company.server.host, "--username", "ann", "--password-stdin"]
            let logged = try await run(login, input: company.token(.ann))
            try #require(logged.status == 0, "\(logged.text)")
            let asked = try await run(["delete", "ann/open"])
            #expect(asked.status != 0 && asked.text.contains("--yes"), "\(asked.text)")
            let absent = try await run(["delete", "ann/open:9.9.9", "--yes"])
            #expect(absent.status != 0 && absent.text.contains("datalab show ann/open"), "\(absent.text)")
            let next = try company.datalab("open", keywords: ["newer"])
            try await next.push(to: company, "ann/open", "1.0.0-1")
            let version = try await run(["delete", "ann/open:1.0.0-1", "--yes"])
            #expect(version.status == 0 && version.text.contains("\(next.manifest.digest)"), "\(version.text)")
            #expect(try await company.ask("GET", "/v2/ann/open/manifests/1.0.0-0", as: .ann).status == 200)
            let all = try await run(["delete", "ann/open", "--yes"])
            #expect(all.status == 0, "\(all.text)")
            #expect(try await company.ask("GET", "/v2/ann/open/tags/list", as: .ann).status == 404)
        }
    }
}
