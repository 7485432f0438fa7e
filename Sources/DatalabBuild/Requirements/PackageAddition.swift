package import BaseImages
internal import Foundation
package import PythonPackages
package import Reporting
internal import SystemPackage
internal import Workspaces

/// A requirement that somebody wants, as it was written.
package struct WantedRequirement: Sendable {
    /// The line.
    package var line: String
    /// What it says.
    package var requirement: Requirement

    /// A requirement of a line.
    ///
    /// - Throws: `PackagesError` with code `requirements` for a line that is none, or names a file.
    package init(_ line: String) throws {
        guard let requirement = try RequirementsReader.requirements([line]).first else {
            throw PackagesError(.requirements, "'\(line)' is no package", hint: "name packages, such as 'numpy>=2'")
        }
        (self.line, self.requirement) = (line, requirement)
    }
}

/// What adding packages to a source would write, and what would come of it; resolved, and not yet written.
package struct PackageAddition: Sendable {
    /// The texts of the files that change, by their paths in the source: the one that requires, and its lock where there is one.
    package var newTexts: [String: String]
    /// The file that requires.
    package var file: String
    /// The requirements that are added, as they are written.
    package var added: [String]
    /// Those that it has already.
    package var present: [String]
    /// What differs in the packages that are installed.
    package var changes: [PackageChange]
    /// What is unwise or ignored.
    package var warnings: [Problem]
}

extension DatalabBuilder {
    /// Finds out what adding requirements to a source does: nothing is written but what the resolver remembers.
    ///
    /// - Parameters:
    ///   - requirements: the requirements; one for a package that is required already takes its place.
    ///   - request: the source, a folder.
    ///   - progress: told what is going on.
    /// - Returns: what would be written.
    /// - Throws: a `ReportedFailure` when the file cannot be changed, or the packages cannot be had together; `CancellationError`.
    package func plan(
        adding requirements: [WantedRequirement],
        to request: BuildRequest,
        progress: @escaping BuildProgressHandler,
    ) async throws -> PackageAddition {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        let before = try await check(request, progress: progress)
        var unlocked = request
        unlocked.requirements.passesOverLock = true
        let workspace = try await request.openSource(in: scratch, of: site.home)
        let folder = try workspace.configFolder().path
        let prefix = folder.isEmpty ? "" : "\(folder)/"
        let reader = unlocked.requirementsReader(of: workspace)
        let present = try await reader.readWhole(in: folder)
        if present == nil, before.requirements.hasSuffix("pylock.toml") {
            throw SourceLock.onlyLock(before.requirements)
        }
        let edit = try edit(requirements, present, prefix, workspace)
        guard let text = edit.text else {
            return PackageAddition(
                newTexts: [:],
                file: edit.file,
                added: [],
                present: edit.present,
                changes: [],
                warnings: []
            )
        }
        let overlay = scratch.path.appending("overlay")
        try Self.write([edit.file: text], to: overlay)
        var changed = request
        changed.overlay = overlay
        var files = [edit.file: text]
        if before.requirements.hasSuffix("pylock.toml") {
            let lock = try await lockPackages(of: changed, upgrades: false, progress: progress)
            files[lock.file] = lock.text
            try Self.write([lock.file: lock.text], to: overlay)
        }
        let after = try await check(changed, progress: progress)
        let versions = { (plan: BuildPlan) in
            Dictionary(plan.packages.map { ($0.name, $0.version) }) { first, _ in first }
        }
        return PackageAddition(
            newTexts: files,
            file: edit.file,
            added: edit.added,
            present: edit.present,
            changes: PackageChange.between(versions(before), versions(after)),
            warnings: after.problems.filter { !before.problems.contains($0) }
        )
    }

    private struct Edit {
        var file: String
        var text: String?
        var added: [String] = []
        var present: [String] = []
    }

    /// The text of the file that requires, with the requirements; nil where it has them all.
    private func edit(
        _ requirements: [WantedRequirement],
        _ request: PackageRequest?,
        _ prefix: String,
        _ workspace: Workspace,
    ) throws -> Edit {
        let file = request?.file ?? "\(prefix)requirements.txt"
        let bytes = request == nil ? [] : try ConfigurationFile.bytes(of: file, in: workspace)
        var editor = RequirementsEditor(try TextFile.decode(bytes, file: file), file: file)
        var edit = Edit(file: file)
        for wanted in requirements {
            let requirement = wanted.requirement
            let known = request?.requirements.first { !$0.name.isEmpty && $0.name == requirement.name }
            let isMet = known.map {
                requirement.specifiers.isEmpty && requirement.extras.allSatisfy($0.extras.contains)
                    || "\($0)" == "\(requirement)"
            }
            if let known, isMet == true, requirement.url == nil, requirement.source == nil {
                edit.present.append("\(known)\(known.place.map { " (\($0))" } ?? "")")
                continue
            }
            if let place = known?.place, place.file != file {
                throw InputFailure(
                    .error(
                        at: place,
                        "'\(requirement.name)' is required here already",
                        hint: "change it here to '\(wanted.line)'"
                    )
                )
            }
            try editor.add(requirement, written: wanted.line, insteadOf: known)
            edit.added.append(wanted.line)
        }
        if !edit.added.isEmpty { edit.text = editor.text }
        return edit
    }

    private static func write(_ written: [String: String], to folder: FilePath) throws {
        for (path, text) in written {
            let file = folder.pushing(FilePath(path))
            try FileManager.default.createDirectory(
                atPath: file.removingLastComponent().string,
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: URL(filePath: file.string))
        }
    }
}
