internal import LayerArchive
internal import Texts

extension GitURL {
    /// The URL of a submodule of this repository: its own, or one relative to this (`../other.git`).
    ///
    /// A submodule may use `file` or `http` only when this repository does.
    ///
    /// - Throws: `WorkspaceError` with code `badLocation`.
    func submodule(_ text: String) throws(WorkspaceError) -> GitURL {
        guard text.hasPrefix("./") || text.hasPrefix("../") else {
            guard Self.isURL(text) else {
                throw Self.refusal("\(ShownText.quoted(text)) is a path of the machine, not a git URL")
            }
            let url = try GitURL(text)
            guard (url.transport != .file && url.transport != .http) || url.transport == transport else {
                throw Self.refusal(
                    "the transport '\(url.transport.rawValue)://' is refused for a submodule of this repository"
                )
            }
            return url
        }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        for part in text.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.count > 1 || (isSCPForm && !parts.isEmpty) else {
                    throw Self.refusal("\(ShownText.quoted(text)) leads above the repository's host")
                }
                parts.removeLast()
            } else {
                parts.append(String(part))
            }
        }
        return try GitURL(self, path: parts.joined(separator: "/"))
    }

    private init(_ other: GitURL, path: String) throws(WorkspaceError) {
        transport = other.transport
        authority = other.authority
        user = other.user
        password = other.password
        isSCPForm = other.isSCPForm
        self.path = path
        guard !path.unicodeScalars.contains(where: { $0.value <= 0x20 || $0 == "?" || $0 == "#" }) else {
            throw Self.refusal("the URL holds a space, a control character, a query or a fragment")
        }
        try checkParts()
    }
}
