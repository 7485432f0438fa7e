import ExternalTools
import Foundation
import Testing

/// What an operator sets and does: limits, settings, backups; and sessions' form tokens.
@Suite("operating", .timeLimit(.minutes(20)))
struct OperatorTests {
    @Test("a user's repositories hold no more than the quota; shared blobs count once")
    func quota() async throws {
        try await Company.with(["--quota", "50kB"]) { company in
            let blob = Data.random(20_000)
            func push(_ blob: Data, to name: String) async throws -> Answer {
                try await company.ask("POST", "/v2/\(name)/blobs/uploads/?digest=\(blob.digest)", as: .ben, body: blob)
            }
            #expect(try await push(blob, to: "ben/one").status == 201)
            #expect(try await push(blob, to: "ben/two").status == 201)
            #expect(try await push(.random(20_000), to: "ben/two").status == 201)
            let refused = try await push(.random(20_000), to: "ben/two")
            #expect(refused.status == 403 && refused.codes == ["DENIED"] && refused.text.contains("50000"))
            #expect(try await push(.random(5_000), to: "ben/two").status == 201)
        }
    }

    @Test("an address that sends too many requests is told when to come back")
    func rate() async throws {
        try await Company.with(["--requests-per-second", "20"]) { company in
            // By one program on one connection: also a busy machine then sends more than the limit lets through.
            let address = "\(company.server.address)/health?[1-5000]"
            let form = "%{http_code} %header{retry-after}\n"
            let answers = try await Tool.run(["curl", "-s", "-o", "/dev/null", "-w", form, address])
            let refused = answers.split(separator: "\n").filter { $0.hasPrefix("429 ") }
            #expect(refused.count > 100)
            #expect(refused.allSatisfy { (Int($0.dropFirst(4)) ?? 0) >= 1 })
        }
    }

    @Test("a backup that is made while pushes go on is whole, can be served, and is brought up to date")
    func backup() async throws {
        try await Company.with { company in
            let copy = company.folder.appending(path: "backup").path,
                store = company.folder.appending(path: "store").path
            let backup = [RunningAppStore.program, "backup", copy, "--folder", store]
            let check = [RunningAppStore.program, "check", "--folder", copy]
            async let pushes: Void = {
                for number in 1...10 {
                    try await company.datalab("open").push(to: company, "ann/open", "1.0.0-\(number)")
                }
            }()
            for _ in 0..<3 {
                try await Tool.run(backup)
                #expect(try await Tool.run(check).contains("are whole"))
            }
            try await pushes
            try await Tool.run(backup)
            #expect(try await Tool.run(check).contains("are whole"))
            let restored = company.folder.appending(path: "restored")
            try FileManager.default.createDirectory(at: restored, withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: copy, toPath: restored.appending(path: "store").path)
            let server = try RunningAppStore(folder: restored, isOpen: false)
            defer { server.kill() }
            let login = company.login(.ann)
            #expect(try await server.ask("GET", "/v2/ann/open/manifests/1.0.0-10", options: login).status == 200)
            #expect(try await server.ask("GET", "/v2/ann/closed/manifests/1.0.0-0").status == 401)
        }
    }

    @Test("settings: the command line before the environment before the file; every problem with its place")
    func settings() async throws {
        try await RunningAppStore.withFolder { folder in
            let file = folder.appending(path: "appstore.yaml")
            try Data("port: many\nreveiw: true\nquota: [1]\n".utf8).write(to: file)
            let serve = [RunningAppStore.program, "serve", "--folder", folder.path, "--config", file.path]
            let unknown = try await Tool.capture(serve)
            #expect(unknown.status == 65)
            #expect(unknown.standardError.contains("appstore.yaml:2:1: there is no setting 'reveiw'"))
            #expect(unknown.standardError.contains("appstore.yaml:3:8:"))
            try Data("port: many\nlog-level: loud\npublic-url: nowhere\n".utf8).write(to: file)
            let wrong = try await Tool.capture(serve + ["--port=-1"], environment: ["APPSTORE_LOG_LEVEL": "louder"])
            #expect(wrong.status == 64)
            for text in ["--port: '-1'", "APPSTORE_LOG_LEVEL: 'louder'", "appstore.yaml:3:13: 'nowhere'"] {
                #expect(wrong.standardError.contains(text), "\(text): \(wrong.standardError)")
            }
            try Data("public-url: https://store.example.org/\nport: 1\n".utf8).write(to: file)
            let server = try RunningAppStore(folder: folder, ["--config", file.path], isOpen: false)
            defer { server.kill() }
            let challenge = try await server.ask("GET", "/v2/").headers["www-authenticate"]
            #expect(challenge?.hasPrefix("Bearer realm=\"https://store.example.org/token\"") == true)
        }
    }

    @Test("a session reads the API; it changes something only with its form token")
    func formToken() async throws {
        try await Company.with { company in
            let session = try await company.session(.ben)
            let headers = ["Cookie: appstore_session=\(session.cookie)"]
            #expect(try await company.server.ask("GET", "/api/v1/me", headers: headers).status == 200)
            let star = "/api/v1/datalabs/ann/open/star"
            for forged in [[], ["X-Form-Token: wrong"]] {
                #expect(try await company.server.ask("PUT", star, headers: headers + forged).status == 403)
            }
            let right = headers + ["X-Form-Token: \(session.formToken)"]
            #expect(try await company.server.ask("PUT", star, headers: right).status == 200)
            // The registry knows no cookies: no page can make a browser pull or push.
            #expect(try await company.server.ask("GET", "/v2/", headers: headers).status == 401)
        }
    }
}
