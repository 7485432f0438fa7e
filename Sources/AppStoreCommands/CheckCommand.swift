internal import AppStoreAPI
internal import AppStoreCore
internal import ArgumentParser
internal import CommandLines
internal import Reporting

/// `appstore check`: verifies every blob and every row.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify every blob and every row; changes nothing, and a server may run meanwhile.",
        discussion: """
            Ends with status 65 when something is wrong.

            Example: appstore check --folder /srv/appstore
            """,
    )

    @OptionGroup var place: FolderOptions
    @OptionGroup var output: FormatOptions

    /// What the check says when nothing is wrong.
    private struct Result: Encodable {
        let blobs: Int
        let manifests: Int
        let strays: Int
    }

    func run() async throws {
        let folder = try place.open(acceptsBackup: true)
        let report = try await folder.check.run()
        guard report.problems.isEmpty else { throw InputFailure(report.problems) }
        switch output.format {
        case .json:
            let result = Result(blobs: report.blobs, manifests: report.manifests, strays: report.strays)
            CommandContext.current.print(try JSONOutput.text(result))
        case .text:
            let blobs = Wording.count(report.blobs, "blob"), manifests = Wording.count(report.manifests, "manifest")
            CommandContext.current.print("\(blobs) and \(manifests) are whole")
            guard report.strays > 0 else { return }
            CommandContext.current.print(
                "\(Wording.count(report.strays, "file")) without a row: 'appstore gc' removes them"
            )
        }
    }
}
