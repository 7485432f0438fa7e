internal import LayerArchive
internal import Reporting
internal import Texts

/// What git says, in one line that tells what to do next.
enum GitMessages {
    /// The failure to which git's standard error amounts; a password in it is blotted out.
    static func failure(_ text: String, url: GitURL?, status: Int32) -> WorkspaceError {
        if text.contains("dubious ownership") { return foreign(url) }
        let line = scrubbed(mainLine(text) ?? "git ended with status \(status)", url)
        let kind = classify(text)
        return WorkspaceError(kind.code, source: url?.redacted, line, hint: kind.hint)
    }

    /// Whether the server refuses to give a commit that no branch points to.
    static func refusesCommit(_ text: String) -> Bool {
        ["unadvertised object", "not our ref", "upload-pack: not our ref", "couldn't find remote ref"].contains {
            text.contains($0)
        }
    }

    /// Whether the server cannot give a part of the history.
    static func refusesShallow(_ text: String) -> Bool {
        text.contains("does not support shallow") || text.contains("dumb http transport does not support")
    }

    /// A local repository of another user: git's own setting says that its owner is trusted, and is heeded here too.
    private static func foreign(_ url: GitURL?) -> WorkspaceError {
        let path = url?.localPath ?? ""
        return WorkspaceError(
            .fetchFailed,
            source: url?.redacted,
            "the repository belongs to another user, and git reads no repository of a user it was not told to trust",
            hint: "if you trust them: git config --global --add safe.directory \(ShellQuoting.quoted(path))"
        )
    }

    private static func mainLine(_ text: String) -> String? {
        let lines = text.split(separator: "\n").map { $0.trimmingPrefix("remote: ") }
        let marked = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("ERROR: ") || $0.hasPrefix("error: ") }
        let useful = lines.last {
            !$0.isEmpty && !$0.hasPrefix("and the repository exists") && !$0.hasPrefix("Please make sure")
        }
        let earlier = lines.first {
            $0.contains("Permission denied") || $0.contains("Host key") || $0.contains("Could not resolve")
        }
        guard let line = earlier ?? marked ?? useful else { return nil }
        for prefix in ["fatal: ", "ERROR: ", "error: "] where line.hasPrefix(prefix) {
            return "git: " + ShownText.escaped(String(line.dropFirst(prefix.count)))
        }
        return "git: " + ShownText.escaped(String(line))
    }

    private static func scrubbed(_ line: String, _ url: GitURL?) -> String {
        [url?.password, url?.transport == .ssh ? nil : url?.user].compactMap { $0 }.filter { $0.count > 3 }
            .reduce(line) { $0.replacing($1, with: "***") }
    }

    private static func classify(_ text: String) -> (code: WorkspaceError.Code, hint: String) {
        func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        if has(
            "could not read Username",
            "could not read Password",
            "Authentication failed",
            "Permission denied",
            "returned error: 403"
        ) {
            return (
                .fetchFailed,
                "the repository is private or does not exist; use a git credential helper, an SSH key in an agent, or a token"
            )
        }
        if has("Host key verification failed") {
            return (.fetchFailed, "connect once with 'ssh' to accept the host's key")
        }
        if has(
            "not found",
            "does not exist",
            "does not appear to be a git repository",
            "not exported",
            "returned error: 404"
        ) {
            return (.notFound, "check the address for typing errors")
        }
        if has("transport '") { return (.fetchFailed, "the repository or a redirect uses a transport that is refused") }
        return (.fetchFailed, "check the network and the address, then try again")
    }
}
