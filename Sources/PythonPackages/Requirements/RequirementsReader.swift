internal import Reporting

/// Reads what a workspace asks for, from the first file that says something.
///
/// Looked for are, in this order, `pylock.toml`, `requirements.txt`, `environment.yml`, `Pipfile`, `pyproject.toml`, `setup.py` and `setup.cfg`, and a file of
/// requirements under another name where there is only one that can be meant; or from the files that are chosen.
///
/// Nothing in the files is expanded, executed or fetched. Everything that cannot be honoured is an error with its
/// place, everything that is not used a warning; all of a request's problems come at once.
public struct RequirementsReader: Sendable {
    /// Gives a file's bytes by its path relative to the workspace; nil when there is no such file.
    public typealias FileReader = @Sendable (String) throws -> [UInt8]?

    let readFile: FileReader
    let hasFile: @Sendable (String) -> Bool
    let allowsIndexes: Bool
    let choice: RequirementsChoice
    /// The paths of the workspace's files, where they are known.
    let files: [String]
    /// What is known of each `setup.py`.
    private var calls: [String: SetupCall] = [:]

    /// A reader of one workspace.
    ///
    /// - Parameters:
    ///   - allowsIndexes: whether index options in the files are followed; they decide where code comes from.
    ///   - files: the paths of the workspace's files; requirements under other names are found among them.
    ///   - choice: what a user has chosen.
    ///   - hasFile: whether there is a file of such a path; by default, whether `readFile` gives one.
    ///   - readFile: gives a file's bytes by its path relative to the workspace, without `.` or `..` parts.
    public init(
        allowsIndexes: Bool = false,
        files: [String] = [],
        choice: RequirementsChoice = RequirementsChoice(),
        hasFile: (@Sendable (String) -> Bool)? = nil,
        readFile: @escaping FileReader,
    ) {
        self.readFile = readFile
        self.allowsIndexes = allowsIndexes
        self.files = files
        self.choice = choice
        self.hasFile =
            hasFile ?? { path in
                do { return try readFile(path) != nil } catch { return true }
            }
    }

    /// Reads the request of a workspace, and has the machine's Python parse a `setup.py` where there is one.
    ///
    /// - Parameter folder: where configuration files are: empty, `binder` or `.binder`.
    /// - Returns: the request; nil when the folder has none of the files.
    /// - Throws: as ``read(in:)``; `ToolFailure` when a `setup.py` counts and there is no Python; `CancellationError`.
    public func readWhole(in folder: String = "") async throws -> PackageRequest? {
        var reader = self
        let chosen = choice.files.filter { RequirementsForm($0) == .setup || RequirementsForm($0) == .project }
        let folders = choice.files.isEmpty ? [folder] : chosen.map(Self.folder)
        for folder in folders {
            let path = Self.prefix(folder) + "setup.py"
            if let source = try readFile(path) {
                reader.calls[path] = try await SetupCall.read(source, with: HostPython())
            }
        }
        return try reader.read(in: folder)
    }

    /// Reads the request of a workspace; what only a `setup.py` says is not known.
    ///
    /// - Parameter folder: where configuration files are: empty, `binder` or `.binder`.
    /// - Returns: the request; nil when the folder has none of the files.
    /// - Throws: `PackagesError` with every problem of the files (code `requirements` or `lock`), or what `readFile`
    ///   threw.
    public func read(in folder: String = "") throws -> PackageRequest? {
        let request = try choice.files.isEmpty ? readFound(in: folder) : readFiles()
        guard var request else {
            guard choice.groups.isEmpty, choice.extras.isEmpty else {
                let asked = (choice.groups + choice.extras).map { "'\($0)'" }.joined(separator: ", ")
                throw PackagesError(.requirements, "there is no project that has \(asked)")
            }
            return nil
        }
        let (warnings, errors) = request.groupProblems(choice)
        guard errors.isEmpty else { throw PackagesError(.requirements, errors + request.warnings, file: request.file) }
        request.warnings += warnings
        return request
    }

    /// The requirements of lines that stand in no file yet.
    ///
    /// - Throws: `PackagesError` with code `requirements`.
    package static func requirements(_ lines: [String]) throws -> [Requirement] {
        let file = "requirements.txt"
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        let reader = RequirementsReader(hasFile: { _ in true }) { $0 == file ? bytes : nil }
        return try reader.read()?.requirements.map { requirement in
            var requirement = requirement
            requirement.place = nil
            return requirement
        } ?? []
    }

