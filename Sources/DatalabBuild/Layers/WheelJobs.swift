internal import Foundation
internal import OCIModel
internal import Offloading
internal import PythonPackages

/// Work that needs wheels, begun as soon as those are there, while others are still on their way.
struct WheelJobs<Result: Sendable>: Sendable {
    /// One piece of work.
    struct Job: Sendable {
        /// The digests of the wheels it needs.
        let needs: Set<Digest>
        /// How much work it is: of those that could begin, the largest does.
        let size: UInt64
        /// The work, given all wheels that are there.
        let body: @Sendable ([Digest: WheelFile]) throws -> Result
    }

    private enum Event: Sendable {
        case arrived([WheelFile])
        case done(Result)
        case ended
    }

    private let jobs: [Job]

    init(_ jobs: [Job]) {
        // The largest first, so that no processor is left alone with it at the end.
        self.jobs = jobs.sorted { $0.size > $1.size }
    }

    /// Runs all jobs, as many at once as there are processors.
    ///
    /// - Parameter fetch: gets the wheels, and hands them on as they come.
    /// - Returns: the results, in no order.
    /// - Throws: what `fetch` or a job throws.
    func run(
        _ fetch: @escaping @Sendable (_ arrived: @escaping @Sendable ([WheelFile]) -> Void) async throws -> Void
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Event.self) { group in
            let (arrivals, continuation) = AsyncStream.makeStream(of: [WheelFile].self)
            group.addTask {
                defer { continuation.finish() }
                try await fetch { continuation.yield($0) }
                return .ended
            }
            let nextArrival: @Sendable () async -> Event = {
                await arrivals.first { _ in true }.map { .arrived($0) } ?? .ended
            }
            group.addTask { await nextArrival() }

            var files: [Digest: WheelFile] = [:]
            var waiting = jobs
            var results: [Result] = []
            var running = 0
            while let event = try await group.next() {
                switch event {
                case .arrived(let arrived):
                    for file in arrived { files[file.sha256] = file }
                    group.addTask { await nextArrival() }
                case .done(let result):
                    results.append(result)
                    running -= 1
                case .ended:
                    break
                }
                while running < ProcessInfo.processInfo.activeProcessorCount,
                    let ready = waiting.firstIndex(where: { $0.needs.allSatisfy { files[$0] != nil } })
                {
                    let job = waiting.remove(at: ready)
                    running += 1
                    group.addTask { [files] in .done(try await BlockingWork.run { try job.body(files) }) }
                }
            }
            return results
        }
    }
}
