public import Reporting

/// The file of Debian packages beside `requirements.txt`, in repo2docker's form: a name a line, comments from `#` on.
public enum SystemPackageFile {
    /// The names that are looked for; the first that is there is used.
    public static let names = ["apt.txt", "packages.txt"]

    /// What a file asks for, and all that is wrong with it.
    public struct Reading: Sendable, Hashable {
        /// The packages, in the order of the file.
        public var requests: [SystemPackageRequest]
        /// Every problem, in the order of the file.
        public var problems: [Problem]
    }

    /// Reads a file; an empty one asks for nothing.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    /// - Returns: the packages and every problem.
    public static func read(_ bytes: [UInt8], file: String) -> Reading {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            let problem = Problem.error(at: Place(file: file), "the file is not UTF-8 text", hint: "save it as UTF-8")
            return Reading(requests: [], problems: [problem])
        }
        var reading = Reading(requests: [], problems: [])
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        for (number, line) in lines.enumerated() {
            let words = line.prefix { $0 != "#" }
            let name = String(words).trimmed
            guard !name.isEmpty else { continue }
            let indent = words.unicodeScalars.prefix { $0.properties.isWhitespace }.count
            let place = Place(file: file, line: number + 1, column: indent + 1)
            if let fault = SystemPackageRequest.fault(in: name) {
                reading.problems.append(.error(at: place, fault.message, hint: fault.hint))
            } else {
                reading.requests.append(SystemPackageRequest(name: name, at: place))
            }
        }
        return reading
    }
}
