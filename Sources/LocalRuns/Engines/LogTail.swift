internal import Synchronization

/// The last lines of a log, for saying what went wrong.
final class LogTail: Sendable {
    private let lines = Mutex<[String]>([])
    private let limit = 20

    func add(_ line: String) {
        lines.withLock { lines in
            lines.append(line)
            if lines.count > limit { lines.removeFirst() }
        }
    }

    /// What was added last, oldest first.
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    /// The last line that says something.
    var last: String { lines.withLock { $0.last { !$0.isEmpty } ?? "" } }
}
