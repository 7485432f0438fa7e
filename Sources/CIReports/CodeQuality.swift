internal import Foundation
internal import Hashing
internal import OCIModel
package import Reporting

/// GitLab's report of code quality: JSON that a merge request shows ("Code Quality report format").
package enum CodeQuality {
    /// The report of problems.
    ///
    /// - Parameters:
    ///   - problems: the problems.
    ///   - path: gives a problem's file below the repository's root; nil for one that is not in it, which the report has no place for.
    /// - Returns: the report's text.
    /// - Throws: never, for values that JSON has a form for, as these.
    package static func json(_ problems: [Problem], path: (Problem) -> String?) throws -> String {
        let entries = problems.compactMap { problem in path(problem).map { Entry(problem, path: $0) } }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
    }

    private struct Entry: Encodable {
        struct Location: Encodable {
            struct Lines: Encodable {
                let begin: Int
            }
            let path: String
            let lines: Lines
        }

        let description: String
        let checkName = "datalab"
        let fingerprint: String
        let severity: String
        let location: Location

        enum CodingKeys: String, CodingKey {
            case description
            case checkName = "check_name"
            case fingerprint
            case severity
            case location
        }

        init(_ problem: Problem, path: String) {
            description = problem.message + (problem.hint.map { "; \($0)" } ?? "")
            // The same problem a few lines further down is no new one.
            fingerprint = Digest.sha256(of: "\(path)\0\(problem.message)").hex
            severity = problem.severity == .error ? "critical" : "minor"
            location = Location(path: path, lines: .init(begin: problem.place?.line ?? 1))
        }
    }
}
