import ExternalTools
import Foundation
import OCIModel
import Testing

@Suite("operation", .timeLimit(.minutes(20)))
struct OperationTests {
    @Test("health, and metrics that count by route and status")
    func metrics() async throws {
        try await RunningAppStore.with { server, _ in
            #expect(try await server.ask("GET", "/health").text == "ok\n")
            try await server.pushBlob(Data("abc".utf8), to: "lab")
            _ = try await server.ask("POST", "/v2/lab/blobs/uploads/")
            let answer = try await server.ask("GET", "/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4")
            let lines = answer.text.split(separator: "\n").map(String.init)
            #expect(lines.contains("# TYPE appstore_requests_total counter"))
            let labels = #"{method="POST",route="/v2/{name}/blobs/uploads/",status="201"}"#
            #expect(lines.contains("appstore_requests_total\(labels) 1"))
            #expect(lines.contains("appstore_request_seconds_count\(labels) 1"))
            let bucket =
                #"appstore_request_seconds_bucket{method="POST",route="/v2/{name}/blobs/uploads/",status="201","#
            let counts = lines.filter { $0.hasPrefix(bucket) }.compactMap { Int($0.split(separator: " ").last ?? "") }
            #expect(counts.count == 15 && counts == counts.sorted() && counts.last == 1)
            #expect(lines.contains("appstore_uploads 1"))
            let received = lines.first { $0.hasPrefix("appstore_received_bytes_total") }
            #expect(received == "appstore_received_bytes_total 3")
        }
    }

