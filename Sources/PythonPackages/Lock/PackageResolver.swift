public import ExternalTools
internal import Hashing
public import OCIModel
public import Reporting
public import SystemPackage

/// Turns requests into locks of wheels for a target by asking `uv`, which never sees a file of the repository.
///
/// `uv` gets a text that is made here from parsed requirements, in a scratch folder of its own, with no configuration
/// but the user's own environment. It never builds or executes anything of a package: where only a build can tell what a
/// package requires, that build is done by a ``SourceBuilding``, in its box, and `uv` gets the wheel.
public struct PackageResolver: Sendable {
    /// `uv`.
    let uv: ExternalTool
    /// The file of `uv`, which also installs build requirements in sealed boxes.
    package var uvPath: FilePath { uv.path }
    /// The Python that `uv` wants to see on the build machine; all facts come from the target instead.
    let python: ExternalTool
    /// What of the user's environment `uv` gets.
    let environment: ResolverEnvironment
    /// Fetches a page of an index, to say why there is no wheel.
    let fetchPage: PageFetcher?
    /// Whether it is found out which requirements are to blame when there is no answer; else that there is none is all that is told.
    package var explainsFailures = true

    /// Fetches a page by its address, telling the server what is accepted; any failure only makes a message less exact.
    public typealias PageFetcher = @Sendable (_ url: String, _ accept: String) async throws -> [UInt8]

    /// A resolver that uses given programs.
    ///
    /// - Parameters:
    ///   - uv: the program `uv`.
    ///   - python: a Python 3 of the build machine, for `uv`'s start only.
    ///   - environment: what of the user's environment `uv` gets.
    ///   - fetchPage: fetches a page of an index; only used to say exactly why there is no wheel.
    public init(
        uv: ExternalTool,
        python: ExternalTool,
        environment: ResolverEnvironment,
        fetchPage: PageFetcher? = nil,
    ) {
        self.uv = uv
        self.python = python
        self.environment = environment
        self.fetchPage = fetchPage
    }

    /// Finds `uv` in the folders of `$DATALAB_TOOLS`, next to this program, or along `PATH`; and a `python3`.
    ///
    /// - Parameters:
    ///   - folders: folders that are looked in first.
    ///   - variables: this process's environment.
    ///   - executable: this program's file, when known.
    ///   - fetchPage: fetches a page of an index; only used to say exactly why there is no wheel.
    /// - Returns: the resolver.
    /// - Throws: `ToolFailure` with code `missing` and how to install what is missing.
    public static func locate(
        in folders: [FilePath] = [],
        variables: [String: String],
        executable: FilePath? = nil,
        fetchPage: PageFetcher? = nil,
    ) throws(ToolFailure) -> PackageResolver {
        let named = (variables["DATALAB_TOOLS"] ?? "").split(separator: ":").map { FilePath(String($0)) }
        let beside =
            executable.map { [$0.removingLastComponent(), $0.removingLastComponent().appending("tools")] } ?? []
        let uv = try ExternalTool.locate(
            "uv",
            in: folders + named + beside,
            installHint: "install it with 'python3 -m pip install uv', or in a checkout with 'Scripts/setup run'",
        )
        let python = try ExternalTool.locate(
            "python3",
            in: ["/usr/bin"],
            installHint: "install it with 'apt-get install python3-minimal'; uv needs one to start",
        )
        let environment = ResolverEnvironment(variables)
        return PackageResolver(uv: uv, python: python, environment: environment, fetchPage: fetchPage)
    }

    /// What decides a request's lock: the same key, the same packages, unless an upgrade is asked for.
    ///
    /// - Parameters:
    ///   - request: what a workspace asks for.
    ///   - implicit: what the recipe adds, such as `ipykernel`.
    ///   - target: the base's Python.
    ///   - sources: what may be built.
    ///   - workspace: what identifies the workspace's files, where something of it is built.
    /// - Returns: a digest of requirements, constraints, hashes, indexes (without credentials) and target; never of
    ///   places, comments or order.
    public func cacheKey(
        _ request: PackageRequest,
        implicit: [Requirement],
        for target: PythonTarget,
        sources: SourcePolicy = .none,
        workspace: String? = nil,
    ) -> Digest {
        LockKey(
            request,
            implicit: implicit,
            target: target,
            environment: environment,
            sources: sources,
            workspace: workspace
        ).digest
    }

