internal import Synchronization

/// Adds up the bytes of parallel work and tells of them.
package final class ByteProgress: Sendable {
    private let task: String
    private let total: UInt64?
    private let report: ProgressHandler
    private let done = Mutex(Int64(0))

    /// A counter that begins at 0.
    ///
    /// - Parameters:
    ///   - task: the name of the work.
    ///   - total: all of its bytes, where they are known.
    ///   - report: told of the sum at each change.
    package init(_ task: String, total: UInt64?, _ report: @escaping ProgressHandler) {
        self.task = task
        self.total = total
        self.report = report
    }

    /// Adds bytes; takes back those of a beginning that was in vain, when negative.
    package func add(_ bytes: Int64) {
        guard bytes != 0 else { return }
        let sum = done.withLock { done in
            done += bytes
            return done
        }
        // Bytes that had to go twice would lead beyond the end.
        let shown = min(UInt64(max(0, sum)), total ?? .max)
        report(.amount(task: task, done: shown, total: total, unit: .bytes))
    }
}
