internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
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
    var facts: MetadataArguments

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
