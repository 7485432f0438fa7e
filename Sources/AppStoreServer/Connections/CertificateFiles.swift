internal import HummingbirdCore
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Reporting
internal import SystemPackage

/// The PEM files a server proves its name with.
struct CertificateFiles {
    let certificate: FilePath
    let key: FilePath

    /// The configuration of a server with these files.
    ///
    /// - Returns: TLS 1.2 and later.
    /// - Throws: `InputFailure` that names the file.
    func configuration() throws -> TLSConfiguration {
        let chain = try read(certificate, "--tls-certificate") { try NIOSSLCertificate.fromPEMFile($0) }
        let key = try read(key, "--tls-key") { try NIOSSLPrivateKey(file: $0, format: .pem) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    private func read<Value>(_ path: FilePath, _ option: String, _ body: (String) throws -> Value) throws -> Value {
        do {
            return try body(path.string)
        } catch {
            throw InputFailure(
                .error(at: Place(file: option), "'\(path)' cannot be read: \(error)", hint: "name a PEM file"),
                class: .noInput
            )
        }
    }
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
            guard let contexts else {
                return LoopBoundChannel(base: base, executors: executors, connections: connections)
            }
            return LoopBoundChannel<RenewedTLSChannel<HTTP1Channel>>(
                base: RenewedTLSChannel(base: base, contexts: contexts),
                executors: executors,
                connections: connections
            )
        }
    }
}
