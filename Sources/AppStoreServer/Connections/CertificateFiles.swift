internal import HummingbirdCore
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

/// The PEM files a server proves its name with.
struct CertificateFiles {
    let certificate: FilePath
    let key: FilePath
}

extension LoopBoundChannel where Base == HTTP1Channel {
    /// The kind of server: HTTP/1.1, with or without TLS, each connection on its own event loop.
    ///
    /// - Parameters:
    ///   - contexts: what connections are encrypted with; nil to serve without encryption.
    ///   - connections: how many there may be.
    ///   - pace: how long a client may take.
    /// - Returns: the kind.
    static func server(
        tls contexts: TLSContexts?,
        _ connections: Connections,
        pace: RequestPace.Limits
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            let executors = EventLoopExecutors(MultiThreadedEventLoopGroup.singleton)
            let base = HTTP1Channel(
                responder: responder,
                configuration: .init(additionalChannelHandlers: [RequestPace(pace)])
            )
            #if TLS
                if let contexts {
                    return LoopBoundChannel<RenewedTLSChannel<HTTP1Channel>>(
                        base: RenewedTLSChannel(base: base, contexts: contexts),
                        executors: executors,
                        connections: connections
                    )
                }
            #endif
            return LoopBoundChannel(base: base, executors: executors, connections: connections)
        }
    }
}
