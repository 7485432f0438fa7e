import Foundation
import TestServers
import Testing

extension EndToEnd {
    /// A cache of locks and layers in a registry: `datalab build --cache`.
    @Suite("a cache in a registry")
    struct RegistryCacheTests {
        /// A request as the proxy before the registry saw it.
        private struct Seen: Decodable {
            let method, path: String
            let headers, responseHeaders: [[String]]?
            let sent, received: Int

            private enum CodingKeys: String, CodingKey {
                case method, path, headers
                case responseHeaders = "response-headers"
                case sent = "request-bytes"
                case received = "response-bytes"
            }

            /// All that went both ways, heads included.
            var bytes: Int {
                let lines = (headers ?? []) + (responseHeaders ?? [])
                let heads = lines.map { $0.map { $0.utf8.count + 2 }.reduce(0, +) }.reduce(0, +)
                return sent + received + heads + method.utf8.count + path.utf8.count + 40
            }
        }

        @Test(
            "a machine that has never built moves less than 300 kB for what has not changed, and one layer for one package",
            arguments: [TestRegistry.Access.plain, .appStore]
        )
        func bytes(access: TestRegistry.Access) async throws {
            try await Lab.withFolder { folder in
                let registry = try await TestRegistry(access, in: folder)
                let proxy = try SupportServer("fault-proxy", ["--upstream", "http://\(registry.address)"])
                defer {
                    proxy.stop()
                    registry.stop()
                }
                let builds = try await CachedBuild(in: folder, registry: proxy.address)
                defer { builds.stop() }
                // Beside the datalab, or in its own repository, where its tags are among those of its versions.
                let cache = access == .plain ? "team/cache" : "team/lab"
                let plain = try await builds.build(cache: nil)
                let first = try await builds.build(cache: cache)
                #expect(first.record.result.digest == plain.record.result.digest)
                _ = try await builds.publish(first, to: "team/lab")

                try proxy.post("/reset", "")
                let again = try await builds.build(cache: cache)
                let report = try await builds.publish(again, to: "team/lab")
                let seen = try proxy.control([Seen].self, "/record")
                let bytes = seen.map(\.bytes).reduce(0, +)
                #expect(bytes < 300_000, "\(bytes) bytes in \(seen.count) requests")
                #expect(
                    again.record.result.digest == plain.record.result.digest
                        && report.digest == plain.record.result.digest
                )
                #expect(report.sent.bytes == 0 && report.mounted.bytes == 0)
                #expect(again.packagesHere.isEmpty && again.wheels == 0 && !again.isResolved, "\(again.said)")
                print("unchanged: \(bytes) bytes, \(seen.count) requests, \(access)")

                try builds.add("datalab-test-new")
                try proxy.post("/reset", "")
                let added = try await builds.build(cache: cache)
                _ = try await builds.publish(added, to: "team/lab")
                let more = try proxy.control([Seen].self, "/record")
                let moved = more.map(\.bytes).reduce(0, +)
                let new = added.record.result.layers.filter { !$0.isReused && $0.role == "packages" }
                #expect(new.count == 1 && added.packagesHere.map(\.digest) == new.map(\.digest), "\(added.said)")
                // The wheels of that one layer: an index that tells no sizes has no package with a layer of its own.
                #expect((1...12).contains(added.wheels), "\(added.wheels) wheels")
                let size = new.map(\.size).reduce(0, +)
                #expect(size > 2 << 20 && moved < size + 500_000, "\(moved) bytes for a layer of \(size)")
                print("one package added: \(moved) bytes, \(size) of them its layer, \(more.count) requests")

                // What needs the content fetches it, says so, and has what was built elsewhere.
                let why = try await Lab.datalab(
                    ["why", again.record.result.reference, "datalab-test-p10"],
                    home: again.home
                )
                #expect(why.status == 0 && why.output.contains("requirements.txt"), "\(why.transcript)")
                #expect(why.errors.contains("of 'the cache '\(proxy.address)/\(cache)''"), "\(why.transcript)")
                let packages = again.record.result.layers.filter { $0.role == "packages" }.count
                #expect(again.packagesHere.count == packages)
            }
        }

