internal import Glibc
internal import LayerArchive
public import SystemPackage
internal import Texts

/// What a user gave as the source of a datalab.
public enum SourceLocation: Sendable, Hashable {
    /// A git repository.
    case git(GitSource)
    /// A folder of this machine, or a folder inside of it; it is read in place.
    case folder(FilePath, subdirectory: String?)
    /// A zip file, or a folder inside of it.
    case zip(FilePath, subdirectory: String?)
    /// Files of this machine, which become one flat folder.
    case files([FilePath])

    /// Understands the arguments of a command.
    ///
    /// A git URL is recognised by its form, a zip by its first bytes or its name; several arguments are a list of
    /// files. A local folder is always read as it is: with a branch or commit its `file://` URL is asked for.
    ///
    /// - Parameters:
    ///   - arguments: one URL, folder or zip, or files.
    ///   - branch: the branch or tag of a git repository.
    ///   - commit: the commit of a git repository.
    ///   - subdirectory: the folder inside of a repository, folder or zip.
    /// - Returns: the location; whether a repository exists is not known yet.
    /// - Throws: `WorkspaceError` with code `badLocation` or `notFound`.
    public static func parse(
        _ arguments: [String],
        branch: String? = nil,
        commit: String? = nil,
        subdirectory: String? = nil,
    ) throws -> SourceLocation {
        guard let first = arguments.first, !arguments.contains("") else {
            throw WorkspaceError(.badLocation, "no source was given", hint: "give a git URL, a folder, a zip, or files")
        }
        if let option = arguments.first(where: { $0.hasPrefix("-") }) {
            throw WorkspaceError(
                .badLocation,
                "the source \(ShownText.quoted(option)) begins with '-' and could be taken for an option",
                hint: "write './\(option)' for a file or folder of this name",
            )
        }
        if arguments.count == 1, GitURL.isURL(first), !exists(first) {
            let url = try GitURL(first)
            return .git(try GitSource(url: url, branch: branch, commit: commit, subdirectory: subdirectory))
        }
        if let url = arguments.first(where: { GitURL.isURL($0) && !exists($0) }) {
            throw WorkspaceError(
                .badLocation,
                "a git URL must be the only source (\(arguments.count) were given)",
                hint: "give \(ShownText.quoted((try? GitURL(url))?.redacted ?? "the URL")) alone",
            )
        }
        let folder = try subdirectory.flatMap { try GitSource.normalised($0) }
        return try local(arguments, hasRevision: branch != nil || commit != nil, subdirectory: folder)
    }

    private static func local(
        _ arguments: [String],
        hasRevision: Bool,
        subdirectory: String?,
    ) throws -> SourceLocation {
        for name in arguments where !exists(name) {
            throw WorkspaceError(
                .notFound,
                source: name,
                "there is no such file or folder",
                hint: "a git URL begins with 'https://', 'ssh://', 'git://', 'file://' or 'user@host:'",
            )
        }
        let path = FilePath(arguments[0])
        if hasRevision {
            let absolute = absolutePath(path)
            throw WorkspaceError(
                .badLocation,
                source: arguments[0],
                "'--branch' and '--commit' need a git URL; a folder or file is read as it is",
                hint: "use 'file://\(percentEncoded(absolute.string))' to build a commit of a local repository",
            )
        }
        if arguments.count == 1, isFolder(path) { return .folder(path, subdirectory: subdirectory) }
        if arguments.count == 1, isZip(path) { return .zip(path, subdirectory: subdirectory) }
        guard subdirectory == nil else {
            throw WorkspaceError(.badLocation, source: "--subdirectory", "a list of files has no folders")
        }
        return .files(arguments.map { FilePath($0) })
    }

    private static func percentEncoded(_ path: String) -> String {
        PercentEncoding.encode(path) { $0 > 0x20 && $0 < 0x7F && !"%?#".utf8.contains($0) }
    }

    private static func exists(_ name: String) -> Bool {
        access(name, F_OK) == 0
    }

    private static func isFolder(_ path: FilePath) -> Bool {
        var status = stat()
        return path.withPlatformString { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func isZip(_ path: FilePath) -> Bool {
        if path.extension?.lowercased() == "zip" { return true }
        guard let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking]) else { return false }
        defer { try? file.close() }
        var magic = [UInt8](repeating: 0, count: 4)
        let count = try? magic.withUnsafeMutableBytes { try file.read(into: $0) }
        return count == 4 && (magic == [0x50, 0x4B, 3, 4] || magic == [0x50, 0x4B, 5, 6])
    }

    static func absolutePath(_ path: FilePath) -> FilePath {
        guard let resolved = path.withPlatformString({ realpath($0, nil) }) else { return path }
        defer { free(resolved) }
        return FilePath(platformString: resolved)
    }
}
