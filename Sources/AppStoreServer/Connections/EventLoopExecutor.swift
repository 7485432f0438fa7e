internal import NIOCore
internal import NIOPosix

/// Runs tasks on the thread of an event loop.
///
/// A request that is answered from memory then never leaves the thread that its connection's bytes arrive on. What blocks must
/// run on ``DiskThreads``.
final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// An executor for each event loop of a group.
struct EventLoopExecutors: Sendable {
    private let executors: [ObjectIdentifier: EventLoopExecutor]

    init(_ group: any EventLoopGroup) {
        let pairs = group.makeIterator().map { (ObjectIdentifier($0), EventLoopExecutor($0)) }
        executors = Dictionary(uniqueKeysWithValues: pairs)
    }

    subscript(loop: any EventLoop) -> EventLoopExecutor? { executors[ObjectIdentifier(loop)] }
}