        @Test("a cache that is out of reach, may not be written, or lost its layers costs a warning")
        func losses() async throws {
            try await Lab.withFolder { folder in
                let storage = folder.appending(path: "storage")
                let registry = try SupportServer("run-registry", ["--storage", storage.path])
                let rules =
                    #"[{"method": "PUT|POST|PATCH", "path": "team/closed", "times": "every", "do": {"answer": {"status": 403}}}]"#
                let proxy = try SupportServer(
                    "fault-proxy",
                    ["--upstream", "http://\(registry.address)", "--rules", rules]
                )
                defer {
                    proxy.stop()
                    registry.stop()
                }
                let builds = try await CachedBuild(in: folder, registry: proxy.address)
                defer { builds.stop() }
                let maker = try await builds.build()
                let closed = try await builds.build(cache: "team/closed", in: maker.home)
                #expect(closed.said.contains("'\(proxy.address)/team/closed' is not written"), "\(closed.said)")
                var nowhere = builds.environment(cache: nil)
                nowhere["DATALAB_CACHE"] = "127.0.0.1:1/team/cache"
                let away = try await Lab.datalab(["build", builds.lab.path], home: maker.home, environment: nowhere)
                #expect(away.status == 0 && away.errors.contains("127.0.0.1:1"), "\(away.transcript)")

                // Somebody has cleared up in the registry: half of the layers are gone.
                let packages = maker.record.result.layers.filter { $0.role == "packages" }
                for layer in packages.prefix(packages.count / 2) {
                    let hex = layer.digest.dropFirst(7),
                        blobs = "docker/registry/v2/blobs/sha256/\(hex.prefix(2))/\(hex)"
                    try FileManager.default.removeItem(at: storage.appending(path: blobs))
                }
                let half = try await builds.build()
                #expect(half.record.result.digest == maker.record.result.digest)
                #expect(
                    half.said.contains("does not have \(packages.count / 2) of the \(packages.count) layers"),
                    "\(half.said)"
                )
                #expect(half.packagesHere.count == packages.count / 2)
                // They are there again.
                let whole = try await builds.build()
                #expect(whole.packagesHere.isEmpty && !whole.said.contains("of the cache"), "\(whole.said)")
            }
        }

        private static let key = String(repeating: "0123456789abcdef", count: 2)

        /// What somebody can do who may push to the cache: lies that fit to themselves, and others.
        private struct Poisons: Decodable {
            let lies, contradictions: [String]

            init() async throws {
                let program = SupportServer.folder.appending(path: "poison-cache").path
                let list = try await Program.expectSuccess([program, "--list"])
                self = try JSONDecoder().decode(Self.self, from: Data(list.utf8))
            }
        }

        @Test("what somebody without the secret brings in is told, and the image is the right one")
        func sealed() async throws {
            try await Lab.withFolder { folder in
                let registry = try SupportServer("run-registry")
                defer { registry.stop() }
                let builds = try await CachedBuild(in: folder, registry: registry.address)
                defer { builds.stop() }
                let right = try await builds.build(key: Self.key)
                for name in try await Poisons().lies {
                    try await poison(name, registry)
                    let built = try await builds.build(key: Self.key)
                    #expect(built.record.result.digest == right.record.result.digest, "\(name)")
                    #expect(built.said.contains("of the cache is not taken"), "\(name): \(built.said)")
                }
                // Each was replaced; and sealed, it may be published anywhere.
                let healed = try await builds.build(key: Self.key)
                #expect(!healed.said.contains("of the cache") && healed.packagesHere.isEmpty, "\(healed.said)")
                _ = try await builds.publish(healed, to: "others/lab")
            }
        }

        @Test(
            "without a secret: published only beside the cache, checked when its layers are read, found by '--verify-cache'"
        )
        func unsealed() async throws {
            try await Lab.withFolder { folder in
                let registry = try SupportServer("run-registry")
                defer { registry.stop() }
                let builds = try await CachedBuild(in: folder, registry: registry.address)
                defer { builds.stop() }
                let right = try await builds.build()
                _ = try await builds.publish(right, to: "others/own")
                let taken = try await builds.build()
                let place = "\(registry.address)/others/lab"
                let refused = try await Lab.datalab(
                    ["publish", taken.record.result.reference, place],
                    home: taken.home
                )
                #expect(refused.status == 65 && refused.errors.contains("which is not sealed"), "\(refused.transcript)")
                let report = try await builds.publish(taken, to: "team/lab")
                #expect(report.mounted.bytes > 1 << 20 && report.sent.bytes < 100_000)

                for name in try await Poisons().contradictions {
                    try await poison(name, registry)
                    let built = try await builds.build()
                    #expect(built.record.result.digest == right.record.result.digest, "\(name)")
                    #expect(built.said.contains("of the cache is not taken"), "\(name): \(built.said)")
                }

                // Lies that are consistent: the layers of two keys changed places, and a DiffID that is none of the layer.
                let lies = [("another_keys_layer", "it holds"), ("a_lie_about_a_diffid", "uncompressed it is")]
                for (name, found) in lies {
                    try await poison(name, registry)
                    let wrong = try await builds.build()
                    #expect(wrong.record.result.digest != right.record.result.digest)
                    let read = try await Lab.datalab(
                        ["why", wrong.record.result.reference, "datalab-test-p10"],
                        home: wrong.home
                    )
                    #expect(read.status == 65 && read.errors.contains(found), "\(read.transcript)")
                    #expect(read.errors.contains("is not what the cache says"), "\(read.transcript)")

                    let verified = try await builds.build(["--verify-cache"])
                    #expect(verified.said.contains("of the cache is wrong"), "\(verified.said)")
                    #expect(verified.record.result.digest == right.record.result.digest)
                    _ = try await builds.publish(verified, to: "others/lab")
                    let healed = try await builds.build()
                    #expect(healed.record.result.digest == right.record.result.digest && healed.packagesHere.isEmpty)
                }
            }
        }

        private func poison(_ name: String, _ registry: SupportServer) async throws {
            let program = SupportServer.folder.appending(path: "poison-cache").path
            try await Program.expectSuccess([program, registry.address, "team/cache", name])
        }
    }
}
