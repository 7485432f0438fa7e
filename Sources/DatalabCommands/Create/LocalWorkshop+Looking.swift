internal import CreatorWizard
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

extension LocalWorkshop {
    func look(at source: SourceAnswer) async throws -> SourceView {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let request = try source.request()
        let workspace = try await request.openSource(in: scratch, of: site.home)
        var view = try await Self.view(workspace, request)
        var derived = try await workspace.derivedFacts()
        // Who answers is known better than who made the newest commit.
        derived.commit = nil
        view.said = MetadataDraft(derived)
        view.imported = try await ImportSuggestions.requirements(in: workspace, source: "\(source)", at: site)
        return view
    }

    private static func view(_ workspace: Workspace, _ request: BuildRequest) async throws -> SourceView {
        let files = workspace.files.filter { $0.kind != .directory }.map(\.path)
        let folder = try workspace.configFolder()
        let prefix = folder.path.isEmpty ? "" : "\(folder.path)/"
        // As a build chooses it: in the configuration folder, else in the root.
        let inFolder = MetadataFile.choose(from: names(files, in: prefix)).used.map { prefix + $0 }
        let metadata = inFolder ?? MetadataFile.choose(from: names(files, in: "")).used
        var view = SourceView(
            name: workspace.name,
            files: files,
            size: workspace.totalSize,
            metadataPath: metadata ?? MetadataFile.names[0],
            requirementsPath: prefix + "requirements.txt"
        )
        view.metadata = metadata.flatMap { bytes($0, workspace) }
        let reader = request.requirementsReader(of: workspace)
        let used = try await usedRequirements(reader, in: folder.path)
        if used == view.requirementsPath {
            view.requirements = text(view.requirementsPath, workspace)
        } else {
            view.otherRequirements = used
        }
        if used == nil { view.requirementFiles = reader.otherFiles }
        view.systemPackagesPath =
            SystemPackageFile.names.lazy.compactMap { folder.locate($0) }.first ?? prefix + "apt.txt"
        view.systemPackages = text(view.systemPackagesPath, workspace)
        return view
    }

    /// The file that a build would take packages from, also when something is wrong in it.
    private static func usedRequirements(_ reader: RequirementsReader, in folder: String) async throws -> String? {
        do {
            return try await reader.readWhole(in: folder)?.file
        } catch let error as PackagesError {
            return error.file
        }
    }

    private static func names(_ files: [String], in prefix: String) -> [String] {
        files.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains("/") }
            .map { String($0.dropFirst(prefix.count)) }
    }

    private static func text(_ path: String, _ workspace: Workspace) -> String? {
        bytes(path, workspace).map { bytes in
            (try? TextFile.decode(bytes, file: path)) ?? String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The bytes of a small file of the workspace.
    private static func bytes(_ path: String, _ workspace: Workspace) -> [UInt8]? {
        let location = workspace.location(of: path).string
        let size = (try? FileManager.default.attributesOfItem(atPath: location)[.size] as? Int) ?? 0
        guard size <= 8 << 20 else { return nil }
        return FileManager.default.contents(atPath: location).map(Array.init)
    }
}
