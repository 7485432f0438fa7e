import Foundation
import OCIModel
import Testing

@Suite("what is private", .timeLimit(.minutes(20)))
struct SecrecyTests {
    @Test("a private layer cannot be read or mounted through another repository, not even by who may read that")
    func layers() async throws {
        try await Company.with { company in
            let secret = try company.datalab("closed", readers: ["cem"])
            try await secret.push(to: company, "ann/closed", "2")
            let layer = secret.blobs[1].digest
            #expect(try await company.ask("GET", "/v2/ann/closed/blobs/\(layer)", as: .cem).status == 200)
            for user in [Company.User.anonymous, .ben, .cem, .ann] {
                for method in ["GET", "HEAD"] {
                    let answer = try await company.ask(method, "/v2/ann/open/blobs/\(layer)", as: user)
                    #expect(answer.status == 404, "\(method) by \(user)")
                }
            }
            // A mount that is not granted begins an upload: the answer for a blob that is not there.
            for from in ["&from=ann/closed", "&from=ann/absent", ""] {
                let answer = try await company.ask("POST", "/v2/ben/own/blobs/uploads/?mount=\(layer)\(from)", as: .ben)
                #expect(answer.status == 202, "\(from)")
                #expect(try await company.ask("GET", "/v2/ben/own/blobs/\(layer)", as: .ben).status == 404)
            }
            let path = "/v2/cem/own/blobs/uploads/?mount=\(layer)&from=ann/closed"
            #expect(try await company.ask("POST", path, as: .cem).status == 201)
        }
    }

    @Test("lists, counts, facets and referrers say nothing of it to those who may not see it")
    func lists() async throws {
        struct Page: Decodable {
            struct Facet: Decodable {
                struct Value: Decodable { let value: String }
                let values: [Value]
            }
            let total: Int
            let facets: [Facet]
        }
        try await Company.with { company in
            let subject = try company.datalab("closed")
            try await subject.push(to: company, "ann/closed", "3")
            try await SampleImage(subject: subject.descriptor).push(to: company, "ann/closed", "signature")
            let referrers = "/v2/ann/closed/referrers/\(subject.descriptor.digest)"
            for user in Company.User.allCases {
                let mayKnow = user != .anonymous && user != .ben
                let catalog = try await company.ask("GET", "/v2/_catalog", as: user).text
                #expect(catalog.contains("ann/open") && catalog.contains("ann/closed") == mayKnow, "\(user)")
                let search = try await company.ask("GET", "/api/v1/datalabs", as: user).decode(Page.self)
                #expect(search.total == (mayKnow ? 2 : 1), "\(user)")
                let values = search.facets.flatMap { $0.values.map(\.value) }
                #expect(
                    values.contains(Company.secretWord) == mayKnow && values.contains("private") == mayKnow,
                    "\(user)"
                )
                let word = try await company.ask("GET", "/api/v1/datalabs?q=\(Company.secretWord)", as: user)
                #expect(try word.decode(Page.self).total == (mayKnow ? 1 : 0), "\(user)")
                let found = try await company.ask("GET", referrers, as: user)
                #expect(found.text.contains("sha256") == mayKnow, "\(user)")
            }
        }
    }

    @Test("a change of visibility and of the list counts for the very next request")
    func changes() async throws {
        try await Company.with { company in
            let tags = "/v2/ann/closed/tags/list", visibility = "/api/v1/datalabs/ann%2Fclosed/visibility"
            func set(_ json: String) async throws {
                let answer = try await company.ask("PUT", visibility, as: .ann, body: Data(json.utf8))
                try #require(answer.status == 204, "\(answer.text)")
            }
            func statuses() async throws -> [Int] {
                var found: [Int] = []
                for user in [Company.User.anonymous, .ben, .cem] {
                    found.append(try await company.ask("GET", tags, as: user).status)
                }
                return found
            }
            #expect(try await statuses() == [401, 404, 200])
            try await set(#"{"visibility":"private","readers":["ben"]}"#)
            #expect(try await statuses() == [401, 200, 404])
            try await set(#"{"visibility":"public"}"#)
            #expect(try await statuses() == [200, 200, 200])
            try await set(#"{"visibility":"private","readers":[]}"#)
            #expect(try await statuses() == [401, 404, 404])
            let audit = [RunningAppStore.program, "audit", "--subject", "ann/closed", "--folder"]
            let log = try await Tool.run(audit + [company.folder.appending(path: "store").path])
            #expect(log.split(separator: "\n").count { $0.contains("visibility.changed") && $0.contains("ann") } == 4)
        }
    }

    @Test("an image that is no datalab is its owner's alone until they say otherwise")
    func plainImages() async throws {
        try await Company.with { company in
            try await SampleImage().push(to: company, as: .ben, "ben/plain", "a")
            #expect(try await company.ask("GET", "/v2/ben/plain/manifests/a", as: .ann).status == 404)
            let change = Data(#"{"visibility":"public"}"#.utf8)
            let path = "/api/v1/datalabs/ben/plain/visibility"
            #expect(try await company.ask("PUT", path, as: .ben, body: change).status == 204)
            #expect(try await company.ask("GET", "/v2/ben/plain/manifests/a", as: .anonymous).status == 200)
            #expect(try await company.ask("GET", "/api/v1/datalabs/ben/plain", as: .ben).status == 404)
        }
    }
}
