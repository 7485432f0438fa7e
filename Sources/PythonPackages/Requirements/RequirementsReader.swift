internal import Reporting

/// Reads what a workspace asks for from `pylock.toml`, `requirements.txt` or `pyproject.toml`, the first that exists.
///
/// Nothing in the files is expanded, executed or fetched. Everything that cannot be honoured is an error with its
/// place; all of a request's problems come at once.
public struct RequirementsReader: Sendable {
    /// Gives a file's bytes by its path relative to the workspace; nil when there is no such file.
    public typealias FileReader = @Sendable (String) throws -> [UInt8]?

    let readFile: FileReader
    let hasFile: @Sendable (String) -> Bool
    let allowsIndexes: Bool

    /// A reader of one workspace.
    ///
    /// - Parameters:
    ///   - allowsIndexes: whether index options in the files are followed; they decide where code comes from.
    ///   - hasFile: whether there is a file of such a path; by default, whether `readFile` gives one.
    ///   - readFile: gives a file's bytes by its path relative to the workspace, without `.` or `..` parts.
    public init(
        allowsIndexes: Bool = false,
        hasFile: (@Sendable (String) -> Bool)? = nil,
        readFile: @escaping FileReader,
    ) {
        self.allowsIndexes = allowsIndexes
        self.readFile = readFile
        self.hasFile =
            hasFile ?? { path in
                do { return try readFile(path) != nil } catch { return true }
            }
    }

    /// Reads the request of a workspace.
    ///
    /// - Parameter folder: where configuration files are: empty, `binder` or `.binder`.
    /// - Returns: the request; nil when the folder has none of the files.
    /// - Throws: `PackagesError` with every problem of the files (code `requirements` or `lock`), or what `readFile`
    ///   threw.
    public func read(in folder: String = "") throws -> PackageRequest? {
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        let lockName = prefix + "pylock.toml"
        let requirementsName = prefix + "requirements.txt"
        let projectName = prefix + "pyproject.toml"
        if let bytes = try readFile(lockName) {
            var request = PackageRequest(.lock, file: lockName)
            request.lock = try PackageLock(parsing: bytes, file: lockName)
            for name in [requirementsName, projectName] where try readFile(name) != nil {
                request.warnings.append(notUsed(name, because: lockName))
            }
            return request
        }
        if let bytes = try readFile(requirementsName) {
            var request = try readRequirements(requirementsName, bytes)
            if let project = try readFile(projectName), try ProjectFile(project, projectName).hasDependencies {
                request.warnings.append(notUsed(projectName, because: requirementsName))
            }
            return request
        }
        return try readFile(projectName).flatMap { try ProjectFile($0, projectName).request() }
    }

    private func notUsed(_ file: String, because used: String) -> Problem {
        .warning(at: Place(file: file), "the dependencies in '\(file)' are not used, since there is a '\(used)'")
    }

    private func readRequirements(_ file: String, _ bytes: [UInt8]) throws -> PackageRequest {
        var walk = RequirementsWalk(reader: self, request: PackageRequest(.requirements, file: file))
        try walk.walk(file, bytes, asConstraints: false)
        return try walk.finish()
    }
}
