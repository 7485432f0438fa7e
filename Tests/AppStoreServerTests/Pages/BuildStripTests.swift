import AppStoreCore
import Foundation
import OCIModel
import Testing

@Suite("pages: the build strip", .timeLimit(.minutes(20)))
struct BuildStripTests {
    @Test("a record that was pushed as the image's referrer is shown with its events and its log, as text")
    func record() async throws {
        try await RunningAppStore.withCatalogue { server, _ in
            let page = "/datalabs/ann/black-bodies"
            let before = try await server.nobody.get(page).text
            #expect(!before.contains("Log of the build") && !before.contains("class=\"strip"))
            let image = String(try #require(before.firstMatch(of: /ann\/black-bodies@(sha256:[0-9a-f]+)/)?.1))
            let record = Data(
                """
                {"record":{"id":7,"version":"1.4.0","counter":1,"status":"BUILD_SUCCESS","started":"2026-11-22T21:19:30Z"},
                "events":[{"time":"2026-11-22T21:19:30Z","text":"Build started"},
                {"time":"2026-11-22T21:21:02Z","text":"Build ended with status BUILD_SUCCESS"}]}
                """.utf8
            )
            let log = Data("resolved <24> packages\n</pre><script>alert(1)</script>\n".utf8)
            let empty = Data("{}".utf8)
            let user = ["--user", "ann:\(PageFixture.password)"]
            for blob in [record, log, empty] {
                let path = "/v2/ann/black-bodies/blobs/uploads/?digest=\(blob.digest)"
                #expect(try await server.ask("POST", path, body: blob, options: user).status == 201)
            }
            let descriptor = { (type: String, content: Data) in
                Descriptor(mediaType: type, digest: content.digest, size: Int64(content.count))
            }
            var manifest = Manifest(
                config: descriptor(MediaType.empty, empty),
                layers: [descriptor(BuildRecordArtifact.type, record), descriptor("text/plain", log)],
                annotations: nil
            )
            manifest.artifactType = BuildRecordArtifact.type
            let subject = try #require(Digest(image))
            manifest.subject = Descriptor(mediaType: MediaType.manifest, digest: subject, size: 1)
            let bytes = Data(try CanonicalJSON.encode(manifest))
            let put = try await server.ask(
                "PUT",
                "/v2/ann/black-bodies/manifests/\(bytes.digest)",
                headers: ["Content-Type: \(MediaType.manifest)"],
                body: bytes,
                options: user
            )
            #expect(put.status == 201, "\(put.text)")
            let after = try await server.nobody.get(page).text
            for expected in [
                "<p class=\"status\">Version 1.4.0-1 was built without errors.</p>",
                "<p>The build began on 22 Nov 2026 at 21:19 UTC and took 92 seconds.</p>",
                "<li><time datetime=\"2026-11-22T21:19:30Z\">22 Nov 2026 at 21:19 UTC</time>: Build started</li>",
                "22 Nov 2026 at 21:21 UTC</time>: Build ended with status BUILD_SUCCESS</li>",
                "resolved &lt;24&gt; packages\n&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n</pre>",
            ] {
                #expect(after.contains(expected), "\(expected)")
            }
        }
    }
}
