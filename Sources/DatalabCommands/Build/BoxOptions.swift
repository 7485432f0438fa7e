internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import PythonPackages
internal import Reporting

/// What may be built from source and run of a repository, and how much one run may use: options of whoever runs the builder, never of a repository.
struct BoxOptions: ParsableArguments {
    @Option(
        help: """
            What may be built from source, in a sealed box: 'all' (also git repositories, archives by address and the \
            repository's own package), 'index' (only releases of the index that have no wheel), or 'none'; \
            $DATALAB_SOURCES when not given, else 'all'. An option cannot allow more than the variable does.
            """
    )
    var sources: Setting?

    @Flag(
        inversion: .prefixedNo,
        help: """
            Run the source's postBuild in a sealed box, without network, over the finished image; what it changes is a layer. \
            $DATALAB_POST_BUILD when not given: 1 runs it, 0 forbids it whatever the option says.
            """
    )
    var postBuild: Bool?

    @Option(help: "The longest time that one build may take, such as 90s, 30min or 2h.")
    var boxTime: String?

    @Option(help: "The most memory that one build may use, such as 500MB or 4GB.")
    var boxMemory: String?

    @Option(help: "The most processes and threads that one build may have at once.")
    var boxProcesses: Int?

    @Option(help: "The size of the folder that one build may write, such as 500MB or 4GB; it is kept in memory.")
    var boxDisk: String?

    /// The values of '--sources'.
    enum Setting: String, ExpressibleByArgument, CaseIterable {
        case all, index, none

        /// The setting in the model's form.
        var policy: SourcePolicy { SourcePolicy(rawValue: rawValue) ?? .none }
    }

    /// The settings: the stricter of option and variable, and the limits that are given.
    ///
    /// - Throws: `InputFailure` of class `usage` for what is no setting, number or size.
    func settings(in context: CommandContext) throws -> SourceSettings {
        var settings = SourceSettings(policy: try policy(in: context))
        settings.postBuild = try postBuild(in: context)
        settings.seconds = try boxTime.map { try TimeSpan.seconds($0, in: 1...86_400, option: "--box-time") }
        settings.processes = try Self.checked(boxProcesses, 4...32_768, "--box-processes")
        settings.memory = try boxMemory.map { try ByteSize.parse($0, option: "--box-memory") }
        settings.disk = try boxDisk.map { try ByteSize.parse($0, option: "--box-disk") }
        return settings
    }

    private func policy(in context: CommandContext) throws -> SourcePolicy {
        let option = sources?.policy ?? .all
        guard let word = context.environment["DATALAB_SOURCES"], !word.isEmpty else { return option }
        guard let site = SourcePolicy(rawValue: word) else {
            throw InputFailure(
                .error(
                    at: Place(file: "DATALAB_SOURCES"),
                    "'\(word)' is no setting",
                    hint: "write 'all', 'index' or 'none'"
                ),
                class: .usage
            )
        }
        return site.lowered(to: option)
    }

    /// What becomes of a `postBuild`: a variable that forbids it is stronger than the option.
    private func postBuild(in context: CommandContext) throws -> SourceSettings.PostBuild {
        let variable = context.environment["DATALAB_POST_BUILD"] ?? ""
        switch variable {
        case "": return postBuild == true ? .run : .notAsked
        case "1": return postBuild == false ? .notAsked : .run
        case "0": return .forbidden
        default:
            let place = Place(file: "DATALAB_POST_BUILD")
            let problem = Problem.error(
                at: place,
                "'\(variable)' is no setting",
                hint: "write '1' to run it, '0' to forbid it"
            )
            throw InputFailure(problem, class: .usage)
        }
    }

    private static func checked(_ number: Int?, _ range: ClosedRange<Int>, _ option: String) throws -> Int? {
        guard let number, !range.contains(number) else { return number }
        throw InputFailure(
            .error(at: Place(file: option), "\(number) is not between \(range.lowerBound) and \(range.upperBound)"),
            class: .usage
        )
    }
}
