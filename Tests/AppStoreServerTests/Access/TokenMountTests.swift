import Foundation
import OCIModel
import Testing

/// Mounting with short-lived tokens: the registry says what token it needs, and a refusal never asks twice.
@Suite("mounting with tokens", .serialized, .timeLimit(.minutes(10)))
struct TokenMountTests {
    private struct Grant: Decodable { let token: String }

    /// A mount as clients do it: the request, the token that the challenge asks for, and the request again, at most three times.
    private func mount(
        _ path: String,
        _ company: Company,
        as user: Company.User,
        beginningWith scope: String? = nil
    ) async throws -> (answer: Answer, scopes: [String]) {
        var token: String?, scopes: [String] = []
        if let scope { token = try await self.token(scope, company, user) }
        while true {
            let headers = token.map { ["Authorization: Bearer \($0)"] } ?? []
            let answer = try await company.server.ask("POST", path, headers: headers)
            guard answer.status == 401, scopes.count < 3 else { return (answer, scopes) }
            let challenge = try #require(answer.headers["www-authenticate"])
            let asked = try #require(challenge.firstMatch(of: /scope="([^"]*)"/).map { String($0.1) })
            scopes.append(asked)
            token = try await self.token(asked, company, user)
        }
    }

    private func token(_ scope: String, _ company: Company, _ user: Company.User) async throws -> String {
        let query = scope.replacing(" ", with: "%20")
        let place = "\(company.server.address)/token?service=appstore&scope=\(query)"
        return try await company.server.ask("GET", place, options: company.login(user)).decode(Grant.self).token
    }

    @Test("the challenge names the source too; with that token the blob is mounted")
    func named() async throws {
        try await Company.with { company in
            let secret = try company.datalab("closed", readers: ["cem"])
            try await secret.push(to: company, "ann/closed", "2")
            let uploads = "blobs/uploads/?mount=\(secret.blobs[1].digest)&from=ann/closed"
            let own = "repository:cem/own:pull,push"
            let first = try await mount("/v2/cem/own/\(uploads)", company, as: .cem)
            #expect(first.answer.status == 201 && first.scopes == ["\(own) repository:ann/closed:pull"])
            // A client that came with a token for the target alone is told what is missing.
            let later = try await mount("/v2/cem/next/\(uploads)", company, as: .cem, beginningWith: own)
            #expect(later.answer.status == 201, "\(later.answer.text)")
        }
    }

    @Test("a source that may not be read, or is not there, ends in an upload after one challenge")
    func refused() async throws {
        try await Company.with { company in
            let secret = try company.datalab("closed")
            try await secret.push(to: company, "ann/closed", "2")
            for source in ["ann/closed", "ann/absent"] {
                let path = "/v2/ben/own/blobs/uploads/?mount=\(secret.blobs[1].digest)&from=\(source)"
                let own = "repository:ben/own:pull,push"
                let refused = try await mount(path, company, as: .ben, beginningWith: own)
                #expect(refused.answer.status == 202, "\(source): \(refused.answer.text)")
                #expect(refused.scopes == ["\(own) repository:\(source):pull"])
            }
        }
    }

    @Test("without a source: one that the user may read is named; others are not")
    func unnamed() async throws {
        try await Company.with { company in
            let secret = try company.datalab("closed", readers: ["cem"])
            try await secret.push(to: company, "ann/closed", "2")
            let uploads = "blobs/uploads/?mount=\(secret.blobs[1].digest)"
            let reader = try await mount("/v2/cem/own/\(uploads)", company, as: .cem)
            #expect(reader.answer.status == 201)
            #expect(reader.scopes.last == "repository:cem/own:pull,push repository:ann/closed:pull")
            let stranger = try await mount("/v2/ben/own/\(uploads)", company, as: .ben)
            #expect(stranger.answer.status == 202)
            #expect(stranger.scopes == ["repository:ben/own:pull,push"])
        }
    }

    @Test("a token made with a narrow personal token does not tell what that cannot see")
    func narrow() async throws {
        try await Company.with { company in
            let secret = try company.datalab("closed")
            try await secret.push(to: company, "ann/closed", "2")
            let store = company.folder.appending(path: "store").path
            let create = [RunningAppStore.program, "token", "create", "ann", "ci", "--scope", "ann/own:pull,push"]
            let personal = try await Tool.run(create + ["--folder", store]).trimmingCharacters(
                in: .whitespacesAndNewlines
            )
            let scope = "repository:ann/own:pull,push"
            let place = "\(company.server.address)/token?service=appstore&scope=\(scope)"
            let grant = try await company.server.ask("GET", place, options: ["-u", "ann:\(personal)"])
            let headers = ["Authorization: Bearer \(try grant.decode(Grant.self).token)"]
            let path = "/v2/ann/own/blobs/uploads/?mount=\(secret.blobs[1].digest)"
            #expect(try await company.server.ask("POST", path, headers: headers).status == 202)
        }
    }
}
