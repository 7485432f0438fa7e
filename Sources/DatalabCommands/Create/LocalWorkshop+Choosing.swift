internal import BaseImages
internal import CommandLines
internal import CreatorWizard
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import PythonPackages
internal import SystemPackage
internal import Workspaces

extension LocalWorkshop {
    func translate(_ source: SourceAnswer) async throws -> [String: String] {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let request = try source.request()
        let workspace = try await request.openSource(in: scratch, of: site.home)
        let folder = try workspace.configFolder()
        let packages = try await request.requirementsReader(of: workspace).readWhole(in: folder.path)
        return packages.map { ConvertedRequirements($0).files } ?? [:]
    }

    func findSystemPackages(_ text: String, for kind: DatalabKind) async throws -> [FoundSystemPackage] {
        let display = lookingDisplay("looking in Debian's packages")
        defer { display.end() }
        let found = try await SystemPackageSearch(site: site).find(text, for: kind)
        return found.map { FoundSystemPackage(name: $0.name, summary: $0.summary) }
    }

    func beginWithExample(of kind: DatalabKind) throws {
        let templates = StarterTemplates(folders: ProgramFolders.templates(environment: context.environment))
        _ = try templates.copy(templates.find(kind.rawValue), to: FilePath(folder))
    }

    func command(_ draft: DatalabDraft) -> String { DraftFiles.command(draft, startedIn: folder) }

    func pending(_ draft: DatalabDraft) -> [PendingFile] { DraftFiles.pending(draft, startedIn: folder) }

    /// What shows that something is looked at: a line that is gone when it is over.
    private func lookingDisplay(_ what: String) -> ProgressDisplay {
        if isPlain { context.note("  \(what) ...") }
        let display = ProgressDisplay(isPlain ? .none : .live, context: .current) { _ in nil }
        display.take(.stageStarted(what))
        return display
    }
}
