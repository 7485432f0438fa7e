internal import CCurl
import Synchronization

/// One request under way: libcurl's thread puts the head and the content in, one task takes them out.
///
/// Content waits in a bounded buffer. When that is full libcurl is told to pause, and goes on when the task has taken it.
@safe final class Exchange: Sendable {
    /// How much content waits before libcurl is paused.
    static let bufferLimit = 4 << 20

    /// How an exchange ended.
    struct Ending: Sendable {
        let code: CURLcode
        let explanation: String
    }

    /// Content that came since the last piece.
    struct Piece: Sendable {
        let bytes: [UInt8]
        /// Whether libcurl waits to be told to go on.
        let wasPaused: Bool
        let ending: Ending?
    }

    private struct State: Sendable {
        var head = ResponseHead()
        var content: [UInt8] = []
        var isPaused = false
        var isCancelled = false
        var ending: Ending?
        var waiter: CheckedContinuation<Void, Never>?
    }

    // Touched by the caller before the exchange is handed to the engine, and by the engine's thread alone from then on.
    nonisolated(unsafe) let handle: EasyHandle
    private let state = Mutex(State())

    init(_ plan: ExchangePlan, options: TransferOptions, timeLeft: Duration) {
        unsafe handle = EasyHandle(plan, options: options, timeLeft: timeLeft)
        unsafe handle.setCallbacks(
            Unmanaged.passUnretained(self).toOpaque(),
            head: { unsafe Exchange.take($0, $1 * $2, $3) { unsafe $0.takeHeadLine($1) } },
            content: { unsafe Exchange.take($0, $1 * $2, $3) { unsafe $0.takeContent($1) } },
        )
    }

    /// Waits for the head of the final answer; nil when the exchange ended without one.
    ///
    /// - Throws: `CancellationError`.
    func awaitHead() async throws -> (head: ResponseHead?, ending: Ending?) {
        await wait { $0.head.isComplete }
        return try state.withLock { state in
            if state.isCancelled { throw CancellationError() }
            return (state.head.isComplete ? state.head : nil, state.ending)
        }
    }

    /// Waits for content and takes all there is; the last piece comes with the ending.
    ///
    /// - Throws: `CancellationError`.
    func takeContent() async throws -> Piece {
        await wait { !$0.content.isEmpty }
        return try state.withLock { state in
            if state.isCancelled { throw CancellationError() }
            defer { (state.content, state.isPaused) = ([], false) }
            return Piece(bytes: state.content, wasPaused: state.isPaused, ending: state.ending)
        }
    }

    /// Waits until the state is as wanted, the exchange ended, or was cancelled.
    private func wait(until isReady: @escaping @Sendable (State) -> Bool) async {
        let isDone = { @Sendable (state: State) in isReady(state) || state.ending != nil || state.isCancelled }
        await withTaskCancellationHandler {
            while !state.withLock({ isDone($0) }) {
                await withCheckedContinuation { continuation in
                    let isLate = state.withLock { state in
                        if isDone(state) { return true }
                        state.waiter = continuation
                        return false
                    }
                    if isLate { continuation.resume() }
                }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Tells that the exchange ended.
    func end(_ ending: Ending) { wake { $0.ending = ending } }

    /// Tells that the exchange will not end by itself.
    func cancel() { wake { $0.isCancelled = true } }

    /// Changes the state and lets the waiting task look at it.
    private func wake(_ change: (inout State) -> Void) {
        let waiter = state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    private static func take(
        _ bytes: UnsafeMutablePointer<CChar>?,
        _ count: Int,
        _ context: UnsafeMutableRawPointer?,
        _ body: (Exchange, UnsafeRawBufferPointer) -> Int,
    ) -> Int {
        guard let context = unsafe context else { return 0 }
        let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        return unsafe body(exchange, UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private func takeHeadLine(_ line: UnsafeRawBufferPointer) -> Int {
        let text = unsafe String(decoding: line, as: UTF8.self)
        wake { $0.head.take(text) }
        return line.count
    }

    private func takeContent(_ piece: UnsafeRawBufferPointer) -> Int {
        var taken = piece.count
        wake { state in
            if state.content.count >= Exchange.bufferLimit {
                state.isPaused = true
                taken = Int(CURL_WRITEFUNC_PAUSE)
            } else {
                unsafe state.content.append(contentsOf: piece)
            }
        }
        return taken
    }
}
