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

    struct State: Sendable {
        var head = ResponseHead()
        var content: [UInt8] = []
        var isPaused = false
        var isCancelled = false
        var ending: Ending?
        var waiter: CheckedContinuation<Void, Never>?
    }

    // Touched by the caller before the exchange is handed to the engine, and by the engine's thread alone from then on.
    nonisolated(unsafe) let handle: EasyHandle
    let state = Mutex(State())

    init(_ plan: ExchangePlan, options: TransferOptions, timeLeft: Duration) {
        unsafe handle = EasyHandle(plan, options: options, timeLeft: timeLeft)
        unsafe handle.setCallbacks(
            Unmanaged.passUnretained(self).toOpaque(),
            head: { unsafe Exchange.take($0, $1 * $2, $3) { unsafe $0.takeHeadLine($1) } },
            content: { unsafe Exchange.take($0, $1 * $2, $3) { unsafe $0.takeContent($1) } },
        )
    }

    /// Waits for something to take; on return there is a head, content, an ending, or the exchange is cancelled.
    func wait(until isReady: @Sendable (borrowing State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    if isReady(state) || state.ending != nil || state.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            wake { $0.isCancelled = true }
        }
    }

    /// Changes the state and lets the waiting task look at it.
    func wake(_ change: (inout State) -> Void) {
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
