public import Reporting

/// The files by which a project asks for a version of Python.
public enum PythonVersionFile: String, Sendable, Hashable, CaseIterable {
    /// `runtime.txt` with a line such as `python-3.11` (repo2docker, Heroku).
    case runtime = "runtime.txt"
    /// `.python-version` with a line such as `3.13` (pyenv, uv).
    case pythonVersion = ".python-version"

    /// What a file asks for.
    public struct Reading: Sendable, Hashable {
        /// The version; nil when the file asks for none or cannot be understood.
        public var request: PythonVersionRequest?
        /// What is wrong with the file.
        public var problems: [Problem]
    }

    /// Reads the file.
    ///
    /// Lines that are empty or start with `#` do not count. The first version wins; a warning names the others.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    /// - Returns: the version, and every problem.
    public func read(_ bytes: [UInt8], file: String) -> Reading {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return Reading(
                problems: [.error(at: Place(file: file), "the file is not UTF-8", hint: "write '\(example)' in it")],
            )
        }
        var reading = Reading(problems: [])
        for (line, place) in Self.lines(of: text, file: file) {
            if let first = reading.request {
                let message = "'\(line)' is not used, the first version is: \(first)"
                reading.problems.append(.warning(at: place, message, hint: "keep one line"))
            } else {
                read(line, at: place, into: &reading)
            }
        }
        if reading.request == nil, reading.problems.isEmpty {
            let hint = "write '\(example)' in it or remove it"
            reading.problems.append(.warning(at: Place(file: file), "the file names no version of Python", hint: hint))
        }
        return reading
    }

    private var example: String { self == .runtime ? "python-3.13" : "3.13" }

    private func read(_ line: String, at place: Place, into reading: inout Reading) {
        guard self == .pythonVersion || line.lowercased().hasPrefix("python-") else {
            let isVersion = (try? PythonVersionRequest.parse(line)) != nil
            let hint = "write '\(isVersion ? "python-\(line)" : example)'"
            reading.problems.append(.error(at: place, "expected 'python-' and a version, found '\(line)'", hint: hint))
            return
        }
        do {
            reading.request = try PythonVersionRequest.parse(line, at: place)
        } catch {
            reading.problems.append(.error(at: place, error.message, hint: "write '\(example)'"))
        }
    }

    /// The lines that say something, without spaces around them, and where each starts.
    private static func lines(of text: String, file: String) -> [(String, Place)] {
        let scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
        let lines = scalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        return lines.enumerated().compactMap { number, line in
            let start = line.firstIndex { !$0.properties.isWhitespace } ?? line.endIndex
            guard start < line.endIndex, line[start] != "#" else { return nil }
            let column = line.distance(from: line.startIndex, to: start) + 1
            return (String(line[start...]).trimmed, Place(file: file, line: number + 1, column: column))
        }
    }
}
