import Foundation
import OCIModel
import Testing

@Suite("lists", .timeLimit(.minutes(10)))
struct ListTests {
    private struct Tags: Decodable {
        let name: String
        let tags: [String]
    }

    private struct Catalog: Decodable {
        let repositories: [String]
    }

    @Test("tags, in parts and whole, in the order of their bytes")
    func tags() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            for tag in ["b", "a", "C", "_", "10", "9"] { try await image.push(to: server, "team/lab", tag) }
            let path = "/v2/team/lab/tags/list"
            let all = try await server.ask("GET", path)
            #expect(all.status == 200 && all.headers["content-type"] == "application/json")
            #expect(try all.decode(Tags.self).name == "team/lab")
            #expect(try all.decode(Tags.self).tags == ["10", "9", "C", "_", "a", "b"])
            var found: [String] = [], next: String? = path + "?n=4"
            while let place = next {
                let part = try await server.ask("GET", place)
                found += try part.decode(Tags.self).tags
                next = try part.headers["link"].map { try #require($0.wholeMatch(of: #/<(.*)>; rel="next"/#)).1 }.map(
                    String.init
                )
            }
            #expect(found == ["10", "9", "C", "_", "a", "b"])
            #expect(try await server.ask("GET", path + "?last=C").decode(Tags.self).tags == ["_", "a", "b"])
            let exact = try await server.ask("GET", path + "?n=2&last=_")
            #expect(try exact.decode(Tags.self).tags == ["a", "b"] && exact.headers["link"] == nil)
            let none = try await server.ask("GET", path + "?n=0")
            #expect(try none.decode(Tags.self).tags.isEmpty && none.headers["link"] == nil)
            #expect(try await server.ask("GET", path + "?n=-1").status == 400)
            let missing = try await server.ask("GET", "/v2/none/tags/list")
            #expect(missing.status == 404 && missing.codes == ["NAME_UNKNOWN"])
        }
    }

    @Test("repositories, in parts")
    func catalog() async throws {
        try await RunningAppStore.with { server, _ in
            for name in ["b", "a/x", "c"] { try await server.pushBlob(Data("x".utf8), to: name) }
            let all = try await server.ask("GET", "/v2/_catalog")
            #expect(try all.decode(Catalog.self).repositories == ["a/x", "b", "c"] && all.headers["link"] == nil)
            let part = try await server.ask("GET", "/v2/_catalog?n=2")
            #expect(try part.decode(Catalog.self).repositories == ["a/x", "b"])
            #expect(part.headers["link"] == #"</v2/_catalog?n=2&last=b>; rel="next""#)
            #expect(try await server.ask("GET", "/v2/_catalog?n=2&last=b").decode(Catalog.self).repositories == ["c"])
        }
    }

    @Test("referrers: with type and annotations, filtered, and none where there is nothing")
    func referrers() async throws {
        try await RunningAppStore.with { server, _ in
            let subject = try SampleImage()
            let path = "/v2/lab/referrers/\(subject.manifest.digest)"
            let none = try await server.ask("GET", path)
            #expect(none.status == 200 && none.headers["content-type"] == MediaType.index)
            #expect(try none.decode(Index.self).manifests.isEmpty)
            let signature = try SampleImage(
                subject: subject.descriptor,
                artifactType: "a/signature+json",
                annotations: ["k": "v"]
            )
            let plain = try SampleImage(subject: subject.descriptor)
            try await signature.push(to: server, "lab", "\(signature.manifest.digest)")
            try await plain.push(to: server, "lab", "\(plain.manifest.digest)")
            let all = try await server.ask("GET", path).decode(Index.self)
            #expect(all.schemaVersion == 2 && all.mediaType == MediaType.index && all.manifests.count == 2)
            let found = try #require(all.manifests.first { $0.digest == signature.manifest.digest })
            #expect(found.artifactType == "a/signature+json" && found.annotations == ["k": "v"])
            #expect(found.size == Int64(signature.manifest.count) && found.mediaType == MediaType.manifest)
            // The type of an image is its configuration's.
            #expect(all.manifests.first { $0.digest == plain.manifest.digest }?.artifactType == MediaType.config)
            for type in ["a/signature+json", "a/signature%2Bjson"] {
                let filtered = try await server.ask("GET", path + "?artifactType=\(type)")
                #expect(filtered.headers["oci-filters-applied"] == "artifactType")
                #expect(try filtered.decode(Index.self).manifests.map(\.digest) == [signature.manifest.digest])
            }
            #expect(try await server.ask("GET", "/v2/other/referrers/\(subject.manifest.digest)").status == 200)
            #expect(try await server.ask("GET", "/v2/lab/referrers/sha256:1").status == 400)
            #expect(try await server.ask("DELETE", "/v2/lab/manifests/\(plain.manifest.digest)").status == 202)
            #expect(try await server.ask("GET", path).decode(Index.self).manifests.count == 1)
        }
    }

    @Test("referrers with large annotations come in parts")
    func largeReferrers() async throws {
        try await RunningAppStore.with { server, _ in
            let subject = try SampleImage()
            var pushed: Set<Digest> = []
            for _ in 0..<3 {
                let note = String(repeating: "n", count: 3 << 20)
                let image = try SampleImage(subject: subject.descriptor, annotations: ["note": note])
                try await image.push(to: server, "lab", "\(image.manifest.digest)")
                pushed.insert(image.manifest.digest)
            }
            var found: [Digest] = [], next: String? = "/v2/lab/referrers/\(subject.manifest.digest)"
            while let place = next {
                let part = try await server.ask("GET", place)
                found += try part.decode(Index.self).manifests.map(\.digest)
                next = part.headers["link"].map { String($0.dropFirst().prefix { $0 != ">" }) }
            }
            #expect(found.count == 3 && Set(found) == pushed)
        }
    }

    @Test(
        "paths and methods that are nothing",
        arguments: [
            ("GET", "/v2/UPPER/tags/list", 400, "NAME_INVALID"), ("GET", "/v2/a//b/tags/list", 400, "NAME_INVALID"),
            ("GET", "/v2/lab/nothing", 404, "UNSUPPORTED"), ("POST", "/v2/lab/tags/list", 405, "UNSUPPORTED"),
            ("DELETE", "/v2/", 405, "UNSUPPORTED"), ("GET", "/v2/a/../b/tags/list", 400, "NAME_INVALID"),
            ("GET", "/v2/lab/manifests/.dot", 400, "MANIFEST_INVALID"),
        ]
    )
    func nothing(method: String, path: String, status: Int, code: String) async throws {
        try await RunningAppStore.with { server, _ in
            let answer = try await server.ask(method, path, options: ["--path-as-is"])
            #expect(answer.status == status && answer.codes == [code], "\(answer.text)")
            #expect(answer.headers["docker-distribution-api-version"] == "registry/2.0")
        }
    }
}
