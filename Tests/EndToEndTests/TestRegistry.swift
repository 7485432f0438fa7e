import Foundation
import TestServers

/// A registry of Debian's with one kind of access, or an AppStore that is open to everybody, and what programs need to be told to get in.
struct TestRegistry {
    /// How a registry is run.
    enum Access: String, CaseIterable, Sendable {
        case plain, password, token, encrypted, appStore

        fileprivate var needsLogin: Bool { self != .plain && self != .appStore }

        fileprivate var arguments: [String] {
            switch self {
            case .plain: []
            case .appStore: [Lab.appstore]
            case .password: ["--auth", "htpasswd"]
            case .token: ["--auth", "token"]
            case .encrypted: ["--auth", "token", "--tls"]
            }
        }
    }

    let server: SupportServer
    /// The environment in which the program is logged in.
    let environment: [String: String]
    /// The options with which the program trusts the registry.
    let trust: [String]
    private let access: Access
    private let folder: URL

    var address: String { server.address }

    /// Starts a registry, and logs the program in.
    init(_ access: Access = .plain, in folder: URL) async throws {
        server = try SupportServer(access == .appStore ? "run-appstore" : "run-registry", access.arguments)
        self.access = access
        self.folder = folder
        environment = ["DOCKER_CONFIG": folder.appending(path: "docker").path, "HOME": folder.path]
        trust = server.facts["ca"].map { ["--tls-ca", $0] } ?? []
        if access.needsLogin { try await login() }
    }

    func stop() { server.stop() }

    private func login() async throws {
        let command =
            [Lab.program, "login", address, "-u", server.facts["user"] ?? "", "--password-stdin"] + trust
        try await Program.expectSuccess(
            ["sh", "-c", "printf '%s\\n' \"$PASSWORD\" | \"$@\"", "sh"] + command,
            environment: environment.merging(["PASSWORD": server.facts["password"] ?? ""]) { $1 }
        )
    }

    /// The options with which skopeo and podman get in; skopeo's have a prefix.
    func options(prefix: String = "") throws -> [String] {
        var options = ["--\(prefix)tls-verify=false"]
        if let ca = server.facts["ca"] {
            let certificates = folder.appending(path: "certificates")
            let file = certificates.appending(path: "ca.crt")
            try FileManager.default.createDirectory(at: certificates, withIntermediateDirectories: true)
            try? FileManager.default.removeItem(at: file)
            try FileManager.default.copyItem(at: URL(filePath: ca), to: file)
            options = ["--\(prefix)cert-dir", certificates.path]
        }
        if access.needsLogin, let user = server.facts["user"], let password = server.facts["password"] {
            options += ["--\(prefix)creds", "\(user):\(password)"]
        }
        return options
    }
}

/// Images made without the program.
enum MadeImage {
    /// Makes an image of layers of noise in a layout (Tests/Support/registry/make-image).
    ///
    /// - Returns: the manifest's digest.
    @discardableResult
    static func make(_ sizes: [Int], named name: String, in layout: URL, _ options: [String] = []) async throws
        -> String
    {
        let program = SupportServer.folder.appending(path: "make-image").path
        return try await Program.expectSuccess([program, layout.path, name] + options + sizes.map(String.init))
    }

    /// Recomputes all that belongs to a manifest or index in a layout, by a program that shares no code with ours.
    static func verify(_ digest: String, in layout: URL) async throws {
        let script = """
            import hashlib, json, os, sys
            def check(digest, size=None):
                algorithm, name = digest.split(":")
                with open(os.path.join(sys.argv[1], "blobs", algorithm, name), "rb") as file:
                    assert hashlib.file_digest(file, algorithm).hexdigest() == name
                    assert size in (None, file.tell())
                    file.seek(0)
                    return file.read(4 << 20)
            def walk(digest, size=None):
                manifest = json.loads(check(digest, size))
                for one in manifest.get("manifests", []):
                    walk(one["digest"], one["size"])
                for one in [manifest["config"]] + manifest["layers"] if "layers" in manifest else []:
                    check(one["digest"], one["size"])
            walk(sys.argv[2])
            """
        try await Program.expectSuccess(["python3", "-c", script, layout.path, digest])
    }
}
