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

    /// What is done when a time has come.
    private enum Action {
        case close
        case takePace
    }

    private let limits: Limits
    private var state = State.head
    private var due: (at: NIODeadline, action: Action)?
    /// What wakes this handler: at the time that is due, or before, to look again.
    private var alarm: (at: NIODeadline, task: Scheduled<Void>)?
    /// The requests whose answers have not ended: more than one where a client does not wait for them.
    private var unanswered = 0
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

    func handlerRemoved(context: ChannelHandlerContext) { rest() }

    func channelInactive(context: ChannelHandlerContext) {
        rest()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            unanswered += 1
            due = nil
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
            due = nil
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
        case .end:
            unanswered = max(0, unanswered - 1)
            if unanswered == 0 { answered(context) }
        default: break
        }
        context.write(data, promise: promise)
    }

    /// Waits for what comes after the last answer.
    private func answered(_ context: ChannelHandlerContext) {
        switch state {
        case .answer: waitForHead(context)
        case .body, .invitation:
            state = .rest
            bytes = 0
            close(context, after: limits.patience)
        case .head, .rest: break
        }
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
        schedule(.takePace, context, after: limits.patience)
    }

    private func takePace(_ context: ChannelHandlerContext) {
        noteWait()
        let slowest = Limits.slowest * waited.nanoseconds / 1_000_000_000
        // Less than all of the time is no fair measure.
        if waited >= limits.patience - .milliseconds(500), bytes < slowest {
            context.close(promise: nil)
        } else {
            watchBody(context)
        }
    }

    private func close(_ context: ChannelHandlerContext, after time: TimeAmount) {
        schedule(.close, context, after: time)
    }

    private func schedule(_ action: Action, _ context: ChannelHandlerContext, after time: TimeAmount) {
        let at = NIODeadline.now() + time
        due = (at, action)
        // Most times never come, and an alarm for each of many requests would cost more than one that looks again.
        if let alarm, alarm.at <= at { return }
        alarm?.task.cancel()
        setAlarm(context, at)
    }

    private func setAlarm(_ context: ChannelHandlerContext, _ at: NIODeadline) {
        alarm = (at, context.eventLoop.assumeIsolated().scheduleTask(deadline: at) { self.wake(context) })
    }

    private func wake(_ context: ChannelHandlerContext) {
        alarm = nil
        guard let due else { return }
        guard NIODeadline.now() >= due.at else { return setAlarm(context, due.at) }
        self.due = nil
        switch due.action {
        case .close: context.close(promise: nil)
        case .takePace: takePace(context)
        }
    }

    private func rest() {
        due = nil
        alarm?.task.cancel()
        alarm = nil
    }
}
