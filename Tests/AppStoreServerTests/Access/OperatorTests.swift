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
            let restored = company.folder.appending(path: "restored"), place = restored.appending(path: "store").path
            try await Tool.run([RunningAppStore.program, "restore", copy, "--folder", place])
            let again = try await Tool.capture([RunningAppStore.program, "restore", copy, "--folder", place])
            #expect(again.status == 65 && again.standardError.contains("is not empty"), "\(again.standardError)")
            #expect(try await Tool.run([RunningAppStore.program, "check", "--folder", place]).contains("are whole"))
            let server = try RunningAppStore(folder: restored, isOpen: false)
            defer { server.kill() }
            let login = company.login(.ann)
            #expect(try await server.ask("GET", "/v2/ann/open/manifests/1.0.0-10", options: login).status == 200)
            #expect(try await server.ask("GET", "/v2/ann/closed/manifests/1.0.0-0").status == 401)
        }
    }

    @Test("a backup replaces nothing but a backup: neither its own folder, nor another AppStore's, nor files")
    func backupPlaces() async throws {
        try await Company.with { company in
            let store = company.folder.appending(path: "store").path
            let other = company.folder.appending(path: "other").path, files = company.folder.appending(path: "files")
            try await Tool.run(
                [RunningAppStore.program, "user", "add", "zoe", "--password-stdin", "--folder", other],
                input: Company.password
            )
            try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: files.appending(path: "letter"))
            let before = try await Tool.run([RunningAppStore.program, "user", "list", "--folder", other])
            for target in [store, store + "/inside", company.folder.path, other, files.path] {
                let refused = try await Tool.capture([RunningAppStore.program, "backup", target, "--folder", store])
                #expect(
                    refused.status != 0 && refused.standardError.contains(target),
                    "\(target): \(refused.standardError)"
                )
            }
            #expect(try await Tool.run([RunningAppStore.program, "user", "list", "--folder", other]) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: files.path) == ["letter"])
            #expect(try await company.ask("GET", "/v2/ann/open/manifests/1.0.0-0", as: .ann).status == 200)
            let copy = company.folder.appending(path: "copy").path
            try await Tool.run([RunningAppStore.program, "backup", copy, "--folder", store])
            let served = try await Tool.capture([RunningAppStore.program, "serve", "--folder", copy, "--port", "0"])
            #expect(served.status == 66 && served.standardError.contains("appstore restore"), "\(served.standardError)")
        }
    }

    @Test("one server works on a folder, and nothing is restored beside it")
    func oneServer() async throws {
        try await RunningAppStore.with { server, folder in
            let store = folder.appending(path: "store").path
            let second = try await Tool.capture([RunningAppStore.program, "serve", "--folder", store, "--port", "0"])
            #expect(
                second.status == 75 && second.standardError.contains("another server runs on"),
                "\(second.standardError)"
            )
            let copy = folder.appending(path: "copy").path
            try await Tool.run([RunningAppStore.program, "backup", copy, "--folder", store])
            let restore = try await Tool.capture([RunningAppStore.program, "restore", copy, "--folder", store])
            #expect(restore.status == 75 && restore.standardError.contains("works on"), "\(restore.standardError)")
            #expect(try await server.ask("GET", "/v2/").status == 200)
        }
    }

    @Test("what is made in the folder is for its owner only")
    func rights() async throws {
        try await RunningAppStore.with { _, folder in
            let store = folder.appending(path: "store").path
            for (name, mode) in [("", 0o700), ("/appstore.sqlite", 0o600), ("/blobs", 0o700), ("/uploads", 0o700)] {
                let facts = try FileManager.default.attributesOfItem(atPath: store + name)
                #expect(facts[.posixPermissions] as? Int == mode, "\(name)")
            }
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

    @Test("every option is a setting, a whole number is one, and a flag of the file counts")
    func everyOption() async throws {
        try await RunningAppStore.withFolder { folder in
            let file = folder.appending(path: "appstore.yaml")
            let serve = [RunningAppStore.program, "serve", "--folder", folder.path, "--config", file.path]
            let shown = try await Tool.capture([RunningAppStore.program, "serve", "--help"]).standardOutput
            let help = String(decoding: shown, as: UTF8.self)
            let options = help.matches(of: /\n  --([a-z-]+)/).map { String($0.1) }
            #expect(options.count > 20 && options.contains("public-url") && options.contains("operator"))
            try Data("nowhere: 1\n".utf8).write(to: file)
            let settings = try await Tool.capture(serve).standardError
            let known = settings.split(separator: "there are ").last?.prefix { $0 != "\n" } ?? ""
            let names = Set(known.split(separator: ", ").map(String.init))
            #expect(names == Set(options).subtracting(["config", "help", "version"]), "\(settings)")
            try Data("open: false\n".utf8).write(to: file)
            for wrong in ["5000.7", "0x1388", "1e3", "65536"] {
                let said = try await Tool.capture(serve + ["--port", wrong])
                #expect(said.status == 64 && said.standardError.contains("--port: '\(wrong)'"), "\(said.standardError)")
            }
            try Data("open: maybe\nport: 5000.7\n".utf8).write(to: file)
            let said = try await Tool.capture(serve).standardError
            #expect(
                said.contains("appstore.yaml:1:7: 'maybe'") && said.contains("appstore.yaml:2:7: '5000.7'"),
                "\(said)"
            )
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
