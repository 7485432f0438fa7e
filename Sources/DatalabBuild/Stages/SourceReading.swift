internal import BaseImages
internal import DatalabModel
internal import Foundation
internal import LayerArchive
package import PythonPackages
internal import Reporting
internal import SourceBuilds
internal import SystemPackage
package import Workspaces

/// A workspace that was read: the facts a build is made from.
struct SourceReading: Sendable {
    let workspace: Workspace
    let metadata: DatalabMetadata
    /// The metadata file that is used, relative to the workspace.
    let metadataFile: String?
    /// What is required; nil when no file says.
    var packages: PackageRequest?
    /// The same without the repository's own package, where that was added to it.
    var packagesWithoutOwn: PackageRequest?
    /// The Python that is asked for; nil for the recipe's default.
    let python: PythonVersionRequest?
    /// The Debian packages that are asked for, each once: the metadata's, then the file's.
    let systemPackages: [SystemPackageRequest]
    /// The file that is run when the datalab starts, relative to the workspace; nil for none.
    let startFile: String?
    /// Where the licence is given.
    let licencePlace: Place?
    /// Everything unwise, by file.
    var warnings: [Problem]
    /// The script that is run over the finished image; nil where there is none, or the builder does not run it.
    var postBuild: PostBuildScript?
    /// What the checks of the files found, also what is accepted.
    var findings: [Finding] = []
}

/// Reads metadata, the Python version and requirements from a workspace: all problems of all files at once.
struct SourceReader {
    let workspace: Workspace
    let request: BuildRequest
    private var problems: [Problem] = []

    init(workspace: Workspace, request: BuildRequest) {
        self.workspace = workspace
        self.request = request
    }

    /// Reads everything.
    ///
    /// - Returns: the facts.
    /// - Throws: `InputFailure` with every problem of every file; `WorkspaceError`, `CancellationError`.
    mutating func read() async throws -> SourceReading {
        problems = workspace.warnings
        let folder = try workspace.configFolder()
        let (described, metadataFile) = try await readMetadata(folder)
        var metadata = described.metadata
        if let icon = try readIcon(beside: metadataFile ?? "") { metadata?.thumbnailURL = icon }
        if let step = metadata?.step { metadata?.step = located(step, described) }
        let said = try metadata?.python ?? readPythonVersion(folder)
        let packages = try await readPackages(folder)
        let python = said ?? packages?.python.flatMap { wished($0) }
        let systemPackages = try readSystemPackages(folder, metadata, packages)
        let startFile = try readStartFile(folder)
        problems += UnusedFiles.warnings(for: names(in: folder.path), besides: packages?.files ?? [])
        problems += (Self.rootFiles + SystemPackageFile.names + [StartFile.name]).filter {
            packages?.files.contains($0) != true
        }
        .compactMap { folder.ignoredInRoot($0) }
        guard let metadata, !problems.contains(where: { $0.severity == .error }) else { throw InputFailure(problems) }
        return SourceReading(
            workspace: workspace,
            metadata: metadata,
            metadataFile: metadataFile,
            packages: packages,
            python: python,
            systemPackages: systemPackages,
            startFile: startFile,
            licencePlace: described.licencePlace,
            warnings: problems,
        )
    }

    /// The step with the places in the image of the files that it names.
    private mutating func located(_ step: StepDescription, _ described: MetadataReading) -> StepDescription {
        var files = StepFiles(workspace)
        let place = described.places[
            step.notebook == nil ? MetadataFields.table.command : MetadataFields.table.notebook
        ]
        let found = files.located(step, at: place, inputs: described.places[MetadataFields.table.inputs])
        problems += request.isStrict ? files.problems.map(\.asError) : files.problems
        return found
    }

    private mutating func readMetadata(_ folder: Workspace.ConfigFolder) async throws -> (MetadataReading, String?) {
        let inFolder = MetadataFile.choose(from: names(in: folder.path).map(Self.lastPart))
        // Configuration folders are repo2docker's idea; the metadata often stays in the root beside them.
        let found = inFolder.used == nil ? MetadataFile.choose(from: names(in: "")) : inFolder
        problems += found.problems
        let file = found.used.flatMap { folder.locateAnywhere([$0]) }
        let content = try file.map(bytes)
        let read = { [request] (derived: DerivedFacts) in
            guard let file, let content else {
                return MetadataReader.withoutFile(options: request.metadata, derived: derived)
            }
            return MetadataReader.read(content, file: file, options: request.metadata, derived: derived)
        }
        var reading = read(DerivedFacts(repositoryName: workspace.name))
        // What else the source says is looked for only when it is wanted: most builds need no second reading.
        if reading.isThin { reading = read(try await workspace.derivedFacts()) }
        problems += request.isStrict ? reading.problems.map(\.asError) : reading.problems
        return (reading, file)
    }

    /// The icon in the metadata's folder.
    private mutating func readIcon(beside file: String) throws -> String? {
        let folder = PathBytes.folder(file) ?? ""
        let present = Set(names(in: folder).map { BytePath($0) })
        let paths = IconFile.names.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        guard let path = paths.first(where: { present.contains(BytePath($0)) }) else { return nil }
        switch IconFile.address(of: try bytes(of: path), path: path) {
        case .success(let address): return address
        case .failure(let failure):
            problems += failure.problems
            return nil
        }
    }

