internal import Texts

/// What a requirement names instead of versions of an index: the address of a wheel, or source.
enum DirectAddress {
    case wheel(WheelURL)
    case source(SourceReference, name: String?, hashes: [String])

    private static let archiveEndings = [".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tar"]
    private static let otherVersionControl = ["hg", "svn", "bzr"]
    private static let hint =
        "write 'name @ https://…/name-1.0-py3-none-any.whl', 'name @ git+https://…/name.git@tag', or './folder' for the workspace's own"

    /// Whether a word is an address or a path by itself, and not the name of a package or the start of `name@https://…`.
    static func isBare(_ word: String) -> Bool {
        if word.contains("://") { return !word.prefix { $0 != ":" }.contains("@") }
        if word.hasPrefix("git@") || word.hasPrefix("git+") || word.hasPrefix("file:") { return true }
        guard !word.contains("@") else { return false }
        let path = word.prefix { $0 != "[" && $0 != ";" }
        return path.hasPrefix(".") || path.hasPrefix("~") || path.contains("/") || path.contains("\\")
            || path.hasSuffix(".whl") || archiveEndings.contains { path.hasSuffix($0) }
    }

    /// Takes an address or a path apart; the fault says why it cannot be used, without repeating credentials.
    init(_ text: String, at index: Int) throws(SyntaxFault) {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        if scheme == "git" || scheme.hasPrefix("git+") || text.hasPrefix("git@") || text.hasPrefix("git+git@") {
            self = try Self.git(text, at: index)
        } else if Self.otherVersionControl.contains(where: { scheme == $0 || scheme.hasPrefix($0 + "+") }) {
            throw SyntaxFault(index, "of the version control systems only git is spoken here", hint: Self.hint)
        } else if scheme == "file" {
            self = try Self.path(try Self.relativePath(text, at: index), at: index)
        } else if !text.contains("://") {
            self = try Self.path(text, at: index)
        } else if let archive = try Self.archive(text, at: index) {
            self = archive
        } else {
            self = .wheel(try WheelURL(text, at: index))
        }
    }

    // MARK: git

    private static func git(_ text: String, at index: Int) throws(SyntaxFault) -> DirectAddress {
        let (whole, fragment) = split(text)
        var address = whole.lowercased().hasPrefix("git+") ? String(whole.dropFirst(4)) : whole
        // pip's form of scp's: 'git+ssh://git@host/…'; people also write 'git+git@host:…'.
        var revision: String?
        let start = pathStart(of: address)
        if let at = address[start...].lastIndex(of: "@") {
            revision = String(address[address.index(after: at)...])
            address = String(address[..<at])
        }
        if let revision, revision.isEmpty {
            throw SyntaxFault(index, "nothing follows the '@'", hint: "write a branch, a tag or a commit after it")
        }
        try refuseCredentials(address, at: index)
        guard !address.contains("?") else {
            throw SyntaxFault(index, "a git address has no query ('?')", hint: hint)
        }
        let parts = try fragmentParts(fragment, at: index)
        let reference = SourceReference.git(url: address, revision: revision, subdirectory: parts.subdirectory)
        return .source(reference, name: parts.name, hashes: [])
    }

    /// Where the path of an address begins, so that the `@` of its account is not taken for a revision's.
    private static func pathStart(of address: String) -> String.Index {
        if let scheme = address.firstRange(of: "://") {
            return address[scheme.upperBound...].firstIndex(of: "/") ?? address.endIndex
        }
        return address.firstIndex(of: ":") ?? address.endIndex
    }

    // MARK: archives

    private static func archive(_ text: String, at index: Int) throws(SyntaxFault) -> DirectAddress? {
        let (address, fragment) = split(text)
        let scheme = address.prefix { $0 != ":" }.lowercased()
        let last = PercentEncoding.decodeWherePossible(address.split(separator: "/").last ?? "")
        guard scheme == "https" || scheme == "http", archiveEndings.contains(where: { last.hasSuffix($0) }) else {
            return nil
        }
        try refuseCredentials(address, at: index)
        guard !address.contains("?") else {
            throw SyntaxFault(
                index,
                "the URL has a query, which may hold a credential and would be stored in the image",
                hint: "name the file by an address without '?'",
            )
        }
        let parts = try fragmentParts(fragment, at: index)
        return .source(.archive(url: address, subdirectory: parts.subdirectory), name: parts.name, hashes: parts.hashes)
    }

    // MARK: paths

    /// The path of `file:./folder`; an absolute one is a file of the machine where it was written.
    private static func relativePath(_ text: String, at index: Int) throws(SyntaxFault) -> String {
        let path = PercentEncoding.decodeWherePossible(text.dropFirst("file:".count))
        guard !path.hasPrefix("/") else {
            throw SyntaxFault(
                index,
                "a 'file:' address names a file of another machine",
                hint: "write 'name==version' ('pip list --format=freeze' prints it so)",
            )
        }
        return path
    }

    private static func path(_ text: String, at index: Int) throws(SyntaxFault) -> DirectAddress {
        let path = split(text).address.replacing("\\", with: "/")
        guard !path.hasPrefix("/"), !path.hasPrefix("~") else {
            throw SyntaxFault(
                index,
                "'\(path)' leaves the workspace",
                hint: "write a path below it, such as './mypackage'"
            )
        }
        let isFile = path.hasSuffix(".whl") || archiveEndings.contains { path.hasSuffix($0) }
        return .source(isFile ? .file(path) : .folder(path), name: nil, hashes: [])
    }

    // MARK: parts

    private static func split(_ text: String) -> (address: String, fragment: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private static func refuseCredentials(_ address: String, at index: Int) throws(SyntaxFault) {
        guard let scheme = address.firstRange(of: "://") else { return }
        let authority = address[scheme.upperBound...].prefix { $0 != "/" }
        let isAccount = address.hasPrefix("ssh://") && !authority.prefix { $0 != "@" }.contains(":")
        guard authority.contains("@"), !isAccount else { return }
        throw SyntaxFault(
            index,
            "the URL holds a user name or password, which would be stored in the image",
            hint: "remove it and put it in ~/.netrc on the build machine",
        )
    }

    /// What `#egg=name&subdirectory=folder&sha256=…` says.
    private static func fragmentParts(_ fragment: String, at index: Int) throws(SyntaxFault) -> (
        name: String?, subdirectory: String?, hashes: [String]
    ) {
        var (name, subdirectory): (String?, String?)
        var hashes: [String] = []
        for part in fragment.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { continue }
            switch pair[0] {
            case "egg":
                let text = pair[1].prefix { $0 != "[" && $0 != "=" }
                // 'name-1.0' was an egg of a version; 'my_name-dev' is a habit of old files.
                if PackageName.isValid(text) { name = PackageName.normalized(text) }
            case "subdirectory":
                subdirectory = try safeFolder(PercentEncoding.decodeWherePossible(pair[1]), at: index)
            case _ where HashOption.algorithms.contains(pair[0]):
                hashes.append(try HashOption.parse(pair[0] + ":" + pair[1], at: index))
            default: break
            }
        }
        return (name, subdirectory, hashes)
    }

    private static func safeFolder(_ path: String, at index: Int) throws(SyntaxFault) -> String? {
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !path.hasPrefix("/"), !parts.contains("..") else {
            throw SyntaxFault(index, "the subdirectory '\(path)' leaves the source", hint: "write a path inside of it")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}
