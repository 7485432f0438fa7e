import ExternalTools
import Foundation
import OCIModel
import Testing

/// What a push does to the catalogue, and what the commands see of it.
@Suite("the catalogue behind pushes", .timeLimit(.minutes(20)))
struct CatalogueByPushTests {
    private struct Version: Decodable {
        let version: String
        let tags: [String]
        let review: String
    }

    private func versions(_ company: Company, _ user: Company.User = .ann) async throws -> [Version] {
        try await company.ask("GET", "/api/v1/datalabs/ann%2Fopen/versions", as: user).decode([Version].self)
    }

    @Test("a tag makes a version, another moves to it, without tags it is gone; pulls are counted")
    func life() async throws {
        try await Company.with { company in
            let second = try company.datalab("open")
            try await second.push(to: company, "ann/open", "1.0.0-1")
            #expect(try await second.put(company, as: .ann, "ann/open", "latest").status == 201)
            let found = try await versions(company)
            #expect(found.map(\.version) == ["1.0.0-1", "1.0.0-0"] && found.first?.tags == ["1.0.0-1", "latest"])
            _ = try await company.ask("GET", "/v2/ann/open/manifests/latest", as: .anonymous)
            let digest = second.manifest.digest
            #expect(try await company.ask("DELETE", "/v2/ann/open/manifests/latest", as: .ann).status == 202)
            #expect(try await versions(company).first?.tags == ["1.0.0-1"])
            #expect(try await company.ask("DELETE", "/v2/ann/open/manifests/\(digest)", as: .ann).status == 202)
            #expect(try await versions(company).map(\.version) == ["1.0.0-0"])
            struct Detail: Decodable {
                struct Summary: Decodable { let pulls: Int }
                let summary: Summary
            }
            // The count is written every few seconds.
            for _ in 0..<600 {
                let answer = try await company.ask("GET", "/api/v1/datalabs/ann/open", as: .ben)
                if try answer.decode(Detail.self).summary.pulls == 1 { return }
                try await Task.sleep(for: .milliseconds(100))
            }
            Issue.record("the pull was not counted")
        }
    }

    @Test("metadata that is refused gives every reason: to curl, to skopeo and to datalab publish; nothing is tagged")
    func refusal() async throws {
        try await Company.with { company in
            let layout = try await LoginTests.layout(in: company.folder),
                home = company.folder.appending(path: "home").path
            let bad = #"{"alternateName":"bad","title":"","version":"1.0.0","licence":"No-Such-Licence"}"#
            let label = "\(AnnotationKey.metadata)=\(bad)"
            try await Tool.run(["umoci", "config", "--image", "\(layout):a", "--config.label", label])
            try FileManager.default.createDirectory(atPath: home + "/datalab/store", withIntermediateDirectories: true)
            let environment = [
                "REGISTRY_AUTH_FILE": home + "/auth.json", "HOME": home, "DATALAB_HOME": home + "/datalab",
            ]
            let host = company.server.host
            let login = ["login", host, "--username", "ann", "--password-stdin"]
            try await Tool.run([RunningAppStore.datalab] + login, environment: environment, input: Company.password)
            let push = [
                "skopeo", "copy", "--dest-tls-verify=false", "oci:\(layout):a", "docker://\(host)/ann/bad:1.0.0-0",
            ]
            let skopeo = try await Tool.capture(push, environment: environment)
            #expect(skopeo.status != 0 && skopeo.standardError.contains("title"), "\(skopeo.standardError)")
            try await Tool.run(["skopeo", "copy", "oci:\(layout):a", "oci:\(home)/datalab/store:bad:1.0.0-0"])
            let publish = [RunningAppStore.datalab, "publish", "bad:1.0.0-0", "\(host)/ann/bad"]
            let refused = try await Tool.capture(publish, environment: environment)
            for word in ["licence", "title"] {
                #expect(refused.standardError.contains(word), "\(word): \(refused.standardError)")
            }
            #expect(refused.status != 0)
            let tags = try await company.ask("GET", "/v2/ann/bad/tags/list", as: .ann)
            #expect(tags.status == 404 || tags.text.contains("\"tags\":[]"), "\(tags.text)")
        }
    }

