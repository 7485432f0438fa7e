internal import LayerArchive
internal import Texts

/// A git URL that is allowed, taken apart so that no credential stays in what is shown or put on a command line.
public struct GitURL: Sendable, Hashable {
    /// The transports that are spoken.
    public enum Transport: String, Sendable, Hashable, CaseIterable {
        /// HTTP over TLS.
        case https
        /// SSH.
        case ssh
        /// Git's own protocol, which has no encryption.
        case git
        /// A repository on this machine.
        case file
        /// HTTP without TLS: to this machine's loopback addresses only.
        case http
    }

    /// The transport.
    public let transport: Transport
    /// The host with its port, as in the URL; empty for `file`.
    public let authority: String
    /// The path, as in the URL, with its leading slash; relative only for the form `git@host:path`.
    public let path: String
    /// The user's name: for SSH the account, for HTTPS a part of the credential.
    let user: String?
    /// The password or token.
    let password: String?
    let isSCPForm: Bool

    /// The URL without credentials, which is what git is given and what is recorded; the account of SSH stays.
    public var redacted: String {
        let account = transport == .ssh ? user.map { "\($0)@" } ?? "" : ""
        return isSCPForm ? "\(account)\(authority):\(path)" : "\(transport.rawValue)://\(account)\(authority)\(path)"
    }

    /// The repository's name: the last part of the path without `.git`.
    public var repositoryName: String {
        let parts = path.split(whereSeparator: { $0 == "/" || $0 == ":" })
        guard var name = parts.last.map(String.init) else { return authority }
        if name == ".git", parts.count > 1 { name = String(parts[parts.count - 2]) }
        if name.hasSuffix(".git"), name.count > 4 { name.removeLast(4) }
        return PercentEncoding.decode(name) ?? name
    }

    /// Parses `https://`, `ssh://`, `git://`, `file://` URLs and the form `user@host:path`.
    ///
    /// Refused: every other transport (`ext::` and `fd::` start programs), plain `http://` but to loopback addresses,
    /// hosts and paths that begin with `-`, control characters, queries and fragments, passwords in SSH URLs.
    ///
    /// - Parameter text: what the user gave; never shown whole, as it may hold a credential.
    /// - Throws: `WorkspaceError` with code `badLocation`.
    public init(_ text: String) throws(WorkspaceError) {
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
            throw Self.refusal("the git URL holds a space or a control character")
        }
        guard !text.hasPrefix("-") else { throw Self.refusal("a source must not begin with '-'") }
        if let helper = Self.helperName(text) {
            throw Self.refusal("the transport '\(helper)::' is refused: it would run a program of the URL's choice")
        }
        if text.contains("://") {
            try self.init(urlForm: text)
        } else {
            try self.init(scpForm: text)
        }
        try checkParts()
    }

    /// Whether a text is meant as a git URL, not as a path.
    static func isURL(_ text: String) -> Bool {
        if text.contains("://") || helperName(text) != nil { return true }
        guard let colon = text.firstIndex(of: ":") else { return false }
        return !text[..<colon].contains("/") && text[..<colon].count > 1
    }

    private init(urlForm text: String) throws(WorkspaceError) {
        let halves = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let scheme = halves[0].lowercased()
        guard let transport = Transport(rawValue: scheme) else {
            let isPlain = scheme.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x2B...0x39).contains($0) }
            throw Self.refusal("the transport \(isPlain ? "'\(scheme)://'" : "of the URL") is refused")
        }
        guard !halves[1].contains(where: { $0 == "?" || $0 == "#" }) else {
            throw WorkspaceError(
                .badLocation,
                "a git URL must have no query ('?') and no fragment ('#')",
                hint:
                    "give a branch with '--branch', a folder with '--subdirectory', a token as 'https://user:token@host/…'",
            )
        }
        let slash = halves[1].firstIndex(of: "/") ?? halves[1].endIndex
        var host = halves[1][..<slash]
        var credential: (user: String, password: String?)?
        if let at = host.lastIndex(of: "@") {
            let parts = host[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            credential = (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
            host = host[host.index(after: at)...]
        }
        self.transport = transport
        authority = transport == .file && host.lowercased() == "localhost" ? "" : host.lowercased()
        path = String(halves[1][slash...])
        isSCPForm = false
        let decodes = transport == .https || transport == .http
        user = try credential.map { credential throws(WorkspaceError) in
            try Self.decoded(credential.user, if: decodes)
        }
        password = try credential?.password.map { password throws(WorkspaceError) in
            try Self.decoded(password, if: decodes)
        }
    }

    private init(scpForm text: String) throws(WorkspaceError) {
        guard let colon = text.firstIndex(of: ":") else {
            throw Self.refusal("\(ShownText.quoted(text)) is no git URL")
        }
        let head = text[..<colon].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        transport = .ssh
        authority = head[head.count - 1].lowercased()
        user = head.count > 1 ? head[0] : nil
        password = nil
        path = String(text[text.index(after: colon)...])
        isSCPForm = true
    }

    static func refusal(_ message: String, hint: String? = nil) -> WorkspaceError {
        WorkspaceError(
            .badLocation,
            message,
            hint: hint ?? "a source is a git URL (https, ssh, git, file), a folder, a zip, or a list of files",
        )
    }

    /// `ext` of `ext::sh -c …`: git would start the program `git-remote-ext`.
    private static func helperName(_ text: String) -> String? {
        guard let colons = text.firstRange(of: "::") else { return nil }
        let name = text[..<colons.lowerBound]
        let isName = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
        }
        return isName && !name.isEmpty ? String(name) : nil
    }

    private static func decoded(_ text: String, if needed: Bool) throws(WorkspaceError) -> String {
        guard needed else { return text }
        guard let decoded = PercentEncoding.decode(text), !decoded.unicodeScalars.contains(where: { $0.value < 0x20 })
        else {
            throw refusal("the user or password in the URL is not percent-encoded text")
        }
        return decoded
    }
}
