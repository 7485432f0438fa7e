internal import ArgumentParser
internal import Reporting

/// `datalab freeze`: a command of running datalabs (`recipes/shared/contract/usr/local/bin/datalab`), explained here for those who look.
struct FreezeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Inside of a running datalab: write what 'pip install' added, as lines of requirements.txt.",
        discussion: """
            It belongs into a terminal of the datalab's page, or into a notebook as '!datalab freeze'. What was asked for by name is \
            written with its version; with --all also what came with it. Outside, 'datalab add' adds a package to a datalab.

            Example: datalab freeze >> requirements.txt
            """,
    )

    @Flag(help: "Write also what came with the packages that were asked for.")
    var all = false

    func run() throws {
        let hint =
            "type it in a terminal of the datalab's page, or '!datalab freeze' in a notebook; here it is 'datalab add NAME'"
        throw InputFailure(.error("no running datalab is around this shell", hint: hint), class: .unavailable)
    }
}
