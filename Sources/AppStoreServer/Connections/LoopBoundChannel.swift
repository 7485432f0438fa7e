internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// A kind of connection whose requests are answered on its own event loop, and of which there are only so many.
struct LoopBoundChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let executors: EventLoopExecutors
    let connections: Connections

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        let address = channel.remoteAddress?.ipAddress ?? "unknown"
        guard connections.admit(address) else {
            // Set up like any other, as a failure here would end the server, and closed at once.
            let value = base.setup(channel: channel, logger: logger)
            channel.eventLoop.execute { channel.close(promise: nil) }
            return value
        }
        channel.closeFuture.whenComplete { [connections] _ in connections.leave(address) }
        return base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(executors[value.channel.eventLoop]) {
            await base.handle(value: value, logger: logger)
        }
    }
}