    /// The files that count, in their order: the first that says something is used, the others are told.
    private func readFound(in folder: String) throws -> PackageRequest? {
        let prefix = Self.prefix(folder)
        var present: [String] = []
        for name in RequirementsForm.names where try readFile(prefix + name) != nil {
            if RequirementsForm(name) == .lock, choice.passesOverLock { continue }
            present.append(prefix + name)
        }
        var ordered = present
        // An environment whose part for pip is the requirements file is meant as a whole.
        if let environment = present.first(where: { RequirementsForm($0) == .environment }),
            let bytes = try readFile(environment),
            CondaEnvironment(yaml: bytes, environment).includes.contains(where: {
                Self.lastPart($0) == "requirements.txt"
            }),
            let index = ordered.firstIndex(where: { RequirementsForm($0) == .requirements })
        {
            ordered.removeAll { $0 == environment }
            ordered.insert(environment, at: index)
        }
        // Binder reads a Pipfile before a requirements.txt, which is often made of it, and an environment.yml before both.
        if ordered.contains(where: { RequirementsForm($0) == .pipfile }) {
            let rank = [RequirementsForm.lock: 0, .environment: 1, .pipfile: 2, .requirements: 3]
            ordered = ordered.enumerated()
                .sorted {
                    (rank[RequirementsForm($0.element)] ?? 4, $0.offset) < (
                        rank[RequirementsForm($1.element)] ?? 4, $1.offset
                    )
                }
                .map(\.element)
        }
        for file in ordered {
            guard var request = try request(of: [file]) else { continue }
            if let lock = request.lock, let made = source(of: lock, in: ordered) {
                request.warnings += LockFit.warnings(lock, made)
                present.removeAll { made.files.contains($0) }
            }
            request.warnings += try unused(present, beside: request)
            request.warnings += elsewhere(beside: request, in: prefix)
            return request
        }
        return try onlyOther()
    }

    /// What a lock was made of: the first file beside it that says something; nil where none does, or it cannot be read.
    private func source(of lock: PackageLock, in files: [String]) -> PackageRequest? {
        for file in files where file != lock.file {
            if let request = try? request(of: [file]), request.lock == nil { return request }
        }
        return nil
    }

    /// What a file says, or files together; nil when it is only the settings of tools.
    private func request(of paths: [String]) throws -> PackageRequest? {
        let form = RequirementsForm(paths[0])
        if form == .lock, paths.count == 1, let bytes = try readFile(paths[0]) {
            var request = PackageRequest(.lock, file: paths[0])
            request.lock = try PackageLock(parsing: bytes, file: paths[0])
            return request
        }
        var walk = RequirementsWalk(reader: self, request: PackageRequest(form.kind, file: paths[0]))
        var isAny = false
        for path in paths where try add(path, to: &walk) { isAny = true }
        return isAny ? try walk.finish() : nil
    }

    /// Takes what a file says; false when it says nothing of requirements.
    private func add(_ path: String, to walk: inout RequirementsWalk) throws -> Bool {
        guard let bytes = try readFile(path) else { return false }
        switch RequirementsForm(path) {
        case .lock:
            walk.refuse(
                at: Place(file: path),
                "a lock says all that is installed, so it cannot be joined with others",
                hint: "choose the lock alone"
            )
        case .requirements where CondaEnvironment.isList(bytes):
            try CondaEnvironment(list: bytes, path).add(to: &walk)
        case .requirements: try walk.walk(path, bytes, asConstraints: false)
        case .environment: try CondaEnvironment(yaml: bytes, path).add(to: &walk)
        case .pipfile: try addPipfile(path, bytes, to: &walk)
        case .project: return try addProject(path, bytes, to: &walk)
        case .setup: return try addSetup(in: Self.folder(of: path), to: &walk)
        }
        return true
    }

    private func addPipfile(_ path: String, _ bytes: [UInt8], to walk: inout RequirementsWalk) throws {
        let isLock = path.hasSuffix(".lock")
        let lockPath = isLock ? path : Self.folder(of: path) + "Pipfile.lock"
        let lock = try (isLock ? bytes : readFile(lockPath)).flatMap { try ProjectLock($0, lockPath) }
        var isOutdated = false
        if !isLock { isOutdated = try Pipfile(bytes, path).add(to: &walk, GroupChoice(choice: choice), lock: lock) }
        if isLock || isOutdated {
            for name in lock?.installed ?? [] { try walk.take(name, madeFrom: Place(file: lockPath)) }
        }
        lock?.add(to: &walk)
    }

