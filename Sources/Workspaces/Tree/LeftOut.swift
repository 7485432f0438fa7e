internal import LayerArchive

/// What of a source stays out of a datalab although no `.datalabignore` names it.
public struct LeftOut: Sendable, Hashable, Codable {
    /// Why it stays out.
    public enum Reason: String, Sendable, Hashable, Codable {
        /// Nobody means it to be there: a virtual environment, a cache.
        case neverMeant
        /// A `.gitignore` names it, and git does not keep it.
        case gitignore
    }

    /// Why it stays out.
    public var reason: Reason
    /// How many files it is.
    public var files: Int
    /// Their bytes.
    public var size: UInt64
    /// Whether there is more that was not counted.
    public var isMore: Bool
    /// The paths of the files and folders that stay out, some of them.
    public var examples: [String]
    /// How many files and folders that is in all.
    public var count: Int

    init(_ reason: Reason) {
        self.reason = reason
        files = 0
        size = 0
        isMore = false
        examples = []
        count = 0
    }

    mutating func add(_ path: String, _ found: LeftOutCount) {
        files += found.files
        size += found.size
        isMore = isMore || found.isMore
        count += 1
        // The first in the order of bytes, whatever order the file system tells them in.
        examples = Array((examples + [path]).sorted { PathBytes.precede($0, $1) }.prefix(3))
    }

    /// A path as a pattern that matches nothing else: letters that have a meaning there stand behind a backslash.
    private static func pattern(of path: String) -> String {
        path.map { "*?[\\ ".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    /// What it is and how to have it back, in a line for people.
    public var summary: String {
        let why = reason == .neverMeant ? "never meant to be part of a datalab" : "named by '.gitignore'"
        let names = examples.map { "'\($0)'" }.joined(separator: ", ")
        let others = count > examples.count ? " and \(count - examples.count) more" : ""
        let line = examples.first.map { "'!/\(Self.pattern(of: $0))'" }
        let back = line.map { "; a line \($0) in '.datalabignore' takes that back" } ?? ""
        return "\(isMore ? "more than " : "")\(files) file\(files == 1 ? "" : "s") \(why): \(names)\(others)\(back)"
    }
}