    /// Resolves a request to wheels that exist.
    ///
    /// - Parameters:
    ///   - request: what a workspace asks for.
    ///   - implicit: what the recipe adds, such as `ipykernel`.
    ///   - target: the base's Python.
    ///   - scratch: an existing folder for the resolver's own files; a new folder in it is made and removed.
    ///   - progress: told what is going on.
    /// - Returns: a lock that holds exactly the packages for the target.
    /// - Throws: `PackagesError` with every requirement that has no wheel, or the contradiction; `CancellationError`.
    public func resolve(
        _ request: PackageRequest,
        implicit: [Requirement],
        for target: PythonTarget,
        scratch: FilePath,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> PackageLock {
        try await resolve(request, implicit: implicit, for: target, building: nil, scratch: scratch, progress: progress)
    }

    /// Resolves a request; the newest release that fits counts, whether it has a wheel or only source.
    ///
    /// What only has source is in the lock unbuilt, unless its wheel had to be made to find out what it requires:
    /// ``build(_:_:implicit:for:building:scratch:progress:)`` builds the rest.
    /// - Parameters:
    ///   - request: what a workspace asks for.
    ///   - implicit: what the recipe adds, such as `ipykernel`.
    ///   - target: the base's Python.
    ///   - building: builds wheels from source; nil for wheels that exist only.
    ///   - scratch: an existing folder for the resolver's own files; a new folder in it is made and removed.
    ///   - progress: told what is going on.
    /// - Returns: a lock that holds exactly the packages for the target.
    /// - Throws: `PackagesError`; what `building` throws; `CancellationError`.
    package func resolve(
        _ request: PackageRequest,
        implicit: [Requirement],
        for target: PythonTarget,
        building: (any SourceBuilding)?,
        scratch: FilePath,
        progress: @escaping ProgressHandler = { _ in },
    ) async throws -> PackageLock {
        if let lock = request.lock {
            return try await complete(
                lock,
                implicit: implicit,
                request: request,
                for: target,
                building: building,
                scratch: scratch,
                progress: progress
            )
        }
        try RequestCheck.check(request, target, building?.policy ?? .none)
        let question = ResolverQuestion(
            requirements: request.requirements + implicit,
            constraints: request.constraints,
            request: request,
            target: target,
        )
        let lock = try await answer(question, building: building, scratch: scratch, progress: progress)
        return try lock.restricted(to: request.requirements + request.constraints)
    }

    /// Asks `uv`, and finds out what is wrong when there is no answer.
    func answer(
        _ question: ResolverQuestion,
        building: (any SourceBuilding)?,
        scratch: FilePath,
        progress: @escaping ProgressHandler,
    ) async throws -> PackageLock {
        let folder = try ScratchFolder(in: scratch)
        defer { folder.remove() }
        progress(.log("resolving \(question.requirements.count) requirements for \(question.target)"))
        var search = SourceSearch(resolver: self, building: building, folder: folder.path, progress: progress)
        let lock = try await search.answer(question)
        progress(.log("resolved \(lock.packages.count) packages"))
        return lock
    }

    /// What `uv` says.
    enum Answer: Sendable {
        case lock(PackageLock)
        case unsolvable(ResolverReport)
        /// What a package requires is only known when it is built: `name==version`, or `name @ address`.
        case unbuilt(String)
    }

    /// Runs `uv` once.
    func ask(_ question: ResolverQuestion, in folder: FilePath) async throws -> Answer {
        let files = try question.write(to: folder)
        let programs = environment.standIns ?? folder
        let seen = question.allowsSource ? try ResolverPython(standingFor: python, in: programs).path : python.path
        let output = try await uv.capture(
            question.arguments(files, python: seen),
            environment: .only(question.allowsSource ? environment.withPrograms(of: programs) : environment.variables),
            in: folder,
        )
        if output.status == 0 {
            let lock = try PackageLock(parsing: output.standardOutput, file: "the resolver's answer")
            // uv keeps the markers through which a package came in; its answer is for one target, so all of it counts.
            return .lock(lock.pinned)
        }
        let report = ResolverReport(output.standardError)
        if question.allowsSource, let unbuilt = report.unbuilt { return .unbuilt(unbuilt) }
        guard report.isUnsolvable else {
            throw PackagesError(.resolver, "'uv' could not resolve the packages: \(report.summary)", hint: report.hint)
        }
        return .unsolvable(report)
    }
}
