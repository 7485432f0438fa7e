import Foundation
import RegistryClient
import SystemPackage
import Testing

@Suite("credentials that programs share")
struct CredentialTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "datalab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func write(_ text: String, _ file: URL) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func auth(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    @Test("docker's and podman's files are read, podman's first, and the longest name counts")
    func files() async throws {
        try await withFolder { folder in
            let docker = """
                {"auths": {"https://r.example.org/v1/": {"auth": "\(auth("ann:of:docker"))"},
                 "https://index.docker.io/v1/": {"identitytoken": "refresh"}, "plain.example.org": {"username": "u", "password": "p"},
                 "token.example.org": {"registrytoken": "bearer"}}}
                """
            let podman = """
                {"auths": {"r.example.org/team": {"auth": "\(auth("team:t"))"}, "r.example.org/team/lab": {"auth": "\(auth("lab:l"))"}}}
                """
            try write(docker, folder.appending(path: ".docker/config.json"))
            try write(podman, folder.appending(path: ".config/containers/auth.json"))
            let store = CredentialStore(environment: ["HOME": folder.path])
            let wanted: [(String, String, RegistryCredential?)] = [
                ("r.example.org", "team/lab", .password(user: "lab", password: "l")),
                ("r.example.org", "team/other", .password(user: "team", password: "t")),
                ("r.example.org", "teams/other", .password(user: "ann", password: "of:docker")),
                ("docker.io", "library/python", .refreshToken("refresh")),
                ("plain.example.org", "x", .password(user: "u", password: "p")),
                ("token.example.org", "x", .bearerToken("bearer")), ("other.example.org", "x", nil),
                ("evil.r.example.org", "x", nil), ("r.example.org.evil", "x", nil),
            ]
            for (registry, repository, credential) in wanted {
                let found = try await store.credential(registry: registry, repository: repository)
                #expect(found == credential, "\(registry)/\(repository)")
            }
        }
    }

    @Test("a file that is no JSON is told, not passed over")
    func malformed() async throws {
        try await withFolder { folder in
            try write("{", folder.appending(path: "config.json"))
            let store = CredentialStore(environment: ["DOCKER_CONFIG": folder.path, "HOME": folder.path])
            let error = await #expect(throws: RegistryError.self) {
                try await store.credential(registry: "r.example.org", repository: "x")
            }
            #expect(error?.code == .credentials)
        }
    }

    @Test("what is saved is found, keeps what else is in the file, and only its owner can read it")
    func saving() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "config.json")
            try write(#"{"auths": {"other.example.org": {"auth": "eDp5"}}, "psFormat": "kept"}"#, file)
            let store = CredentialStore(environment: ["DOCKER_CONFIG": folder.path, "HOME": folder.path])
            _ = try await store.save(user: "ann", password: "p\"ä:w", registry: "r.example.org:5000")
            let saved = try await store.credential(registry: "r.example.org:5000", repository: "lab")
            #expect(saved == .password(user: "ann", password: "p\"ä:w"))
            #expect(try await store.credential(registry: "other.example.org", repository: "lab") != nil)
            #expect(try String(contentsOf: file, encoding: .utf8).contains("psFormat"))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try await store.remove(registry: "r.example.org:5000"))
            #expect(try await !store.remove(registry: "r.example.org:5000"))
            #expect(try await store.credential(registry: "other.example.org", repository: "lab") != nil)
        }
    }

    @Test(
        "what is saved goes through links, into the file that is shared, and keeps its mode",
        arguments: [false, true]
    )
    func links(isDangling: Bool) async throws {
        try await withFolder { folder in
            let shared = folder.appending(path: "dotfiles/docker.json")
            let link = folder.appending(path: "config.json")
            if isDangling {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: "dotfiles"),
                    withIntermediateDirectories: true
                )
            } else {
                try write(#"{"auths": {}, "psFormat": "kept"}"#, shared)
                try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: shared.path)
            }
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "dotfiles/docker.json")
            let store = CredentialStore(environment: ["DOCKER_CONFIG": folder.path, "HOME": folder.path])
            _ = try await store.save(user: "ann", password: "p", registry: "r.example.org")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "dotfiles/docker.json")
            let text = try String(contentsOf: shared, encoding: .utf8)
            #expect(text.contains("r.example.org") && (isDangling || text.contains("kept")))
            let mode = try FileManager.default.attributesOfItem(atPath: shared.path)[.posixPermissions] as? Int
            #expect(mode == (isDangling ? 0o600 : 0o640))
            #expect(try await store.remove(registry: "r.example.org"))
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "dotfiles/docker.json")
        }
    }

    @Test("a link to a place that cannot be written is one error with a next step")
    func readOnly() async throws {
        try await withFolder { folder in
            let link = folder.appending(path: "config.json")
            try FileManager.default.createSymbolicLink(
                atPath: link.path,
                withDestinationPath: "/proc/1/none/docker.json"
            )
            let store = CredentialStore(environment: ["DOCKER_CONFIG": folder.path, "HOME": folder.path])
            let error = await #expect(throws: RegistryError.self) {
                try await store.save(user: "ann", password: "p", registry: "r.example.org")
            }
            #expect(error?.problems.count == 1)
            let words = error?.description ?? ""
            #expect(words.contains("is a link to '/proc/1/none/docker.json', which cannot be written"))
            #expect(words.contains("REGISTRY_AUTH_FILE"))
        }
    }

    @Test("a secret is in no description")
    func descriptions() {
        let credential = RegistryCredential.password(user: "ann", password: "s3cret")
        #expect("\(credential) \(String(reflecting: credential))".contains("s3cret") == false)
    }
}
