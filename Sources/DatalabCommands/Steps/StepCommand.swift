internal import ArgumentParser

/// `datalab step`: what is said of steps of pipelines.
struct StepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "Write the CWL by which engines run a step.",
        discussion: "Example: datalab step cwl smooth:latest --output smooth.cwl",
        subcommands: [StepCWLCommand.self],
    )
}
