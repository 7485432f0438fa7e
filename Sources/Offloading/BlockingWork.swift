internal import Dispatch
internal import Foundation

/// Runs work that blocks or computes for long off the threads that Swift's tasks share.
public enum BlockingWork {
    /// Runs one piece of work on a thread of its own.
    ///
    /// - Parameter body: the work; it cannot see the task's cancellation.
    /// - Returns: what the work returns.
    /// - Throws: what the work throws; `CancellationError` when the task was cancelled before it began.
    public static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result(catching: body)) }
        }
    }

    /// Runs a piece of work for each element, as many at once as there are processors.
    ///
    /// - Parameters:
    ///   - elements: what there is to work on.
    ///   - body: the work for one of them.
    /// - Returns: the results in the elements' order.
    /// - Throws: the first error; work that has begun ends first, no more is begun.
    public static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element],
        _ body: @escaping @Sendable (Element) throws -> Result,
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: elements.count)
            var next = elements.enumerated().makeIterator()
            func start() {
                guard let (index, element) = next.next() else { return }
                group.addTask { (index, try await run { try body(element) }) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
            while let (index, result) = try await group.next() {
                results[index] = result
                start()
            }
            return results.compactMap { $0 }
        }
    }
}
