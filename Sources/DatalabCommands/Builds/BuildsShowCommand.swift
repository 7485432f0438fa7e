internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import LocalRuns
internal import OCIModel
internal import Reporting

/// `datalab builds show`.
struct BuildsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one build: its events, inputs and result.",
        discussion: "Example: datalab builds show 1.4.0-0",
    )

    @Argument(
        help: "A build: its number, its version (1.4.0-0), name:version, or a name for its newest.",
        completion: .storedImages
    )
    var build: String

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let records = try BuildRecords(home: context.home)
        let record = try records.find(build)
        let events = try records.events(of: record.id)
        guard output.format == .text else {
            return context.print(try JSONOutput.text(BuildDetails(build: record, events: events)))
        }
        lines(of: record, events: events).forEach(context.print)
    }

    private func lines(of record: BuildRecord, events: [BuildEvent]) -> [String] {
        var lines = ["\(Wording.time(record.started))  Build version: \(record.label)  \(record.status.label)"]
        lines += ["source    \(record.source)"]
        if let reason = record.reason { lines.append("reason    \(reason)") }
        if let inputs = record.inputs {
            lines.append("commit    \(inputs.commit ?? "-")")
            lines.append("base      \(inputs.base)  \(inputs.baseDigest)")
            if let packages = inputs.systemPackages { lines.append("system    \(packages.joined(separator: ", "))") }
            lines.append("lock      \(inputs.lock)  \(Wording.count(inputs.packages, "package"))")
        }
        if let result = record.result { lines += BuildSummary.lines(of: result) }
        if let postBuild = record.result?.postBuild {
            let outcome = postBuild.isReproducible ? "reproducible" : "not reproducible"
            lines.append("postBuild \(postBuild.file)  \(postBuild.digest)  \(outcome)")
        }
        if let trial = record.trial {
            lines += ["", "Test:"] + TrialSummary.lines(of: trial)
            lines += trial.problems.map(\.description) + [""]
        }
        return lines + events.map { "\(Wording.time($0.time))  \($0.text)" }
    }
}

/// A build as `--format json` prints it.
private struct BuildDetails: Encodable {
    let build: BuildRecord
    let events: [BuildEvent]
}
