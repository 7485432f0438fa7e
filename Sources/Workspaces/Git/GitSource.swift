internal import LayerArchive
internal import Texts

/// A revision of a git repository, or of one folder in it.
public struct GitSource: Sendable, Hashable {
    /// The repository.
    public let url: GitURL
    /// The branch or tag; the repository's default branch when nil and no commit is given.
    public let branch: String?
    /// The commit: its full hash, or at least its first seven digits.
    public let commit: String?
    /// The folder that becomes the workspace; nil for the repository's root.
    public let subdirectory: String?

    /// A source; everything is checked as far as that is possible without the repository.
    ///
    /// - Throws: `WorkspaceError` with code `badLocation`.
    public init(
        url: GitURL,
        branch: String? = nil,
        commit: String? = nil,
        subdirectory: String? = nil,
    ) throws(WorkspaceError) {
        if let branch, let fault = Self.fault(ofBranch: branch) {
            throw WorkspaceError(
                .badLocation,
                source: "--branch",
                "\(ShownText.quoted(branch)) is no branch name: \(fault)"
            )
        }
        if let commit {
            let isHex = commit.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
            guard isHex, (7...64).contains(commit.utf8.count) else {
                throw WorkspaceError(
                    .badLocation,
                    source: "--commit",
                    "\(ShownText.quoted(commit)) is no commit: expected 7 to 64 hexadecimal digits",
                    hint: "a branch or a tag is given with '--branch'",
                )
            }
        }
        self.url = url
        self.branch = branch
        self.commit = commit?.lowercased()
        self.subdirectory = try subdirectory.flatMap { text throws(WorkspaceError) in try Self.normalised(text) }
    }

    /// What `git check-ref-format` would refuse, or nil.
    static func fault(ofBranch name: String) -> String? {
        if name.isEmpty { return "it is empty" }
        if name.hasPrefix("-") { return "it begins with '-'" }
        if name.hasPrefix("/") || name.hasSuffix("/") || name.contains("//") { return "it has an empty part" }
        if name.contains("..") || name.contains("@{") || name == "@" || name.hasSuffix(".") {
            return "'..', '@{', a lone '@' and a dot at the end are not allowed"
        }
        if name.unicodeScalars.contains(where: {
            $0.value <= 0x20 || $0.value == 0x7F || "~^:?*[\\".unicodeScalars.contains($0)
        }) {
            return "spaces, control characters and any of ~^:?*[\\ are not allowed"
        }
        let parts = name.split(separator: "/")
        return parts.contains { $0.hasPrefix(".") || $0.hasSuffix(".lock") }
            ? "a part begins with '.' or ends in '.lock'" : nil
    }

    /// A folder's path without `./` and slashes at its ends; nil for the root.
    static func normalised(_ folder: String) throws(WorkspaceError) -> String? {
        // Bytes, not characters: a slash with a combining character behind it is no `"/"` to a string.
        let slash = UInt8(ascii: "/")
        let parts = folder.utf8.split(separator: slash).map { String(Substring($0)) }.filter { $0 != "." }
        guard folder.utf8.first != slash, !parts.contains(".."), !folder.utf8.contains(0) else {
            throw WorkspaceError(
                .badLocation,
                source: "--subdirectory",
                "\(ShownText.quoted(folder)) is not a folder inside of the source: absolute paths and '..' are refused",
            )
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}
