public import Reporting

/// The files by which a project asks for a version of Python.
public enum PythonVersionFile: String, Sendable, Hashable, CaseIterable {
    /// `runtime.txt` with a line such as `python-3.11` (repo2docker, Heroku).
    case runtime = "runtime.txt"
    /// `.python-version` with a line such as `3.13` (pyenv, uv).
    case pythonVersion = ".python-version"

    /// What a file asks for.
    public struct Reading: Sendable, Hashable {
        /// The version, not binding; nil when the file asks for none or cannot be understood.
        public var request: PythonVersionRequest?
        /// What is wrong with the file.
        public var problems: [Problem]
    }

    /// Reads the file.
    ///
    /// Lines that are empty or start with `#` do not count. The first version wins; a warning names the others. What pyenv
    /// understands and names no Python of a base is told in a warning.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    /// - Returns: the version, and every problem.
    public func read(_ bytes: [UInt8], file: String) -> Reading {
        let text: String
        do {
            text = try TextFile.decode(bytes, file: file)
        } catch {
            return Reading(problems: [error.problem])
        }
        var reading = Reading(problems: [])
        for (line, place) in Self.lines(of: text, file: file) {
            if let first = reading.request {
                let message = "'\(Spelling.shortened(line))' is not used, the first version is: \(first)"
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

    /// What the file would say for a version.
    package func line(for version: PythonVersion) -> String {
        self == .runtime ? "python-\(version.series)" : version.series
    }

    private var example: String { self == .runtime ? "python-3.13" : "3.13" }

    private func read(_ line: String, at place: Place, into reading: inout Reading) {
        if self == .runtime, line.lowercased().hasPrefix("r-") {
            let message =
                "'\(Spelling.shortened(line))' asks for R, which is not in the bases: the default Python is used"
            let hint = "the line 'r-base-core' in apt.txt brings R; without it, write '\(example)' here"
            reading.problems.append(.warning(at: place, message, hint: hint))
            return
        }
        do {
            let spelling = try PythonSpelling(line)
            reading.request = PythonVersionRequest(spelling.wish, at: place, isBinding: false)
            if let remark = spelling.remark {
                reading.problems.append(
                    .warning(at: place, remark, hint: "write '\(written(spelling.wish))' in it")
                )
            }
        } catch {
            let hint = "write '\(example)'"
            // The names of pyenv's environments, and what conda brought, are of the machine they were made on.
            reading.problems.append(
                self == .runtime
                    ? .error(at: place, error.message, hint: hint)
                    : .warning(at: place, "\(error.message), and is not used", hint: hint)
            )
        }
    }

    private func written(_ wish: PythonVersionRequest.Wish) -> String {
        self == .runtime ? "python-\(wish.text)" : wish.text
    }

    /// The lines that say something, without spaces and comments around them, and where each starts.
    private static func lines(of text: String, file: String) -> [(String, Place)] {
        TextFile.lines(of: text).enumerated().compactMap { number, line in
            let start = line.firstIndex { !$0.properties.isWhitespace } ?? line.endIndex
            let said = line[start...].prefix { $0 != "#" }
            guard !said.isEmpty else { return nil }
            let text = String(String.UnicodeScalarView(said)).trimmed
            return (text, Place(file: file, line: number + 1, column: start + 1))
        }
    }
}
