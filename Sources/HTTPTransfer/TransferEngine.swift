internal import CCurl
import Glibc
import Synchronization

/// libcurl's multi interface on a thread of its own: connections are kept and shared, HTTP/2 is multiplexed.
@safe final class TransferEngine: Sendable {
    private enum Command {
        case add(Exchange)
        case resume(Exchange)
        case remove(Exchange)
    }

    private struct Queue {
        var commands: [Command] = []
        var isClosed = false
    }

    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer
    private let queue = Mutex(Queue())

    /// Starts the thread; it ends after `close()`.
    init(parallelTransfers: Int) {
        CurlLibrary.start()
        guard let multi = unsafe curl_multi_init() else { fatalError("out of memory for transfers") }
        unsafe self.multi = multi
        unsafe datalab_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, parallelTransfers)
        unsafe datalab_curl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        startThread()
    }

    deinit {
        unsafe curl_multi_cleanup(multi)
    }

    func add(_ exchange: Exchange) { send(.add(exchange)) }
    func resume(_ exchange: Exchange) { send(.resume(exchange)) }
    func remove(_ exchange: Exchange) { send(.remove(exchange)) }

    /// Ends the thread; exchanges under way end as cancelled.
    func close() {
        queue.withLock { $0.isClosed = true }
        unsafe _ = curl_multi_wakeup(multi)
    }

    private func send(_ command: Command) {
        queue.withLock { $0.commands.append(command) }
        unsafe _ = curl_multi_wakeup(multi)
    }

    private func startThread() {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let code = unsafe pthread_create(&thread, nil, { unsafe TransferEngine.main($0) }, context)
        precondition(code == 0, "no thread for transfers")
        pthread_detach(thread)
    }

    private static func main(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<TransferEngine>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }

    private func run() {
        blockSignals()
        var exchanges: [UInt: Exchange] = [:]
        var running: Int32 = 0
        while obey(&exchanges) {
            unsafe _ = curl_multi_perform(multi, &running)
            collect(&exchanges)
            unsafe _ = curl_multi_poll(multi, nil, 0, 1000, nil)
        }
        for exchange in exchanges.values {
            unsafe curl_multi_remove_handle(multi, exchange.handle.pointer)
            exchange.cancel()
        }
    }

    /// Takes the commands that were sent; false when the thread is to end.
    private func obey(_ exchanges: inout [UInt: Exchange]) -> Bool {
        let (commands, isClosed) = queue.withLock { queue in
            defer { queue.commands = [] }
            return (queue.commands, queue.isClosed)
        }
        for command in commands {
            switch command {
            case .add(let exchange):
                unsafe exchanges[exchange.handle.key] = exchange
                unsafe curl_multi_add_handle(multi, exchange.handle.pointer)
            case .resume(let exchange):
                guard unsafe exchanges[exchange.handle.key] != nil else { continue }
                unsafe _ = curl_easy_pause(exchange.handle.pointer, CURLPAUSE_CONT)
            case .remove(let exchange):
                guard unsafe exchanges.removeValue(forKey: exchange.handle.key) != nil else { continue }
                unsafe curl_multi_remove_handle(multi, exchange.handle.pointer)
            }
        }
        return !isClosed
    }

    /// Tells the exchanges that ended.
    private func collect(_ exchanges: inout [UInt: Exchange]) {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let pointer = unsafe message.pointee.easy_handle else {
                continue
            }
            let code = unsafe message.pointee.data.result
            unsafe curl_multi_remove_handle(multi, pointer)
            guard let exchange = exchanges.removeValue(forKey: UInt(bitPattern: pointer)) else { continue }
            let explanation = unsafe exchange.handle.explanation(code)
            exchange.end(Exchange.Ending(code: code, explanation: explanation))
        }
    }

    /// Keeps signals (SIGPIPE above all, which OpenSSL's writes can raise) away from this thread.
    private func blockSignals() {
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