    @Test("a full disk is said with 507, and /health says when it is nearly so")
    func fullDisk() async throws {
        try await RunningAppStore.withFolder { folder in
            let server = try RunningAppStore(folder: folder, disk: 8 << 20)
            defer { server.kill() }
            let health = try await server.ask("GET", "/health")
            #expect(health.status == 503 && health.text.contains("nearly full"), "\(health.text)")
            let blob = Data.random(12_000_000)
            let answer = try await server.ask("POST", "/v2/lab/blobs/uploads/?digest=\(blob.digest)", body: blob)
            #expect(answer.status == 507 && answer.text.contains("disk is full"), "\(answer.status) \(answer.text)")
            let small = Data.random(1000)
            #expect(
                try await server.ask("POST", "/v2/lab/blobs/uploads/?digest=\(small.digest)", body: small).status == 201
            )
        }
    }

    @Test("SIGTERM lets an answer under way end, and the program ends with 0 and without an error")
    func gracefulShutdown() async throws {
        try await RunningAppStore.withFolder { folder in
            let server = try RunningAppStore(folder: folder, ["--log-format", "json"])
            let blob = Data.random(20_000_000)
            try await server.pushBlob(blob, to: "lab")
            let answer = folder.appending(path: "answer")
            let place = "\(server.address)/v2/lab/blobs/\(blob.digest)"
            async let slow = Tool.run(["curl", "-sS", "--limit-rate", "5M", "-o", answer.path, place])
            while (try? Data(contentsOf: answer))?.isEmpty != false { try await Task.sleep(for: .milliseconds(20)) }
            server.interrupt()
            _ = try await slow
            #expect(try Data(contentsOf: answer) == blob)
            #expect(server.exitStatus() == 0)
            let lines = try server.logged().split(separator: "\n")
            for line in lines {
                let event = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
                #expect(event["level"] == "info" && event["time"] != nil && event["message"] != nil)
            }
        }
    }

    @Test("TLS, with the certificate of the files named")
    func encrypted() async throws {
        try await RunningAppStore.withFolder { folder in
            let (certificate, key) = try await RunningAppStore.certificate(in: folder)
            let server = try RunningAppStore(folder: folder, ["--tls-certificate", certificate, "--tls-key", key])
            defer { server.kill() }
            #expect(server.address.hasPrefix("https://"))
            let blob = Data.random(3_000_000), trust = ["--cacert", certificate]
            let path = "/v2/lab/blobs/uploads/?digest=\(blob.digest)"
            #expect(try await server.ask("POST", path, body: blob, options: trust).status == 201)
            #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)", options: trust).body == blob)
            let broken = try await Tool.capture([
                RunningAppStore.program, "serve", "--folder", folder.path, "--port", "0", "--tls-certificate", key,
                "--tls-key", "/nonexistent",
            ])
            #expect(broken.status == 66 && broken.standardError.contains("--tls-"), "\(broken.standardError)")
        }
    }

    @Test("a renewed certificate is used after SIGHUP, one that is broken is not, and without one SIGHUP ends nothing")
    func renewed() async throws {
        try await RunningAppStore.withFolder { folder in
            let (certificate, key) = try await RunningAppStore.certificate(in: folder)
            let server = try RunningAppStore(folder: folder, ["--tls-certificate", certificate, "--tls-key", key])
            defer { server.kill() }
            func isTrusted(_ authority: String) async throws -> Bool {
                let arguments = ["curl", "-s", "-o", "/dev/null", "--cacert", authority, "\(server.address)/health"]
                return try await Tool.capture(arguments).status == 0
            }
            let first = folder.appending(path: "first.pem").path
            try FileManager.default.copyItem(atPath: certificate, toPath: first)
            #expect(try await isTrusted(first))
            try Data("no certificate".utf8).write(to: URL(filePath: certificate))
            server.hangUp()
            for _ in 0..<100 {
                if try server.logged().contains("stays the old one") { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try server.logged().contains("stays the old one"))
            #expect(try await isTrusted(first))
            _ = try await RunningAppStore.certificate(in: folder)
            server.hangUp()
            var isRenewed = false
            for _ in 0..<200 where !isRenewed {
                try await Task.sleep(for: .milliseconds(50))
                isRenewed = try await isTrusted(certificate)
            }
            #expect(isRenewed)
            #expect(try await !isTrusted(first))
        }
        try await RunningAppStore.withFolder { folder in
            let plain = try RunningAppStore(folder: folder)
            defer { plain.kill() }
            plain.hangUp()
            let health = try await plain.ask("GET", "/health")
            #expect(health.status == 200)
        }
    }

    @Test("an address that is taken is said, with status 69")
    func addressTaken() async throws {
        try await RunningAppStore.with { server, folder in
            let port = server.host.split(separator: ":").last.map(String.init) ?? ""
            let other = folder.appending(path: "other").path
            let second = try await Tool.capture([RunningAppStore.program, "serve", "--folder", other, "--port", port])
            #expect(second.status == 69 && second.standardError.contains("cannot listen"), "\(second.standardError)")
        }
    }

    @Test("garbage collection leaves alone what is named, leased or shared, and frees the rest")
    func garbageCollection() async throws {
        try await RunningAppStore.with(["--grace-period", "86400"]) { server, folder in
            let kept = try SampleImage(), gone = try SampleImage(), loose = Data.random(1000), shared = Data.random(500)
            try await kept.push(to: server, "lab", "kept")
            try await gone.push(to: server, "lab", "gone")
            try await server.pushBlob(loose, to: "lab")
            for name in ["lab", "other"] { try await server.pushBlob(shared, to: name) }
            #expect(try await server.ask("DELETE", "/v2/lab/manifests/\(gone.manifest.digest)").status == 202)
            let store = folder.appending(path: "store").path
            let collect = [RunningAppStore.program, "gc", "--folder", store, "--grace-period"]
            #expect(try await Tool.run(collect + ["86400"]).hasPrefix("0 blobs removed"))
            #expect(try await Tool.run(collect + ["0"]).hasPrefix("4 blobs removed"))
            #expect(try await Tool.run([RunningAppStore.program, "check", "--folder", store]).hasPrefix("2 blobs"))
            #expect(try await server.ask("GET", "/v2/lab/manifests/kept").status == 200)
            for blob in kept.blobs { #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)").body == blob) }
            try await gone.push(to: server, "lab", "back")
            for blob in gone.blobs { #expect(try await server.ask("GET", "/v2/lab/blobs/\(blob.digest)").body == blob) }
        }
    }

    @Test("a blob that a HEAD or a mount found is kept for the push that relies on it")
    func leases() async throws {
        try await RunningAppStore.with(["--grace-period", "80"]) { server, folder in
            let found = Data.random(100), mounted = Data.random(100), forgotten = Data.random(100)
            for blob in [found, mounted, forgotten] { try await server.pushBlob(blob, to: "lab") }
            let store = folder.appending(path: "store").path
            try await Task.sleep(for: .seconds(35))
            #expect(try await server.ask("HEAD", "/v2/lab/blobs/\(found.digest)").status == 200)
            #expect(
                try await server.ask("POST", "/v2/other/blobs/uploads/?mount=\(mounted.digest)&from=lab").status == 201
            )
            let collect = [RunningAppStore.program, "gc", "--folder", store, "--grace-period", "30"]
            try await Tool.run(collect)
            #expect(try await server.ask("GET", "/v2/lab/blobs/\(found.digest)").body == found)
            #expect(try await server.ask("GET", "/v2/other/blobs/\(mounted.digest)").body == mounted)
            let files = try FileManager.default.contentsOfDirectory(atPath: store + "/blobs/sha256")
            #expect(!files.contains(forgotten.digest.hex))
        }
    }

    @Test("check finds a changed blob, a missing one, a changed manifest and a stray file, and says them all")
    func check() async throws {
        try await RunningAppStore.with { server, folder in
            let image = try SampleImage()
            try await image.push(to: server, "lab", "v1")
            let store = folder.appending(path: "store"), blobs = store.appending(path: "blobs/sha256")
            let check = [RunningAppStore.program, "check", "--folder", store.path]
            try Data("stray".utf8).write(to: blobs.appending(path: Data("stray".utf8).digest.hex))
            #expect(try await Tool.run(check).contains("1 file without a row"))
            let changed = blobs.appending(path: image.blobs[0].digest.hex)
            try FileManager.default.removeItem(at: changed)
            try Data("other".utf8).write(to: changed)
            try FileManager.default.removeItem(at: blobs.appending(path: image.blobs[1].digest.hex))
            let found = try await Tool.capture(check)
            #expect(found.status == 65)
            #expect(found.standardError.contains("\(Data("other".utf8).digest)"))
            #expect(found.standardError.contains("'\(image.blobs[1].digest)' has no file"))
            let missing = try await Tool.capture([RunningAppStore.program, "check", "--folder", folder.path])
            #expect(missing.status == 66)
        }
    }

    @Test("50 times SIGKILL under pushes, deletes and garbage collection: what was acknowledged is there, all is whole")
    func kills() async throws {
        try await RunningAppStore.withFolder { folder in
            let trial = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "Support/appstore/kill-trial").path
            let finished = try await Tool.capture([trial, RunningAppStore.program, folder.path, "--kills", "50"])
            struct Result: Decodable {
                let pushed: Int
                let deleted: Int
                let problems: [String]
            }
            let result = try JSONDecoder().decode(Result.self, from: Data(finished.standardOutput))
            #expect(result.problems.isEmpty && finished.status == 0, "\(result.problems)\n\(finished.standardError)")
            #expect(result.pushed > 50 && result.deleted > 10)
        }
    }
}
