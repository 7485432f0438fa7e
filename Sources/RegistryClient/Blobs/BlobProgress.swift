internal import Reporting
internal import Synchronization

/// Adds up the bytes of blobs on their way and tells of them.
final class BlobProgress: Sendable {
    private let task: String
    private let total: Int64
    private let report: ProgressHandler
    private let done = Mutex(Int64(0))

    init(_ task: String, total: Int64, _ report: @escaping ProgressHandler) {
        self.task = task
        self.total = total
        self.report = report
    }

    func add(_ bytes: Int) {
        let sum = done.withLock { done in
            done += Int64(bytes)
            return done
        }
        // Bytes that had to go twice would lead beyond the end.
        let shown = UInt64(max(0, min(sum, total)))
        report(.amount(task: task, done: shown, total: UInt64(total), unit: .bytes))
    }
}
