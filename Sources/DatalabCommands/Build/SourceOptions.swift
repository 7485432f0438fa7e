internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import Reporting
internal import SystemPackage
internal import Workspaces

/// The source of a datalab and the facts about it that options give: what `build` and `check` have in common.
struct SourceOptions: ParsableArguments {
    @Argument(help: "A git URL (https, ssh, git, file), a folder, a zip, or files.", completion: .file())
    var source: [String]

    @Option(help: "The branch of a git source; its default branch when not given.")
    var branch: String?

    @Option(help: "The commit of a git source.")
    var commit: String?

    @Option(help: "The folder of the source that holds the datalab.")
    var subdirectory: String?

    @Option(
        help: """
            A folder whose files are laid over the source's, such as meta-data.yaml and requirements.txt for a repository that \
            is not yours.
            """
    )
    var overlay: String?

    @Flag(help: "Leave the submodules of a git source out.")
    var noSubmodules = false

    @Option(help: "The most a checkout may have, such as 500MB or 4GB.")
    var sizeLimit = "2 GiB"

    @Flag(help: "Resolve the requirements anew although a lock is known.")
    var upgrade = false

    @Flag(help: "Build packages without wheels again, twice, and say where the results differ.")
    var rebuildSources = false
    @Flag(help: "Add to the requirements what the notebooks and programs import and nothing brings.")
    var addImports = false

    @Flag(help: "Use the package indexes the repository names.")
    var allowIndex = false

    @Flag(help: "Take every warning about the metadata as an error: nothing is derived or left out.")
    var strict = false

    @OptionGroup(title: "Requirements")
    var requirements: RequirementsOptions

    @OptionGroup(title: "Metadata")
    var facts: MetadataFacts

    @OptionGroup(title: "Bases")
    var bases: SiteOptions

    /// What is asked for.
    func request() throws -> BuildRequest {
        let location = try SourceLocation.parse(source, branch: branch, commit: commit, subdirectory: subdirectory)
        var request = BuildRequest(source: location)
        request.overlay = overlay.map { FilePath($0) }
        request.leavesOutSubmodules = noSubmodules
        request.sizeLimit = try ByteSize.parse(sizeLimit, option: "--size-limit")
        request.upgradesLock = upgrade
        request.rebuildsSources = rebuildSources
        request.allowsIndexes = allowIndex
        request.isStrict = strict
        request.requirements = requirements.choice
        request.addsImports = addImports
        request.metadata = facts.options
        return request
    }
}

/// The metadata that options give; they win over the file's.
struct MetadataFacts: ParsableArguments {
    @Option(help: "The title.")
    var title: String?

    @Option(help: "The short name.")
    var alternateName: String?

    @Option(help: "What the datalab is for, in a sentence or two.")
    var abstract: String?

    @Option(help: "The e-mail address of the contact.")
    var email: String?

    @Option(help: "The name of the creator.")
    var creator: String?

    @Option(help: "The datalab's version.")
    var labVersion: String?

    @Option(help: "An SPDX licence expression ('datalab licences' lists the identifiers).")
    var licence: String?

    @Option(help: "public or private.")
    var visibility: String?

    @Option(name: .customLong("user"), help: "A user who may see a private datalab; can be repeated.")
    var users: [String] = []

    @Option(name: .customLong("group"), help: "A group that may see a private datalab; can be repeated.")
    var groups: [String] = []

    @Option(
        help: "The kind of datalab: jupyterlab, vnc (a desktop) or theia.",
        completion: .kinds
    )
    var kind: String?

    @Option(help: "The version of Python, such as 3.13, or a condition on it, such as '>=3.10,<3.13'.")
    var python: String?

    /// The facts in the model's form.
    var options: MetadataOptions {
        var options = MetadataOptions()
        options.title = title
        options.alternateName = alternateName
        options.abstract = abstract
        options.email = email
        options.creator = creator
        options.version = labVersion
        options.licence = licence
        options.visibility = visibility
        options.users = users
        options.groups = groups
        options.kind = kind
        options.python = python
        return options
    }
}
