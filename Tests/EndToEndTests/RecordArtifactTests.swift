import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// What a registry gets to know of a build.
    @Suite("published records")
    struct RecordArtifactTests {
        private struct Index: Decodable {
            struct Entry: Decodable {
                let digest: String
                let artifactType: String?
            }
            let manifests: [Entry]
        }

        private struct Artifact: Decodable {
            struct Layer: Decodable {
                let mediaType, digest: String
            }
            let layers: [Layer]
        }

        private static let type = "application/vnd.int.esa.datalab.build-record.v1+json"

        @Test("the record and the log of a build refer to the published image, once per build")
        func record() async throws {
            try await Lab.withFolder { folder in
                let server = try SupportServer("hostile-registry")
                defer { server.stop() }
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab"), repository = "http://\(server.address)/v2/plain/lab"
                try Lab.write(["meta-data.yaml": Lab.metadata, "a.txt": "a"], to: lab)
                let built = try await Lab.build([lab.path], home: home)
                for _ in 0..<2 {
                    let published = try await Lab.datalab(["publish", "\(server.address)/plain/lab"], home: home)
                    #expect(published.status == 0, "\(published.transcript)")
                }
                let index = try await get(Index.self, "\(repository)/referrers/\(built.result.digest)")
                let entry = try #require(index.manifests.first)
                #expect(index.manifests.count == 1 && entry.artifactType == Self.type)
                let artifact = try await get(Artifact.self, "\(repository)/manifests/\(entry.digest)")
                #expect(artifact.layers.map(\.mediaType) == [Self.type, "text/plain"])
                let texts = try await artifact.layers.asyncMap {
                    try await Program.expectSuccess(["curl", "-sf", "\(repository)/blobs/\($0.digest)"])
                }
                #expect(texts[0].contains("\"digest\":\"\(built.result.digest)\""))
                #expect(texts[0].contains("Build started") && texts[0].contains("BUILD_SUCCESS"))
                #expect(
                    !texts[0].contains("published as"),
                    "what is done with the image later is not part of its build"
                )
                let log = try await Lab.datalab(["builds", "log", "\(built.id)"], home: home)
                #expect(!log.output.isEmpty && texts[1].hasPrefix(log.output.trimmingCharacters(in: .newlines)))
            }
        }

        @Test("an AppStore's page of the datalab shows how it was built, with the log")
        func page() async throws {
            try await Lab.withFolder { folder in
                let store = try SupportServer("run-appstore", [Lab.appstore])
                defer { store.stop() }
                let home = try await Lab.homeWithBase(in: folder)
                let lab = folder.appending(path: "lab")
                let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
                try Lab.write(["meta-data.yaml": Lab.metadata, "icon.svg": picture], to: lab)
                _ = try await Lab.build([lab.path], home: home)
                let published = try await Lab.datalab(["publish", "\(store.address)/team/lab"], home: home)
                #expect(published.status == 0, "\(published.transcript)")
                let address = "http://\(store.address)/datalabs/team/lab"
                let page = try await Program.expectSuccess(["curl", "-sf", address])
                #expect(page.contains("Build version: 1.2.3-0") && page.contains(": Build started</li>"))
                #expect(page.contains(": Build ended with status BUILD_SUCCESS</li>"))
                #expect(page.contains("Log of the build"))
                #expect(try await Program.expectSuccess(["curl", "-sf", "\(address)/icon"]) == picture)
            }
        }

        private func get<Value: Decodable>(_ type: Value.Type, _ url: String) async throws -> Value {
            let text = try await Program.expectSuccess(["curl", "-sf", "-H", "Accept: */*", url])
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
