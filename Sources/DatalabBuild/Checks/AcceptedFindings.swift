internal import DatalabModel
internal import Foundation
internal import Reporting
internal import Workspaces

/// What the metadata accepts of what may be found: `checks.accept`, a list of rules, each with a pattern of paths if it has one.
///
/// `secret:tests/*.pem` is a rule and a pattern as in `.datalabignore`; a rule alone accepts all that it finds.
struct AcceptedFindings {
    private struct Entry {
        let text: String
        let rule: Finding.Rule
        let paths: [IgnoreFile]
    }

    private var entries: [Entry] = []
    /// What cannot be understood.
    private(set) var problems: [Problem] = []
    private let file: String

    /// Reads the metadata's list.
    ///
    /// - Parameters:
    ///   - texts: the list.
    ///   - file: the metadata's file, for messages.
    init(_ texts: [String], file: String) {
        self.file = file
        for text in texts {
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard let word = parts.first, let rule = Finding.Rule(rawValue: word) else {
                let known = Finding.Rule.allCases.map(\.rawValue)
                problems.append(
                    .error(
                        at: Place(file: file),
                        "'checks.accept' names '\(Spelling.shortened(text))', which no check is called",
                        hint: "write \(Spelling.listed(known, last: "or")), and after a ':' the files if not all"
                    )
                )
                continue
            }
            let paths = parts.count == 2 ? [IgnoreFile(Array(parts[1].utf8), folder: [])] : []
            entries.append(Entry(text: text, rule: rule, paths: paths))
        }
    }

    /// Marks what is accepted.
    ///
    /// - Parameter findings: what was found.
    /// - Returns: the same, and a warning for each entry that accepts nothing of it.
    func apply(to findings: [Finding]) -> (findings: [Finding], unused: [Problem]) {
        var used: Set<Int> = []
        let marked = findings.map { finding in
            var finding = finding
            for (index, entry) in entries.enumerated() where Self.matches(entry, finding) {
                used.insert(index)
                finding.isAccepted = true
            }
            return finding
        }
        let unused = entries.enumerated().filter { !used.contains($0.offset) }.map { _, entry in
            Problem.warning(
                at: Place(file: file),
                "'checks.accept' has '\(Spelling.shortened(entry.text))', and nothing of it was found",
                hint: "remove the entry"
            )
        }
        return (marked, unused)
    }

    private static func matches(_ entry: Entry, _ finding: Finding) -> Bool {
        guard entry.rule == finding.rule else { return false }
        guard !entry.paths.isEmpty else { return true }
        return entry.paths.ignores(Array((finding.problem.place?.file ?? "").utf8), isFolder: false)
    }
}
