internal import Foundation
internal import OCIModel
internal import Reporting
internal import SystemPackage

/// Finds the answer to a question in which releases without wheels count: asks `uv`, builds what `uv` cannot know
/// otherwise, and asks again.
struct SourceSearch {
    let resolver: PackageResolver
    let building: (any SourceBuilding)?
    /// A folder of this search alone.
    let folder: FilePath
    let progress: ProgressHandler
    /// What was built so far, by the wheel's file name.
    private var wheels: [String: SourceWheel] = [:]

    /// More packages than this that say only in a build what they require are a mistake or an attack.
    private static let roundLimit = 100

    init(
        resolver: PackageResolver,
        building: (any SourceBuilding)?,
        folder: FilePath,
        progress: @escaping ProgressHandler,
    ) {
        self.resolver = resolver
        self.building = building
        self.folder = folder
        self.progress = progress
    }

    /// Counts wheels that were built before as if the index had them.
    mutating func add(_ built: [SourceWheel], to question: inout ResolverQuestion) throws(PackagesError) {
        for wheel in built {
            wheels[wheel.file.filename.text] = wheel
            question.localWheels = try keep(wheel)
        }
    }

    /// The lock that answers a question.
    ///
    /// - Throws: `PackagesError`; what the builder throws; `CancellationError`.
    mutating func answer(_ question: ResolverQuestion) async throws -> PackageLock {
        var question = question
        question.allowsSource = (building?.policy ?? .none) != .none
        try await buildDirect(&question)
        for _ in 0..<Self.roundLimit {
            switch try await resolver.ask(question, in: folder) {
            case .lock(let lock): return folded(lock)
            case .unbuilt(let text): try await build(text, &question)
            case .unsolvable(let report):
                guard resolver.explainsFailures else { throw PackagesError(.unresolvable, report.summary) }
                throw try await Diagnosis(resolver: resolver, question: question, folder: folder).explain(report)
            }
        }
        throw PackagesError(
            .unresolvable,
            "more than \(Self.roundLimit) packages would have to be built to find out what they require",
            at: Place(file: question.request.file),
            hint: "pin the versions of packages that have wheels",
        )
    }

    // MARK: what requirements name themselves

    /// Replaces requirements that name source by their wheels.
    private mutating func buildDirect(_ question: inout ResolverQuestion) async throws {
        let environment = MarkerEnvironment(question.target)
        var requirements: [Requirement] = []
        for requirement in question.requirements {
            guard let reference = requirement.source else {
                requirements.append(requirement)
                continue
            }
            if let marker = requirement.marker, (try? marker.holds(in: environment)) == false { continue }
            requirements.append(try await built(requirement, reference))
        }
        question.requirements = requirements
    }

    private mutating func built(_ requirement: Requirement, _ reference: SourceReference) async throws -> Requirement {
        let source = PackageSource(named: reference, hashes: requirement.hashes)
        let wheel: SourceWheel
        do {
            wheel = try await build(source, name: requirement.name.isEmpty ? nil : requirement.name, version: nil)
        } catch let failure as any ReportedFailure {
            throw Self.failure(failure, of: requirement)
        }
        return requirement.replaced(by: wheel)
    }

    /// A failure to fetch or build what a requirement names, at the place of the requirement.
    private static func failure(_ failure: any ReportedFailure, of requirement: Requirement) -> PackagesError {
        let problems = failure.problems.map { problem in
            guard problem.severity == .error else { return problem }
            let place = problem.place.map { "\($0): " } ?? ""
            let message = place + problem.message
            let isNamed = message.contains(requirement.source?.description ?? "")
            return Problem.error(
                at: requirement.place,
                isNamed ? message : "'\(requirement)': \(message)",
                hint: problem.hint
            )
        }
        // What is out of reach is so for every Python.
        let isOutOfReach = [.unavailable, .temporary].contains(failure.failureClass)
        let code = (failure as? PackagesError)?.code ?? (isOutOfReach ? .download : .noMatchingWheel)
        return PackagesError(code, problems, package: requirement.name, cause: failure)
    }

    // MARK: what uv cannot know

