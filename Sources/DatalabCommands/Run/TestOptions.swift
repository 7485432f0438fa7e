internal import ArgumentParser

/// Which notebooks a test executes.
struct NotebookOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: "Execute notebooks: those whose paths match the patterns ('*' matches all); can be repeated."
    )
    var notebooks: [String] = []
}
