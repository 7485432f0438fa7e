internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Reporting
internal import SystemPackage

/// `datalab base lock`: resolves a recipe's server anew.
struct BaseLockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Resolve a recipe's server requirements anew and write its locks, one for each variant.",
        discussion: """
            The locks hold wheels of CPython for Linux on x86_64 and aarch64. They are files of the recipe: commit them.

            Example: datalab base lock jupyterlab
            """,
    )

    @Argument(help: "The kind of datalab.", completion: .kinds)
    var kind = "jupyterlab"

    @OptionGroup var bases: SiteOptions
    @OptionGroup var output: FormatOptions
    @OptionGroup var progress: ProgressOptions

    func run() async throws {
        let context = CommandContext.current
        let kind = try DatalabKind(argument: kind)
        let display = progress.display(in: context)
        defer { display.end() }
        let builder = try DatalabBuilder(site: bases.site(in: context))
        let locks = try await builder.lockServer(of: kind) { display.take($0) }
        display.end()
        guard output.format == .text else { return context.print(try JSONOutput.text(locks)) }
        for lock in locks { context.print("lock      \(lock.file)  \(Wording.count(lock.packages, "package"))") }
    }
}

extension DatalabKind {
    /// The kind that an argument names.
    ///
    /// - Throws: `InputFailure` of usage, which names the kinds there are.
    init(argument: String) throws(InputFailure) {
        guard let kind = DatalabKind(named: argument) else {
            let known = DatalabKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputFailure(.error("there is no kind '\(argument)'", hint: "the kinds are \(known)"), class: .usage)
        }
        self = kind
    }
}
