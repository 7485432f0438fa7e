internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Ends the connections of clients that take their time: a head must be whole soon, and a body must go on.
///
/// Only the time counts in which this side waits for the client: a body that waits for our disk, or for a password's turn, is
/// not slow. What follows a refusal is read for a moment, so that the client sees the answer, and not to its end.
final class RequestPace: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What is waited for, and how long.
    struct Limits: Sendable {
        /// Until a connection's first head is whole, with the handshake of TLS; and what a body's pace is taken over.
        var patience: TimeAmount = .seconds(15)
        /// Until the next head of a connection that was used before is whole.
        var idle: TimeAmount = .seconds(75)
        /// The slowest body, in bytes a second.
        static let slowest: Int64 = 1024
        /// The bytes that are still read when the answer was given before the request's end.
        static let rest = 1 << 20
    }

    private enum State {
        /// A head must come.
        case head
        /// A body comes.
        case body
        /// The client waits for its body to be asked for (RFC 9110, "100 Continue").
        case invitation
        /// The request is whole, and is being answered.
        case answer
        /// The answer has been given, and the request goes on.
        case rest
    }

    private let limits: Limits
    private var state = State.head
    private var deadline: Scheduled<Void>?
    /// The bytes of the body since its pace was taken.
    private var bytes: Int64 = 0
    /// The time for which the client was waited for meanwhile.
    private var waited = TimeAmount.zero
    /// Since when it is waited for; nil while nothing is read.
    private var waitsSince: NIODeadline?

    init(_ limits: Limits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) { close(context, after: limits.patience) }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            deadline?.cancel()
            state = request.headerFields[.expect] == nil ? .body : .invitation
            if state == .body { watchBody(context) }
        case .body(let piece):
            noteWait()
            bytes += Int64(piece.readableBytes)
            if state == .rest, bytes > Limits.rest { return context.close(promise: nil) }
            if state == .invitation {
                state = .body
                watchBody(context)
            }
        case .end:
            deadline?.cancel()
            if state == .rest { waitForHead(context) } else { state = .answer }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        noteWait()
        waitsSince = nil
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if waitsSince == nil { waitsSince = .now() }
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let response) where response.status == .continue && state == .invitation:
            state = .body
            watchBody(context)
        case .end where state == .answer: waitForHead(context)
        case .end where state == .body || state == .invitation:
            state = .rest
            bytes = 0
            close(context, after: limits.patience)
        default: break
        }
        context.write(data, promise: promise)
    }

    private func waitForHead(_ context: ChannelHandlerContext) {
        state = .head
        close(context, after: limits.idle)
    }

    private func noteWait() {
        guard let since = waitsSince else { return }
        let now = NIODeadline.now()
        waited = waited + (now - since)
        waitsSince = now
    }

    /// Takes a body's pace from now on, again and again.
    private func watchBody(_ context: ChannelHandlerContext) {
        bytes = 0
        waited = .zero
        if waitsSince != nil { waitsSince = .now() }
        schedule(context, after: limits.patience) { handler, context in
            handler.noteWait()
            let slowest = Limits.slowest * handler.waited.nanoseconds / 1_000_000_000
            // Less than all of the time is no fair measure.
            if handler.waited >= handler.limits.patience - .milliseconds(500), handler.bytes < slowest {
                context.close(promise: nil)
            } else {
                handler.watchBody(context)
            }
        }
    }

    private func close(_ context: ChannelHandlerContext, after time: TimeAmount) {
        schedule(context, after: time) { _, context in context.close(promise: nil) }
    }

    private func schedule(
        _ context: ChannelHandlerContext,
        after time: TimeAmount,
        _ body: @escaping (RequestPace, ChannelHandlerContext) -> Void
    ) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { body(self, context) }
    }
}