    private func addProject(_ path: String, _ bytes: [UInt8], to walk: inout RequirementsWalk) throws -> Bool {
        let project = try ProjectFile(bytes, path)
        guard project.isProject else { return false }
        let folder = Self.folder(of: path)
        var locks: [ProjectLock] = []
        for name in RequirementsForm.projectLocks {
            if let bytes = try readFile(folder + name) {
                locks += [try ProjectLock(bytes, folder + name)].compactMap { $0 }
            }
        }
        try project.add(to: &walk, GroupChoice(choice: choice), locks: locks) { walk in
            try addSetup(in: folder, to: &walk)
        }
        locks.first?.add(to: &walk)
        return true
    }

    /// What `setup.py` and `setup.cfg` say together; false when neither names dependencies, nor could.
    private func addSetup(in folder: String, to walk: inout RequirementsWalk) throws -> Bool {
        let groups = GroupChoice(choice: choice)
        let call = calls[folder + "setup.py"]
        let configuration = try readFile(folder + "setup.cfg").map { try SetupConfiguration($0, folder + "setup.cfg") }
        guard try readFile(folder + "setup.py") != nil || configuration?.hasDependencies == true else { return false }
        try call?.add(to: &walk, groups, file: folder + "setup.py")
        try configuration?.add(to: &walk, groups, skipping: call?.hasDependencies == true)
        return true
    }

    static func prefix(_ folder: String) -> String {
        folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    }

    static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    }

    static func lastPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension PackageRequest {
    /// Whether the repository's own package is among what is required.
    fileprivate var buildsWorkspace: Bool { requirements.contains { $0.source?.isLocal == true } }
}

extension RequirementsReader {
    /// The files that are chosen, joined.
    func readFiles() throws -> PackageRequest? {
        var problems: [Problem] = []
        var paths: [String] = []
        for written in choice.files {
            let path = written.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
            let isOutside = written.hasPrefix("/") || path.split(separator: "/").contains("..")
            if isOutside {
                problems.append(
                    .error(
                        at: Self.option,
                        "'\(written)' is not a path in the source",
                        hint: "write it relative to the source"
                    )
                )
            } else if try readFile(path) == nil {
                problems.append(
                    .error(at: Self.option, "there is no file '\(written)' in the source", hint: others(near: path))
                )
            } else if !paths.contains(path) {
                paths.append(path)
            }
        }
        guard problems.isEmpty else { throw PackagesError(.requirements, problems) }
        if let request = try request(of: paths) { return request }
        throw PackagesError(.requirements, "'\(paths[0])' names no packages", at: Self.option, file: paths[0])
    }

    private static let option = Place(file: "--requirements")

    private func others(near path: String) -> String? {
        let candidates = OtherRequirements(files, besides: []).all
        if let near = NearMiss.nearest(path, among: candidates) { return "did you mean '\(near)'?" }
        return candidates.isEmpty ? nil : "there are \(candidates.prefix(5).map { "'\($0)'" }.joined(separator: ", "))"
    }

    /// Warnings for files that would count if another did not.
    private func unused(_ present: [String], beside request: PackageRequest) throws -> [Problem] {
        var warnings: [Problem] = []
        for file in present where !request.files.contains(file) {
            guard let bytes = try readFile(file), try counts(file, bytes, beside: request) else { continue }
            warnings.append(
                .warning(
                    at: Place(file: file),
                    "the dependencies in '\(file)' are not used, since there is a '\(request.file)'",
                    hint: request.kind == .lock
                        ? "remove one of the two, or choose with '--requirements \(file)'"
                        : "use it with '--requirements \(file)'; given twice, the option joins files"
                )
            )
        }
        // A committed lock was written from the tool's own.
        guard request.kind != .lock else { return warnings }
        let prefix = Self.folder(of: request.file)
        for name in RequirementsForm.projectLocks where !request.files.contains(prefix + name) {
            guard try readFile(prefix + name) != nil else { continue }
            warnings.append(
                .warning(
                    at: Place(file: prefix + name),
                    "'\(prefix + name)' is not used, since there is a '\(request.file)'",
                    hint: nil
                )
            )
        }
        return warnings
    }

    /// Whether a file says anything that is lost when it is not used.
    private func counts(_ file: String, _ bytes: [UInt8], beside request: PackageRequest) throws -> Bool {
        switch RequirementsForm(file) {
        // A package of the repository that is required is built from them.
        case .project where request.buildsWorkspace, .setup where request.buildsWorkspace: false
        case .project: try ProjectFile(bytes, file).hasDependencies
        // Beside a project's own table a setup.py is there for older tools.
        case .setup where file.hasSuffix(".py"): calls[file]?.hasDependencies == true && request.kind != .project
        case .setup: (try? SetupConfiguration(bytes, file).hasDependencies) == true
        default: true
        }
    }
}
