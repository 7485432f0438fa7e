internal import ArgumentParser
internal import PythonPackages

/// Which of a source's requirements are read.
struct RequirementsOptions: ParsableArguments {
    @Option(
        name: .customLong("requirements"),
        help: """
            A file with requirements, by its path in the source, instead of the one that is found; can be repeated, and joins the \
            files then.
            """,
        completion: .file()
    )
    var files: [String] = []

    @Option(
        name: .customLong("dependency-group"),
        help: "A dependency group of the project that is installed too; can be repeated."
    )
    var dependencyGroups: [String] = []

    @Option(name: .customLong("extra"), help: "An extra of the project that is installed too; can be repeated.")
    var extras: [String] = []

    /// The choice in the reader's form.
    var choice: RequirementsChoice {
        var choice = RequirementsChoice()
        choice.files = files
        choice.groups = dependencyGroups
        choice.extras = extras
        return choice
    }
}