    private mutating func readPythonVersion(_ folder: Workspace.ConfigFolder) throws -> PythonVersionRequest? {
        for kind in PythonVersionFile.allCases {
            guard let file = folder.locate(kind.rawValue) else { continue }
            let reading = kind.read(try bytes(of: file), file: file)
            problems += reading.problems
            if let request = reading.request { return request }
        }
        return nil
    }

    /// Files whose place in the root would be overlooked beside a configuration folder.
    private static let rootFiles = [
        "requirements.txt", "pyproject.toml", "pylock.toml", "environment.yml", "environment.yaml", "Pipfile",
        "postBuild",
    ]

    /// The Python that is named beside the packages.
    private mutating func wished(_ wish: PythonWish) -> PythonVersionRequest? {
        do {
            var request = try PythonVersionRequest.parse(wish.text, at: wish.place)
            request.isBinding = false
            return request
        } catch {
            let problem = error.problem(at: wish.place)
            problems.append(.warning(at: problem.place, "\(problem.message), and is not used", hint: problem.hint))
            return nil
        }
    }

    private mutating func readPackages(_ folder: Workspace.ConfigFolder) async throws -> PackageRequest? {
        let reader = request.requirementsReader(of: workspace)
        do {
            let request = try await reader.readWhole(in: folder.path)
            problems += request?.warnings ?? reader.unchosen
            return request
        } catch let error as PackagesError {
            problems += error.problems
            return nil
        }
    }

    /// The Debian packages of the metadata and of the file beside the requirements.
    private mutating func readSystemPackages(
        _ folder: Workspace.ConfigFolder,
        _ metadata: DatalabMetadata?,
        _ packages: PackageRequest?
    ) throws -> [SystemPackageRequest] {
        var requests = metadata?.systemPackages ?? []
        let files = SystemPackageFile.names.compactMap { folder.locate($0) }
        if let file = files.first {
            let reading = SystemPackageFile.read(try bytes(of: file), file: file)
            problems += reading.problems
            requests += reading.requests
            problems += files.dropFirst().map {
                .warning(at: Place(file: $0), "ignored, as '\(file)' is used instead", hint: "remove one of the two")
            }
        }
        // What stands for a conda package comes last: who names the package itself decides where it is asked for.
        requests += (packages?.systemPackages ?? []).map { SystemPackageRequest(name: $0.text, at: $0.place) }
        var seen: Set<String> = []
        return requests.filter { seen.insert($0.name).inserted }
    }

    /// The file that the datalab's start runs.
    private mutating func readStartFile(_ folder: Workspace.ConfigFolder) throws -> String? {
        guard let path = folder.locate(StartFile.name) else { return nil }
        problems += StartFile.problems(with: try bytes(of: path), at: path)
        return path
    }

    /// The paths of the files that are directly in a folder.
    private func names(in folder: String) -> [String] {
        let folder = folder.isEmpty ? nil : BytePath(folder)
        return workspace.files.filter { $0.kind != .directory }.map(\.path).filter { BytePath($0).folder == folder }
    }

    private func bytes(of path: String) throws -> [UInt8] {
        try ConfigurationFile.bytes(of: path, in: workspace)
    }

    private static func lastPart(_ path: String) -> String {
        PathBytes.name(path)
    }
}

extension BuildRequest {
    /// Opens the source to look at its files, as they are: nothing is laid over them.
    ///
    /// - Parameters:
    ///   - scratch: where what has to be fetched or unpacked goes.
    ///   - home: the home, which is left out where a folder holds it.
    /// - Returns: the files.
    /// - Throws: `WorkspaceError`, `CancellationError`.
    package func openSource(in scratch: ScratchFolder, of home: DatalabHome) async throws -> Workspace {
        try await WorkspaceOpener().open(
            source,
            options: WorkspaceOptions(sizeLimit: sizeLimit, leftOut: [home.root]),
            scratch: scratch.path.appending("source")
        )
    }

    /// What reads a workspace's requirements as this request wants it.
    package func requirementsReader(of workspace: Workspace) -> RequirementsReader {
        let files = workspace.files.filter { $0.kind != .directory }.map(\.path)
        let present = Set(files.map { BytePath($0) })
        return RequirementsReader(
            allowsIndexes: allowsIndexes,
            files: files,
            choice: requirements,
            hasFile: { present.contains(BytePath($0)) }
        ) { path in
            guard present.contains(BytePath(path)) else { return nil }
            return try ConfigurationFile.bytes(of: path, in: workspace)
        }
    }
}

/// Small files of a workspace that configure its build.
enum ConfigurationFile {
    static let sizeLimit = 8 << 20

    static func bytes(of path: String, in workspace: Workspace) throws -> [UInt8] {
        let location = workspace.location(of: path).string
        let size = (try? FileManager.default.attributesOfItem(atPath: location)[.size] as? Int) ?? 0
        guard size <= sizeLimit else {
            throw InputFailure(
                .error(at: Place(file: path), "the file has \(size) bytes, expected at most \(sizeLimit)")
            )
        }
        guard let data = FileManager.default.contents(atPath: location) else {
            throw InputFailure(.error(at: Place(file: path), "the file cannot be read"), class: .noInput)
        }
        return Array(data)
    }
}
