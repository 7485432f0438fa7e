internal import Foundation
internal import Reporting

/// The report of tests that most systems read: JUnit's XML, in the form that GitLab, Jenkins and GitHub's actions take.
package enum JUnit {
    /// The report as XML 1.0.
    package static func xml(_ report: CIReport) -> String {
        let suites = [suite("checks", checks(report)), suite("stages", stages(report)), suite("tests", report.cases)]
        let cases = checks(report) + stages(report) + report.cases
        let counts = "tests=\"\(cases.count)\" failures=\"\(cases.filter { $0.failure != nil }.count)\""
        let head = "<testsuites name=\"\(escaped(report.title))\" \(counts)>"
        return
            (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites.compactMap { $0 } + ["</testsuites>", ""])
            .joined(separator: "\n")
    }

    /// A case for each problem: an error fails it, a warning does not.
    private static func checks(_ report: CIReport) -> [CIReport.Case] {
        guard !report.problems.isEmpty else {
            return [CIReport.Case(group: "checks", name: "metadata, requirements and files")]
        }
        return report.problems.map { problem in
            let name = problem.place.map { "\($0): \(problem.message)" } ?? problem.message
            let failure = problem.severity == .error ? problem.description : nil
            return CIReport.Case(group: "checks.\(problem.severity.rawValue)", name: name, failure: failure)
        }
    }

    private static func stages(_ report: CIReport) -> [CIReport.Case] {
        report.stages.map { stage in
            let failure = stage.summary == nil ? "the stage did not come to its end" : nil
            return CIReport.Case(group: "stages", name: stage.name, seconds: stage.seconds, failure: failure)
        }
    }

    private static func suite(_ name: String, _ cases: [CIReport.Case]) -> String? {
        guard !cases.isEmpty else { return nil }
        let failures = cases.filter { $0.failure != nil }.count
        let time = String(format: "%.3f", cases.map(\.seconds).reduce(0, +))
        let head = "  <testsuite name=\"\(name)\" tests=\"\(cases.count)\" failures=\"\(failures)\" time=\"\(time)\">"
        return ([head] + cases.map(element) + ["  </testsuite>"]).joined(separator: "\n")
    }

    private static func element(_ one: CIReport.Case) -> String {
        let time = String(format: "%.3f", one.seconds)
        let head =
            "    <testcase classname=\"\(escaped("datalab.\(one.group)"))\" name=\"\(escaped(one.name))\" time=\"\(time)\""
        guard let failure = one.failure else { return "\(head)/>" }
        let line = failure.split(separator: "\n").first.map(String.init) ?? ""
        return "\(head)>\n      <failure message=\"\(escaped(line))\">\(escaped(failure))</failure>\n    </testcase>"
    }

    /// A text for an attribute or an element; what XML 1.0 has no form for becomes the replacement character.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\t", "\n", "\r": "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
            default: String(scalar)
            }
        }.joined()
    }
}
