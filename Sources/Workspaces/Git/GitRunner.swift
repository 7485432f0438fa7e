internal import ExternalTools
internal import Foundation
internal import Reporting
internal import SystemPackage

/// Runs `git` so that nothing which a repository says is ever executed, and no credential is visible.
///
/// - No configuration but ours is read: neither the system's nor the user's. Of the user's, `credential.*`, `http.*`
///   and `core.sshCommand` are handed over, as they are needed to fetch; URL rewriting (`url.*.insteadOf`) is not, so
///   that the URL on record is the one that was fetched. Hooks, file system monitors, filters, templates and aliases
///   are thereby unknown.
/// - A local repository of another user is read where the user's `safe.directory` names it.
/// - One transport is allowed: that of the URL.
/// - Configuration and credentials are passed in the environment, which other users cannot read; command lines they
///   can.
struct GitRunner: Sendable {
    let tool: ExternalTool
    private let environment: [String: String]
    private let userSettings: [Setting]
    private let safeFolders: [String]

    struct Setting: Sendable, Hashable {
        var key: String
        var value: String
    }

    /// A runner with what is handed over from the user's configuration.
    init(tool: ExternalTool) async throws {
        self.tool = tool
        environment = Self.inheritedEnvironment(ProcessInfo.processInfo.environment)
        let settings = try await Self.readUserSettings(tool)
        userSettings = settings.filter { $0.key != "safe.directory" }
        safeFolders = settings.filter { $0.key == "safe.directory" }.map(\.value)
    }

    /// The option of `fetch` and `ls-remote` for a local repository that belongs to another user and that this user calls safe.
    ///
    /// The program at the other end reads none of our settings, which are taken out of its environment.
    func serving(_ url: GitURL) -> [String] {
        guard url.transport == .file, SafeFolders(safeFolders).contain(url.localPath) else { return [] }
        return ["--upload-pack=git -c 'safe.directory=*' upload-pack"]
    }

    /// Runs git to its end, whatever its status.
    ///
    /// - Parameters:
    ///   - arguments: the arguments; never a credential.
    ///   - url: the URL git may connect to; no transport at all is allowed when nil.
    ///   - folder: the working folder.
    /// - Returns: the output, whatever the status.
    /// - Throws: `ToolFailure`; `CancellationError`.
    func capture(
        _ arguments: [String],
        url: GitURL? = nil,
        in folder: FilePath,
    ) async throws -> ExternalTool.Output {
        try await tool.capture(
            arguments,
            environment: .only(variables(for: url)),
            in: folder,
            outputLimit: 512 << 20,
        )
    }

    /// Runs git and expects success; gives standard output.
    func run(_ arguments: [String], url: GitURL? = nil, in folder: FilePath) async throws -> [UInt8] {
        let output = try await capture(arguments, url: url, in: folder)
        guard output.status == 0 else {
            throw GitMessages.failure(output.standardError, url: url, status: output.status)
        }
        return output.standardOutput
    }

    private func variables(for url: GitURL?) -> [String: String] {
        var variables = environment
        variables["GIT_ALLOW_PROTOCOL"] = url.map(\.transport.rawValue) ?? "none"
        if let url, let user = url.user, url.transport != .ssh {
            variables["DATALAB_GIT_USER"] = user
            variables["DATALAB_GIT_PASSWORD"] = url.password ?? ""
        }
        // SSH must not ask on the terminal, where progress is drawn; whoever has a command of their own knows what it
        // does.
        let hasOwnSSH = variables["GIT_SSH_COMMAND"] != nil || variables["GIT_SSH"] != nil
        if !hasOwnSSH, !userSettings.contains(where: { $0.key == "core.sshcommand" }) {
            variables["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes"
        }
        let settings = Self.fixedSettings + credentialSettings(for: url)
        variables["GIT_CONFIG_COUNT"] = String(settings.count)
        for (index, setting) in settings.enumerated() {
            variables["GIT_CONFIG_KEY_\(index)"] = setting.key
            variables["GIT_CONFIG_VALUE_\(index)"] = setting.value
        }
        return variables
    }

    /// The user's settings, and a helper that answers with the URL's own credential to the URL's host only.
    private func credentialSettings(for url: GitURL?) -> [Setting] {
        guard let url, let user = url.user, url.transport == .https || url.transport == .http else {
            return userSettings
        }
        let scope = "credential.\(url.transport.rawValue)://\(url.authority)"
        let answer = "printf 'username=%s\\npassword=%s\\n' \"$DATALAB_GIT_USER\" \"$DATALAB_GIT_PASSWORD\""
        let own = Setting(key: "\(scope).helper", value: "!f() { test \"$1\" = get && \(answer); }; f")
        guard url.password != nil else {
            // A user without a password may be a token: the user's helpers are asked first, then the empty password is
            // given.
            return [Setting(key: "\(scope).username", value: user)] + userSettings + [own]
        }
        return userSettings + [Setting(key: "\(scope).helper", value: ""), own]
    }

    private static let fixedSettings = [
        ("core.hooksPath", "/dev/null"), ("core.fsmonitor", "false"), ("core.attributesFile", "/dev/null"),
        ("core.excludesFile", "/dev/null"), ("core.autocrlf", "false"), ("core.symlinks", "true"),
        ("core.protectHFS", "true"), ("core.protectNTFS", "true"), ("core.askPass", ""), ("core.pager", "cat"),
        ("filter.lfs.smudge", ""), ("filter.lfs.process", ""), ("filter.lfs.required", "false"),
        ("submodule.recurse", "false"), ("fetch.recurseSubmodules", "false"), ("gc.auto", "0"),
        ("maintenance.auto", "false"), ("advice.detachedHead", "false"), ("credential.interactive", "false"),
        ("log.showSignature", "false"), ("http.lowSpeedLimit", "100"), ("http.lowSpeedTime", "60"),
        ("http.followRedirects", "initial"),
    ].map { Setting(key: $0.0, value: $0.1) }

    private static func inheritedEnvironment(_ all: [String: String]) -> [String: String] {
        let kept = [
            "PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
            "SSH_AUTH_SOCK", "SSH_AGENT_PID", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO",
            "GIT_SSL_CAPATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
            "ALL_PROXY", "no_proxy", "NO_PROXY", "DBUS_SESSION_BUS_ADDRESS", "GNUPGHOME", "GPG_AGENT_INFO",
        ]
        var variables = all.filter { kept.contains($0.key) }
        let fixed = [
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_ATTR_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1",
            "GIT_PROTOCOL_FROM_USER": "0", "LC_ALL": "C",
        ]
        variables.merge(fixed) { $1 }
        return variables
    }

    /// What is needed to reach a server, from the user's and the system's configuration.
    private static func readUserSettings(_ tool: ExternalTool) async throws -> [Setting] {
        let pattern = "^(credential\\..*|http\\..*|core\\.sshcommand|ssh\\.variant|safe\\.directory)$"
        var settings: [Setting] = []
        for scope in ["--system", "--global"] {
            let arguments = ["config", scope, "--includes", "-z", "--get-regexp", pattern]
            let output = try await tool.capture(arguments, in: "/")
            // A status other than 0: there is no such file, or nothing in it.
            guard output.status == 0 else { continue }
            for record in output.standardOutput.split(separator: 0) {
                let parts = record.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
                let value = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "true"
                settings.append(Setting(key: String(decoding: parts[0], as: UTF8.self), value: value))
            }
        }
        return settings
    }
}
