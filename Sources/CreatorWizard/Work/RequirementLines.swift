internal import PythonPackages
internal import Reporting

/// The lines of a requirements.txt as a person changes them: one at a time, the others stay as they are.
package enum RequirementLines {
    /// The names of the packages, as they are written.
    package static func names(of text: String) -> [String] {
        numbered(text).map { line in
            guard let requirement = try? Requirement(parsing: line.text) else { return line.text }
            return requirement.name
        }
    }

    /// The lines that hold something, with their numbers from 1 and without their comments.
    package static func numbered(_ text: String) -> [(number: Int, text: String)] {
        split(text).enumerated().compactMap { index, line in
            let content = withoutComment(line)
            return content.isEmpty ? nil : (index + 1, content)
        }
    }

    /// The text with lines added at its end; those that it has already are not added again.
    ///
    /// - Parameters:
    ///   - lines: the lines.
    ///   - text: the text.
    /// - Returns: the text, and the lines that were there.
    package static func adding(_ lines: [String], to text: String) -> (text: String, present: [String]) {
        let form = { (line: String) in (try? Requirement(parsing: line)).map(\.description) ?? line }
        var seen = Set(numbered(text).map { form($0.text) })
        var present: [String] = []
        var result = text
        if !result.isEmpty, !result.hasSuffix("\n") { result += "\n" }
        for line in lines {
            guard line.hasPrefix("#") || seen.insert(form(withoutComment(line))).inserted else {
                present.append(line)
                continue
            }
            result += line + "\n"
        }
        return (result, present)
    }

    /// A line without its comment.
    package static func line(_ number: Int, of text: String) -> String {
        let lines = split(text)
        return lines.indices.contains(number - 1) ? withoutComment(lines[number - 1]) : ""
    }

    /// The text with another line in the place of one, or without it.
    package static func replacing(_ number: Int, of text: String, with line: String?) -> String {
        var lines = split(text)
        guard lines.indices.contains(number - 1) else { return text }
        if let line { lines[number - 1] = line } else { lines.remove(at: number - 1) }
        return lines.joined(separator: "\n")
    }

    /// A requirement of any version; nil for a line that has no condition to drop.
    package static func relaxed(_ line: String) -> String? {
        guard var requirement = try? Requirement(parsing: line), !requirement.specifiers.isEmpty else { return nil }
        requirement.specifiers = []
        return requirement.description
    }

    /// What is wrong with a line; nil when nothing is.
    @Sendable package static func fault(_ line: String) -> String? {
        let content = withoutComment(line)
        guard !content.isEmpty, !content.hasPrefix("-") else { return nil }
        do {
            _ = try Requirement(parsing: content)
            return nil
        } catch {
            return error.problems.first?.spoken
        }
    }

    private static func split(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// A comment begins the line, or follows a space (pip, "Requirements File Format").
    private static func withoutComment(_ line: String) -> String {
        var content = ""
        var previous: Character = " "
        for character in line {
            if character == "#", previous.isWhitespace { break }
            content.append(character)
            previous = character
        }
        while content.last?.isWhitespace == true { content.removeLast() }
        return String(content.drop(while: \.isWhitespace))
    }
}