    @Test("a later version that would change who may use a datalab is taken with a warning")
    func ignoredVisibility() async throws {
        try await Company.with { company in
            let image = try company.datalab("open", readers: ["cem"])
            for blob in image.blobs {
                let path = "/v2/ann/open/blobs/uploads/?digest=\(blob.digest)"
                try #require(try await company.ask("POST", path, as: .ann, body: blob).status == 201)
            }
            let answer = try await image.put(company, as: .ann, "ann/open", "1.0.0-1")
            #expect(answer.status == 201)
            #expect(answer.headers["warning"]?.contains("stays public") == true, "\(answer.headers)")
            #expect(try await company.ask("GET", "/v2/ann/open/manifests/1.0.0-1", as: .anonymous).status == 200)
        }
    }

    @Test("with --review a version is listed once a moderator has approved it")
    func review() async throws {
        try await Company.with(["--review"]) { company in
            let path = "/api/v1/datalabs/ann/open"
            #expect(try await company.ask("GET", path, as: .anonymous).status == 404)
            #expect(try await versions(company).map(\.review) == ["waiting"])
            struct Waiting: Decodable {
                let name: String
                let digest: String
            }
            let queue = try await company.ask("GET", "/api/v1/reviews", as: .root).decode([Waiting].self)
            #expect(queue.map(\.name).sorted() == ["ann/closed", "ann/open"])
            let digest = try #require(queue.first { $0.name == "ann/open" }?.digest)
            let approval = Data(#"{"digest":"\#(digest)","isApproved":true}"#.utf8)
            #expect(try await company.ask("PUT", path + "/review", as: .ann, body: approval).status == 403)
            #expect(try await company.ask("PUT", path + "/review", as: .root, body: approval).status == 204)
            #expect(try await company.ask("GET", path, as: .anonymous).status == 200)
        }
    }

    @Test("datalab search, show, visibility, and publish without a place")
    func commands() async throws {
        try await Company.with { company in
            let home = company.folder.appending(path: "home").path, host = company.server.host
            try FileManager.default.createDirectory(atPath: home + "/datalab/store", withIntermediateDirectories: true)
            let environment = [
                "REGISTRY_AUTH_FILE": home + "/auth.json", "HOME": home, "DATALAB_HOME": home + "/datalab",
            ]
            func datalab(_ arguments: String..., input: String = "") async throws -> String {
                try await Tool.run([RunningAppStore.datalab] + arguments, environment: environment, input: input)
            }
            let none = try await Tool.capture([RunningAppStore.datalab, "search"], environment: environment)
            #expect(none.status == 64 && none.standardError.contains("--default"))
            let open = try await datalab("search", "--appstore", host)
            #expect(open.contains("ann/open") && !open.contains("ann/closed"))
            let login = ["login", host, "--username", "ann", "--password-stdin", "--default"]
            try await Tool.run([RunningAppStore.datalab] + login, environment: environment, input: Company.password)
            #expect(try await datalab("search", Company.secretWord, "--kind", "jupyterlab").contains("ann/closed"))
            #expect(try await datalab("search", "--kind", "vnc").isEmpty)
            let shown = try await datalab("show", "ann/closed")
            #expect(shown.contains("private, for cem") && shown.contains("1.0.0-0") && shown.contains("Ann Lee"))
            _ = try await datalab("visibility", "ann/closed", "private", "--user", "ben")
            #expect(try await company.ask("GET", "/api/v1/datalabs/ann/closed", as: .ben).status == 200)
            #expect(try await datalab("show", "ann/closed").contains("private, for ben"))
            let pulled = "docker://\(host)/ann/open:1.0.0-0", stored = "oci:\(home)/datalab/store:fresh:1.0.0-0"
            try await Tool.run(["skopeo", "copy", "--src-tls-verify=false", pulled, stored], environment: environment)
            let published = try await datalab("publish", "fresh:1.0.0-0")
            #expect(published.contains("published \(host)/ann/fresh"))
            #expect(published.contains("http://\(host)/datalabs/ann/fresh"))
            #expect(try await datalab("show", "ann/fresh", "--format", "json").contains("\"shortName\":\"open\""))
            let missing = try await Tool.capture(
                [RunningAppStore.datalab, "show", "ann/absent"],
                environment: environment
            )
            #expect(missing.status == 66 && missing.standardError.contains("there is no datalab 'ann/absent'"))
        }
    }
}
