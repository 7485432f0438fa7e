import Foundation
import OCIModel
import Testing

@Suite("manifests", .timeLimit(.minutes(10)))
struct ManifestTests {
    @Test("by tag and by digest: byte for byte as it was pushed, with its type")
    func pushAndPull() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            for blob in image.blobs { try await server.pushBlob(blob, to: "team/lab") }
            let put = try await server.ask(
                "PUT",
                "/v2/team/lab/manifests/v1",
                headers: [SampleImage.manifestType],
                body: image.manifest
            )
            let digest = image.manifest.digest
            #expect(put.status == 201 && put.headers["location"] == "/v2/team/lab/manifests/\(digest)")
            #expect(put.headers["docker-content-digest"] == "\(digest)" && put.headers["oci-tag"] == nil)
            for reference in ["v1", "\(digest)"] {
                let get = try await server.ask("GET", "/v2/team/lab/manifests/\(reference)")
                #expect(get.status == 200 && get.body == image.manifest)
                #expect(get.headers["content-type"] == MediaType.manifest)
                #expect(get.headers["docker-content-digest"] == "\(digest)")
                let head = try await server.ask("HEAD", "/v2/team/lab/manifests/\(reference)")
                #expect(head.status == 200 && head.headers["content-length"] == "\(image.manifest.count)")
            }
            let missing = try await server.ask("GET", "/v2/team/lab/manifests/v2")
            #expect(missing.status == 404 && missing.codes == ["MANIFEST_UNKNOWN"])
        }
    }

    @Test("tag parameters of a push by digest")
    func tagParameters() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            for blob in image.blobs { try await server.pushBlob(blob, to: "lab") }
            for digest in [image.manifest.digest, image.manifest.longDigest] {
                let tags = (1...12).map { "\(digest.algorithm.rawValue)-\($0)" }
                let query = tags.map { "tag=\($0)" }.joined(separator: "&")
                let put = try await server.ask(
                    "PUT",
                    "/v2/lab/manifests/\(digest)?\(query)",
                    headers: [SampleImage.manifestType],
                    body: image.manifest
                )
                #expect(put.status == 201 && put.headers["oci-tag"] == tags.joined(separator: ", "))
                let get = try await server.ask("GET", "/v2/lab/manifests/\(tags[11])")
                #expect(get.body == image.manifest && get.headers["docker-content-digest"] == "\(digest)")
            }
        }
    }

    @Test("more tags than one request may set are refused, and none of them is set")
    func tooManyTags() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            for blob in image.blobs { try await server.pushBlob(blob, to: "lab") }
            let query = (1...17).map { "tag=t\($0)" }.joined(separator: "&")
            let path = "/v2/lab/manifests/\(image.manifest.digest)"
            let type = [SampleImage.manifestType]
            let refused = try await server.ask("PUT", "\(path)?\(query)", headers: type, body: image.manifest)
            #expect(refused.status == 414 && refused.text.contains("at most 16"))
            #expect(try await server.ask("GET", path).status == 404)
            let same = Array(repeating: "tag=t1", count: 40).joined(separator: "&")
            #expect(try await server.ask("PUT", "\(path)?\(same)", headers: type, body: image.manifest).status == 201)
        }
    }

    @Test("If-Match and If-None-Match: who moves a tag that another has moved is told, and what is there stays")
    func conditions() async throws {
        try await RunningAppStore.with { server, _ in
            let images = try (0..<3).map { _ in try SampleImage() }
            for image in images { for blob in image.blobs { try await server.pushBlob(blob, to: "lab") } }
            func put(_ number: Int, _ condition: String...) async throws -> Answer {
                let headers = [SampleImage.manifestType] + condition
                return try await server.ask(
                    "PUT",
                    "/v2/lab/manifests/v1",
                    headers: headers,
                    body: images[number].manifest
                )
            }
            func tagged() async throws -> String? {
                try await server.ask("HEAD", "/v2/lab/manifests/v1").headers["docker-content-digest"]
            }
            let digests = images.map { "\($0.manifest.digest)" }
            #expect(try await put(0, "If-Match: *").status == 412)
            #expect(try await put(0, "If-None-Match: *").status == 201)
            #expect(try await put(1, "If-None-Match: *").status == 412)
            #expect(try await put(1, "If-Match: \"\(digests[0])\"").status == 201)
            let late = try await put(2, "If-Match: \"\(digests[0])\"")
            #expect(late.status == 412 && late.headers["etag"] == "\"\(digests[1])\"" && late.codes == ["DENIED"])
            #expect(try await tagged() == digests[1])
            #expect(try await put(2, "If-Match: \"\(digests[0])\", \"\(digests[1])\"").status == 201)
            for wrong in ["If-Match: v1", "If-Match: \"v1\"", "If-None-Match: \"\(digests[0])\"", "If-Match: W/\"x\""] {
                #expect(try await put(0, wrong).status == 400, "\(wrong)")
            }
            #expect(try await put(0, "If-Match: *", "If-None-Match: *").status == 400)
            #expect(try await tagged() == digests[2])
        }
    }

    @Test("an image whose parts are missing is refused, each named; a missing subject, or an index's image, is not")
    func missingParts() async throws {
        try await RunningAppStore.with { server, _ in
            let subject = try SampleImage().descriptor
            let image = try SampleImage(subject: subject)
            let path = "/v2/lab/manifests/v1", type = [SampleImage.manifestType]
            let refused = try await server.ask("PUT", path, headers: type, body: image.manifest)
            #expect(refused.status == 404 && refused.codes == ["MANIFEST_BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"])
            for blob in image.blobs { #expect(refused.text.contains("\(blob.digest)")) }
            #expect(try await server.ask("GET", path).status == 404)
            for blob in image.blobs { try await server.pushBlob(blob, to: "lab") }
            let taken = try await server.ask("PUT", path, headers: type, body: image.manifest)
            #expect(taken.status == 201 && taken.headers["oci-subject"] == "\(subject.digest)")
            let index = Data(try CanonicalJSON.encode(Index(manifests: [image.descriptor, subject])))
            let sparse = try await server.ask("PUT", path, headers: [SampleImage.indexType], body: index)
            #expect(sparse.status == 201 && sparse.headers["warning"]?.contains("\(subject.digest)") == true)
            #expect(try await server.ask("GET", path).body == index)
        }
    }

    static let notManifests: [(String, String)] = [
        ("not JSON", "{"), ("nothing", ""), ("an old schema", #"{"schemaVersion":1}"#),
        (
            "no configuration",
            #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]}"#
        ),
        ("another type", #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#),
        (
            "a digest that is none",
            #"{"schemaVersion":2,"config":{"mediaType":"a","digest":"sha256:1","size":1},"layers":[]}"#
        ),
    ]

    @Test("what is no manifest is refused", arguments: notManifests)
    func invalid(name: String, text: String) async throws {
        try await RunningAppStore.with { server, _ in
            let type = [SampleImage.manifestType]
            let answer = try await server.ask("PUT", "/v2/lab/manifests/v1", headers: type, body: Data(text.utf8))
            #expect(answer.status == 400 && answer.codes == ["MANIFEST_INVALID"], "\(answer.text)")
            #expect(try await server.ask("GET", "/v2/lab/tags/list").codes == ["NAME_UNKNOWN"])
        }
    }

    @Test("sizes that are not the blobs', digests that are not the manifest's, and manifests of more than 4 MiB")
    func untrue() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage(), type = [SampleImage.manifestType]
            for blob in image.blobs { try await server.pushBlob(blob, to: "lab") }
            let text = String(decoding: image.manifest, as: UTF8.self).replacing(#""size":3000"#, with: #""size":3001"#)
            let size = try await server.ask("PUT", "/v2/lab/manifests/v1", headers: type, body: Data(text.utf8))
            #expect(size.status == 400 && size.codes == ["SIZE_INVALID"])
            let path = "/v2/lab/manifests/\(image.manifest.longDigest)"
            let digest = try await server.ask("PUT", path, headers: type, body: image.manifest + Data(" ".utf8))
            #expect(digest.status == 400 && digest.codes == ["DIGEST_INVALID"])
            let spaces = { (count: Int) in image.manifest + Data(repeating: 0x20, count: count - image.manifest.count) }
            for header in [type, type + ["Transfer-Encoding: chunked"]] {
                let large = try await server.ask(
                    "PUT",
                    "/v2/lab/manifests/v1",
                    headers: header,
                    body: spaces((4 << 20) + 1)
                )
                #expect(large.status == 413 && large.codes == ["SIZE_INVALID"])
            }
            let largest = try await server.ask("PUT", "/v2/lab/manifests/v1", headers: type, body: spaces(4 << 20))
            #expect(largest.status == 201)
        }
    }

    @Test("delete: a tag alone, a manifest with its tags, not a manifest that an index names")
    func delete() async throws {
        try await RunningAppStore.with { server, _ in
            let image = try SampleImage()
            for tag in ["a", "b", "c"] { try await image.push(to: server, "lab", tag) }
            let path = "/v2/lab/manifests/"
            #expect(try await server.ask("DELETE", path + "a").status == 202)
            #expect(try await server.ask("GET", path + "a").status == 404)
            #expect(try await server.ask("GET", path + "b").status == 200)
            let index = Data(try CanonicalJSON.encode(Index(manifests: [image.descriptor])))
            _ = try await server.ask("PUT", path + "index", headers: [SampleImage.indexType], body: index)
            let needed = try await server.ask("DELETE", path + "\(image.manifest.digest)")
            #expect(needed.status == 405 && needed.codes == ["UNSUPPORTED"])
            #expect(try await server.ask("DELETE", path + "\(index.digest)").status == 202)
            #expect(try await server.ask("DELETE", path + "\(image.manifest.digest)").status == 202)
            for reference in ["b", "c", "\(image.manifest.digest)", "index"] {
                #expect(try await server.ask("GET", path + reference).status == 404)
            }
            #expect(try await server.ask("DELETE", path + "b").codes == ["MANIFEST_UNKNOWN"])
            #expect(try await server.ask("DELETE", "/v2/none/manifests/b").codes == ["NAME_UNKNOWN"])
        }
    }

    @Test("a tag moves, and readers see the new manifest at once")
    func move() async throws {
        try await RunningAppStore.with { server, _ in
            for _ in 0..<3 {
                let image = try SampleImage()
                try await image.push(to: server, "lab", "latest")
                #expect(try await server.ask("GET", "/v2/lab/manifests/latest").body == image.manifest)
            }
        }
    }
}
