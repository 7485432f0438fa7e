internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import PythonPackages
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// `datalab convert`: the requirements of any form as the files that are read everywhere.
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write what a source requires, in whatever form, as requirements.txt and apt.txt.",
        discussion: """
            Reads environment.yml, pyproject.toml with Poetry's tables and dependency groups, Pipfile, setup.cfg, a setup.py (parsed, \
            never run), locks, and files of requirements under other names. What cannot be taken over stands in comments. Versions \
            that a lock fixes go to constraints.txt, a Python that is asked for to runtime.txt.

            Example: datalab convert . --output plain/
            """,
    )

    @Argument(help: "A git URL (https, ssh, git, file), a folder, or a zip.", completion: .file())
    var source = "."

    @Option(help: "The branch of a git source; its default branch when not given.")
    var branch: String?

    @Option(help: "The commit of a git source.")
    var commit: String?

    @Option(help: "The folder of the source that holds the datalab.")
    var subdirectory: String?

    @Option(
        name: .shortAndLong,
        help: "The folder the files are written to; it is made where it is missing.",
        completion: .directory
    )
    var output = "."

    @Flag(help: "Overwrite files that are there.")
    var force = false

    @Flag(help: "Use the package indexes the repository names.")
    var allowIndex = false

    @OptionGroup var requirements: RequirementsOptions

    func run() async throws {
        let context = CommandContext.current
        let location = try SourceLocation.parse([source], branch: branch, commit: commit, subdirectory: subdirectory)
        var request = BuildRequest(source: location)
        request.allowsIndexes = allowIndex
        request.requirements = requirements.choice
        let home = context.home
        try home.make(home.root)
        let scratch = try ScratchFolder(home: home)
        defer { scratch.remove() }
        let (packages, apt) = try await read(request, request.openSource(in: scratch, of: home))
        for warning in packages.warnings { context.note("\(warning)") }
        let files = ConvertedRequirements(packages, systemPackages: apt).files
        try write(files)
        for name in files.keys.sorted() { context.print("wrote     \(FilePath(output).appending(name))") }
    }

    private func read(_ request: BuildRequest, _ workspace: Workspace) async throws -> (PackageRequest, String?) {
        let folder = try workspace.configFolder()
        let reader = request.requirementsReader(of: workspace)
        guard let packages = try await reader.readWhole(in: folder.path) else {
            let hint = reader.unchosen.first?.hint ?? "list them in a 'requirements.txt'"
            throw InputFailure(
                .error("no file of the source says which packages are needed", hint: hint),
                class: .noInput
            )
        }
        let apt = SystemPackageFile.names.lazy.compactMap { folder.locate($0) }.first
        let text = apt.flatMap { FileManager.default.contents(atPath: workspace.location(of: $0).string) }
        return (packages, text.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Writes each file aside and then renames it; nothing is written when one of them is there already.
    private func write(_ files: [String: String]) throws {
        let folder = FilePath(output)
        let present = files.filter { name, text in
            let old = FileManager.default.contents(atPath: folder.appending(name).string)
            return old != nil && old != Data(text.utf8)
        }
        guard present.isEmpty || force else {
            throw InputFailure(
                present.keys.sorted().map {
                    .error(
                        at: Place(file: folder.appending($0).string),
                        "the file is there already",
                        hint: "give '--force' to overwrite it, or another folder with '--output'"
                    )
                },
                class: .cannotCreate
            )
        }
        try DraftFiles.write(files, to: folder)
    }
}