    /// Builds what `uv` asks for: a release of the index, or what a package requires by its address.
    private mutating func build(_ text: String, _ question: inout ResolverQuestion) async throws {
        let requirement = try Requirement(parsing: text, file: "the resolver's answer")
        guard requirement.url == nil else { return question.overrides.append(requirement) }
        if let reference = requirement.source {
            guard building?.policy == .all else {
                throw PackagesError(
                    .noMatchingWheel,
                    "a package requires '\(requirement)', which is source that is not built here",
                    at: Place(file: question.request.file),
                    hint: "whoever runs the builder may allow it with '--sources all'",
                )
            }
            let wheel = try await build(PackageSource(named: reference), name: requirement.name, version: nil)
            question.overrides.append(requirement.replaced(by: wheel))
            return
        }
        var alone = question
        alone.requirements = [requirement]
        alone.leavesOutDependencies = true
        guard case .lock(let lock) = try await resolver.ask(alone, in: folder),
            let package = lock.packages.first(where: { $0.name == requirement.name }), let source = package.source
        else {
            throw PackagesError(
                .noMatchingWheel,
                "'\(text)' has no wheel, and its source is not on the index",
                at: Place(file: question.request.file),
            )
        }
        let wheel: SourceWheel
        do {
            wheel = try await build(source, name: package.name, version: package.version)
        } catch let failure as any ReportedFailure {
            let told = UnbuiltRelease(resolver: resolver, request: question.request, target: question.target)
            throw await told.explain(failure, of: package, others: [])
        }
        question.localWheels = try keep(wheel)
    }

    private mutating func build(_ source: PackageSource, name: String?, version: PackageVersion?) async throws
        -> SourceWheel
    {
        guard let building else {
            throw PackagesError(
                .noMatchingWheel,
                "'\(name ?? source.title)' has no wheel, and nothing is built here",
                hint: "whoever runs the builder may allow it with '--sources'",
            )
        }
        let wheel = try await building.wheel(of: source, name: name, version: version, progress: progress)
        wheels[wheel.file.filename.text] = wheel
        return wheel
    }

    /// Puts a wheel where `uv` finds it as if the index had it.
    private func keep(_ wheel: SourceWheel) throws(PackagesError) -> FilePath {
        let links = folder.appending("wheels")
        do {
            try FileManager.default.createDirectory(atPath: links.string, withIntermediateDirectories: true)
            let link = links.appending(wheel.file.filename.text).string
            if !FileManager.default.fileExists(atPath: link) {
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: wheel.file.path.string)
            }
        } catch {
            throw PackagesError(.files, "the folder '\(links)' cannot be written: \(error.localizedDescription)")
        }
        return links
    }

    /// The lock in which the packages that were built here say so.
    private func folded(_ lock: PackageLock) -> PackageLock {
        var lock = lock
        for index in lock.packages.indices {
            let found = lock.packages[index].wheels.lazy.compactMap { wheels[$0.filename] }.first
            if let wheel = found { lock.packages[index].install(wheel) }
        }
        return lock
    }
}

extension LockedPackage {
    /// Makes a wheel that was built here the package's only one.
    mutating func install(_ wheel: SourceWheel) {
        wheels = []
        source = wheel.source
        version = version ?? PackageVersion(wheel.file.filename.version)
        built = BuiltWheel(
            filename: wheel.file.filename.text,
            sha256: wheel.file.sha256.hex,
            size: wheel.file.size,
            build: wheel.build
        )
    }
}

extension PackageLock {
    /// The names of the packages that requirements ask for; of source, the name that its own metadata gave.
    package func names(askedForBy requirements: [Requirement]) -> Set<String> {
        Set(
            requirements.compactMap { requirement in
                guard requirement.name.isEmpty, let reference = requirement.source else { return requirement.name }
                let asked = PackageSource(named: reference).forgettingWhatWasFound
                return packages.first { $0.source?.forgettingWhatWasFound == asked }?.name
            }
        )
    }
}

extension PackageSource {
    /// The source as a requirement names it, without commit, hash and size.
    fileprivate var forgettingWhatWasFound: PackageSource {
        var copy = PackageSource(place, subdirectory: subdirectory)
        if case .git(let url, let revision, _) = place { copy.place = .git(url: url, revision: revision, commit: nil) }
        return copy
    }
}

extension Requirement {
    /// The requirement of just a wheel that was built here.
    fileprivate func replaced(by wheel: SourceWheel) -> Requirement {
        var copy = self
        copy.name = wheel.file.filename.name
        copy.source = nil
        copy.hashes = []
        copy.url = URL(filePath: wheel.file.path.string).absoluteString
        return copy
    }
}
