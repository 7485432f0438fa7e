internal import Reporting

/// What came of running a step's command on the examples that its metadata names.
public struct StepTrial: Sendable, Hashable, Codable {
    /// The program that the command begins with.
    public var program: String
    /// Whether the image has it.
    public var isThere: Bool
    /// The inputs that have to be given and have no example, for which the command was not run.
    public var lacking: [String]
    /// The status that the command ended with; nil when it was not run.
    public var status: Int32?
    /// The last line that it wrote.
    public var said: String?
    /// The outputs of which nothing was there; nil when it was not run.
    public var absent: [String]?
    /// Seconds that it took.
    public var seconds: Double?

    /// What went wrong, and what is worth a remark, each with a next step.
    var problems: [Problem] {
        guard isThere else {
            let hint = "name what brings it in requirements.txt or apt.txt, or a file of the source by its path"
            return [.error("the image has no program '\(program)'", hint: hint)]
        }
        guard let status else {
            let names = lacking.map { "'\($0)'" }.joined(separator: ", ")
            let hint = "write 'example:' under it in the metadata: a value, or the path of a file of the source"
            return [.warning("the command was not run: there is no example of \(names)", hint: hint)]
        }
        guard status == 0 else {
            let line = said.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
            return [
                .error(
                    "the command ended with status \(status)\(line)",
                    hint: "mend it, or its examples in the metadata"
                )
            ]
        }
        return (absent ?? []).map { name in
            .error(
                "the output '\(name)' was not there after the command",
                hint: "compare its 'glob' with what the command writes"
            )
        }
    }

    /// What came of it, in half a line.
    var summary: String {
        guard isThere else { return "its program is missing" }
        guard let status else { return "its command was not run" }
        guard status == 0 else { return "its command failed" }
        return (absent ?? []).isEmpty ? "its command ran, with all outputs" : "its command ran, outputs are missing"
    }
}
