import CIReports
import ExternalTools
import Foundation
import Reporting
import Testing

@Suite("what files are called and say stays text in every report")
struct HostileTextTests {
    private static let hostile = [
        "plain", "a\nb", "a\r\n::error::b", "::set-output name=x::y", "  ::add-mask::x", "##[command]x", "a]]>b",
        "<&\"'>",
        "\u{1B}[31mred\u{1B}]0;title\u{7}", "\u{0}\u{1}\u{B}\u{FFFE}\u{FFFF}", "a,line=9::b", "100%0A",
        "| cell | `code` |",
        "[x](https://example.org) <b>bold</b> @all #1 &amp;", "\u{202E}txt.exe", "section_start:1:x\r\u{1B}[0K", "é漢字🧪",
    ]

    private func problems() -> [Problem] {
        Self.hostile.flatMap { text in
            [
                Problem.error(at: Place(file: text, line: 3, column: 4), text, hint: text),
                .warning(text), .warning(at: Place(file: text), "found"),
            ]
        }
    }

    private func report() -> CIReport {
        var report = CIReport(title: Self.hostile.joined(), isSuccess: false)
        report.problems = problems()
        report.facts = Self.hostile.map { .init($0, $0) }
        report.stages =
            Self.hostile.map { .init(name: $0, seconds: 0.5, summary: $0) } + [
                .init(name: "x", seconds: 1, summary: nil)
            ]
        report.cases = Self.hostile.map { .init(group: $0, name: $0, seconds: 1.5, failure: $0) }
        return report
    }

    /// What a Python program makes of a text.
    private func python(_ script: String, _ text: String) async throws -> String {
        let tool = try ExternalTool.locate("python3", installHint: "")
        return String(decoding: try await tool.run(["-c", script], input: Array(text.utf8)), as: UTF8.self)
    }

    @Test("JUnit is XML with every case, and its texts are what was written but for what XML cannot hold")
    func junit() async throws {
        let script = """
            import sys, xml.etree.ElementTree as tree
            root = tree.fromstring(sys.stdin.buffer.read())
            cases = root.findall(".//testcase")
            names = [case.get("name") for case in root.findall("./testsuite[@name='tests']/testcase")]
            assert root.get("tests") == str(len(cases)), root.attrib
            assert root.get("failures") == str(len(root.findall(".//failure"))), root.attrib
            print(len(cases), len(root.findall(".//failure")), names[1:7] == ["a\\nb", "a\\r\\n::error::b",
                "::set-output name=x::y", "  ::add-mask::x", "##[command]x", "a]]>b"], names[9])
            """
        let count = Self.hostile.count
        let cases = 3 * count + count + 1 + count, failures = count + 1 + count
        let told = try await python(script, JUnit.xml(report()))
        #expect(told == "\(cases) \(failures) True \(String(repeating: "\u{FFFD}", count: 5))\n")
    }

    @Test("the report of code quality is JSON with the problems that have a file")
    func codeQuality() async throws {
        let text = try CodeQuality.json(problems()) { $0.place?.file }
        let script = """
            import json, sys
            entries = json.load(sys.stdin)
            assert all(set(e) == {"description", "check_name", "fingerprint", "severity", "location"} for e in entries)
            assert len({e["fingerprint"] for e in entries}) == len(entries)
            print(len(entries), entries[0]["location"], entries[0]["severity"], entries[1]["severity"], entries[1]["location"])
            """
        let told = try await python(script, text)
        #expect(
            told == "\(Self.hostile.count * 2) {'lines': {'begin': 3}, 'path': 'plain'} critical minor "
                + "{'lines': {'begin': 1}, 'path': 'plain'}\n"
        )
    }

    @Test("an annotation is one line that gives back file, line and text", arguments: hostile)
    func annotations(text: String) {
        let problem = Problem.error(at: Place(file: text, line: 3, column: 4), text, hint: "do")
        let line = GitHubCommands.annotation(problem, path: text)
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
        // As the runner reads it: up to the next '::' properties, after it the message.
        let parts = line.dropFirst("::error ".count).split(separator: "::", maxSplits: 1).map(String.init)
        let properties = parts[0].split(separator: ",").map(String.init)
        let decoded = { (text: String) in
            [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")].reduce(text) {
                $0.replacing($1.0, with: $1.1)
            }
        }
        let readable = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isControl = scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\r"
                    return isControl ? "\u{FFFD}" : scalar
                }
            )
        )
        #expect(properties.count == 3 && properties[1...] == ["line=3", "col=4"])
        #expect(decoded(properties[0]) == "file=\(readable)")
        #expect(decoded(parts[1]) == "\(readable)\ndo")
    }

    @Test("an annotation without a file says the place itself")
    func placeless() {
        let problem = Problem.warning(at: Place(file: "--title"), "is empty")
        #expect(GitHubCommands.annotation(problem, path: nil) == "::warning::--title: is empty")
    }

    @Test("no line of a log begins a command or holds a control character", arguments: hostile)
    func log(text: String) {
        for line in LogText.lines(of: text) {
            #expect(!line.drop { $0.isWhitespace }.hasPrefix("::") && !line.contains("##["))
            #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\t" })
        }
        for line in [GitLabSections.start(text, time: 1), GitLabSections.end(text, time: 2)] {
            // The marks themselves: two escapes and the return between them.
            #expect(line.unicodeScalars.filter { $0.properties.generalCategory == .control }.count == 3)
            #expect(line.hasPrefix("\u{1B}[0Ksection_"))
        }
        #expect(!GitHubCommands.group(text).contains { $0.isNewline })
    }

    @Test("the summary's tables have their columns, and nothing in it is markup")
    func summary() {
        let lines = JobSummary.markdown(report()).split(separator: "\n", omittingEmptySubsequences: false)
        let rows = lines.filter { $0.hasPrefix("| ") }
        #expect(rows.count == 1 + Self.hostile.count + 1 + Self.hostile.count + 1)
        #expect(rows.allSatisfy { [3, 4].contains($0.count { $0 == "|" }) })
        let text = lines.joined(separator: "\n")
        for mark in ["<b>", "](", "`", "\u{1B}", "\u{202E}", "@all"] { #expect(!text.contains(mark), "\(mark)") }
        #expect(text.contains("é漢字🧪"))
    }

    @Test("a report without anything wrong says so")
    func clean() async throws {
        var report = CIReport(title: "build of a 1.0.0-0", isSuccess: true)
        report.facts = [.init("digest", "sha256:00")]
        #expect(JobSummary.markdown(report) == "### ✅ build of a 1.0.0-0\n\n| | |\n|---|---|\n| digest | sha256:00 |\n")
        #expect(JUnit.xml(report).contains(#"tests="1" failures="0""#))
        #expect(try CodeQuality.json([]) { _ in nil } == "[\n\n]\n")
    }
}
