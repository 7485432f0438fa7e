internal import ArgumentParser
internal import CommandLines
internal import DatalabModel
internal import Foundation
internal import Reporting
internal import SystemPackage

/// `datalab new`: a starter project.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a folder with a small datalab to start from.",
        discussion: "Example: datalab new --template jupyterlab my-datalab",
    )

    @Option(
        help:
            "The template: jupyterlab, vnc (a desktop), spyder (a desktop with that editor), theia or step (of a pipeline).",
        completion: .templates
    )
    var template = "jupyterlab"

    @Argument(help: "The folder; it is made where it is missing, and must be empty.", completion: .directory)
    var folder: String

    func run() throws {
        let context = CommandContext.current
        let folders = ProgramFolders.templates(environment: context.environment)
        let templates = StarterTemplates(folders: folders)
        let source = try templates.find(template)
        let name = try templates.copy(source, to: FilePath(folder))
        context.print("made      \(folder), the datalab '\(name)'")
        context.print("")
        context.print("Edit meta-data.yaml: who you are, and what the datalab is for. Then:")
        context.print("  datalab build \(ShellQuoting.quoted(folder))")
        let file = FilePath(folder).appending(MetadataFile.names[0])
        let metadata = MetadataDraft(
            Array(FileManager.default.contents(atPath: file.string) ?? Data()),
            file: file.string
        )
        guard metadata.kind?.hasPage ?? true else {
            context.print("  datalab test \(name):latest")
            return context.print("  datalab step cwl \(name):latest --output \(name).cwl")
        }
        context.print("  datalab run \(name):latest")
    }
}
