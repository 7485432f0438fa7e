internal import NIOCore
internal import NIOPosix

/// Threads for what blocks: reading, writing, hashing, syncing.
///
/// A fixed number of them, so that many pulls at once wait here, and not on a thread each.
struct DiskThreads: Sendable {
    let pool: NIOThreadPool

    init(count: Int = 16) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    /// Runs a piece of work.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.runIfActive(body)
    }

    /// Begins a piece of work whose end is waited for later.
    func begin<Value: Sendable>(
        on loop: any EventLoop,
        _ body: @escaping @Sendable () throws -> Value
    ) -> EventLoopFuture<Value> {
        pool.runIfActive(eventLoop: loop, body)
    }

    /// Ends the threads when their work is done.
    func end() async throws {
        try await pool.shutdownGracefully()
    }
}
