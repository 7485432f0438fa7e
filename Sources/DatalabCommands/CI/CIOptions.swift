internal import ArgumentParser

/// What a system that runs commands unattended gets of one.
struct CIOptions: ParsableArguments {
    @Flag(
        name: .customLong("ci"),
        help: """
            Write plain progress for a system that runs it unattended: with groups and annotations on GitHub and GitLab, which are \
            known by their variables, and with GitHub's job summary.
            """
    )
    var isUnattended = false

    @Option(help: "Write a summary to a file, in Markdown.")
    var summary: String?

    @Option(help: "Write the result to a file, in JSON; a failure too.")
    var result: String?

    @Option(help: "Write problems, stages and tests to a file, in JUnit's XML.")
    var junit: String?

    @Option(help: "Write problems to a file, in the JSON of GitLab's code quality reports.")
    var codeQuality: String?
}
