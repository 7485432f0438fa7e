internal import Dispatch
internal import Glibc
internal import Logging
internal import ServiceLifecycle

/// Lets a renewed certificate be read: within a minute by itself, at once on SIGHUP.
///
/// Without a certificate SIGHUP does nothing.
struct CertificateWatch: Service {
    let contexts: TLSContexts?
    let logger: Logger

    private static let interval: Duration = .seconds(60)

    func run() async throws {
        // Whoever closes a terminal must not end the server.
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        source.setEventHandler { [contexts, logger] in contexts?.renew(always: true, logger) }
        source.resume()
        defer { source.cancel() }
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { contexts?.renew(always: false, logger) }
        }
    }
}
