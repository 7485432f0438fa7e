internal import Foundation
internal import Reporting
internal import Texts

/// The page a system shows for a run: Markdown as GitHub reads it.
package enum JobSummary {
    /// The report as Markdown.
    package static func markdown(_ report: CIReport) -> String {
        var lines = ["### \(report.isSuccess ? "✅" : "❌") \(text(report.title))", ""]
        if !report.facts.isEmpty {
            lines += ["| | |", "|---|---|"]
            lines += report.facts.map { "| \(text($0.name)) | \(text($0.value)) |" } + [""]
        }
        for severity in [(word: "error", title: "Errors"), (word: "warning", title: "Warnings")] {
            let problems = report.problems.filter { $0.severity.rawValue == severity.word }
            guard !problems.isEmpty else { continue }
            lines += ["**\(severity.title)**", ""]
            lines += problems.map { problem in
                let place = problem.place.map { "**\(text("\($0)"))** " } ?? ""
                return "- \(place)\(text(problem.message))" + (problem.hint.map { "  \n  _\(text($0))_" } ?? "")
            }
            lines.append("")
        }
        if !report.stages.isEmpty {
            lines += ["| stage | seconds | |", "|---|---:|---|"]
            lines += report.stages.map { stage in
                let seconds = String(format: "%.2f", stage.seconds)
                return "| \(text(stage.name)) | \(seconds) | \(text(stage.summary ?? "did not come to its end")) |"
            }
            lines.append("")
        }
        let failed = report.cases.filter { $0.failure != nil }.count
        if !report.cases.isEmpty { lines += ["\(report.cases.count) tried out, \(failed) failed", ""] }
        return lines.joined(separator: "\n")
    }

    /// A text in which nothing is markup, on one line.
    private static func text(_ text: String) -> String {
        let marks = Set("\\`*_{}[]()#+!|~@<>&$".unicodeScalars)
        return text.unicodeScalars.map { scalar -> String in
            if marks.contains(scalar) { return "&#\(scalar.value);" }
            return ShownText.isHarmful(scalar) ? " " : String(scalar)
        }.joined()
    }
}
