extension GitURL {
    /// Refuses what a program could take for something else than a host and a path.
    func checkParts() throws(WorkspaceError) {
        if transport == .file {
            guard authority.isEmpty, user == nil else {
                throw Self.refusal(
                    "a 'file://' URL names a path of this machine",
                    hint: "write 'file:///path/to/repository'"
                )
            }
        } else {
            guard !authority.isEmpty, !authority.hasPrefix(":") else { throw Self.refusal("the git URL has no host") }
        }
        guard !authority.hasPrefix("-"), user?.hasPrefix("-") != true, !path.hasPrefix("-") else {
            throw Self.refusal("a host, user or path that begins with '-' is refused: it could be taken for an option")
        }
        guard !path.isEmpty, path != "/" else { throw Self.refusal("the git URL has no path") }
        if transport == .ssh, password != nil {
            throw Self.refusal(
                "a password in an SSH URL is refused",
                hint: "use an SSH key, or an 'https://' URL with a token",
            )
        }
        if transport == .git, user != nil { throw Self.refusal("'git://' knows no user", hint: "leave the user out") }
        if transport == .http, !isLoopback {
            throw Self.refusal(
                "plain 'http://' is refused, as anyone on the way could change the content",
                hint: "use 'https://\(authority)\(path)'",
            )
        }
        try checkWebPage()
    }

    private func checkWebPage() throws(WorkspaceError) {
        let parts = path.split(separator: "/").map(String.init)
        guard transport == .https, let tree = parts.firstIndex(of: "tree"), tree >= 2, tree + 1 < parts.count,
            authority == "github.com" ? tree == 2 : parts[tree - 1] == "-"
        else { return }
        let repository = parts[..<(parts[tree - 1] == "-" ? tree - 1 : tree)].joined(separator: "/")
        let folder = parts[(tree + 2)...].joined(separator: "/")
        throw Self.refusal(
            "this is the address of a web page, not of a git repository",
            hint: "use 'https://\(authority)/\(repository)' with '--branch \(parts[tree + 1])'"
                + (folder.isEmpty ? "" : " and '--subdirectory \(folder)'"),
        )
    }

    private var isLoopback: Bool {
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
