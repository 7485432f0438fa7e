/// The source of one package, exactly: what a wheel is built from (the keys `sdist`, `archive`, `vcs` and `directory` of the
/// packaging specification "pylock.toml").
public struct PackageSource: Sendable, Hashable {
    /// Where it is.
    public enum Place: Sendable, Hashable {
        /// The source archive of a release that an index has.
        case release(url: String)
        /// A source archive that was required by its address.
        case archive(url: String)
        /// A git repository: the branch, tag or commit that was asked for, and the commit it was when it was fetched.
        case git(url: String, revision: String?, commit: String?)
        /// A folder of the workspace, by its path from the root; empty for the root.
        case folder(String)
        /// An archive or a wheel of the workspace, by its path from the root.
        case file(String)
    }

    /// Where it is.
    public var place: Place
    /// The folder in it that holds the package.
    public var subdirectory: String?
    /// The SHA-256 of an archive in hexadecimal, where it is known.
    public var sha256: String?
    /// The size of an archive in bytes, where it is known.
    public var size: UInt64?

    /// A source.
    public init(_ place: Place, subdirectory: String? = nil, sha256: String? = nil, size: UInt64? = nil) {
        self.place = place
        self.subdirectory = subdirectory
        self.sha256 = sha256
        self.size = size
    }

    /// What a requirement names.
    ///
    /// - Parameters:
    ///   - reference: the reference.
    ///   - hashes: the digests that are allowed, as `sha256:<hex>`.
    public init(named reference: SourceReference, hashes: [String] = []) {
        switch reference {
        case .git(let url, let revision, let folder):
            self.init(.git(url: url, revision: revision, commit: nil), subdirectory: folder)
        case .archive(let url, let folder): self.init(.archive(url: url), subdirectory: folder)
        case .folder(let path): self.init(.folder(path))
        case .file(let path): self.init(.file(path))
        }
        if hashes.count == 1 { sha256 = String(hashes[0].dropFirst("sha256:".count)) }
    }

    /// Whether an index has it, and not only a requirement names it.
    public var isRelease: Bool {
        if case .release = place { true } else { false }
    }

    /// What it is called in messages and records: an address with the commit, or a path.
    public var title: String {
        let folder = subdirectory.map { "#subdirectory=\($0)" } ?? ""
        switch place {
        case .release(let url), .archive(let url): return url + folder
        case .git(let url, let revision, let commit):
            let scheme = url.contains("://") ? "git+" : ""
            return scheme + url + ((commit ?? revision).map { "@\($0)" } ?? "") + folder
        case .folder(let path): return path.isEmpty ? "." : "./\(path)"
        case .file(let path): return "./\(path)"
        }
    }
}
