internal import Foundation
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Reporting
internal import Synchronization
internal import SystemPackage

#if TLS
    internal import NIOSSL

    /// What new connections are encrypted with: read again when the files of the certificate have changed.
    ///
    /// So a renewed one needs no restart. Connections that are there keep what they have.
    final class TLSContexts: Sendable {
        /// What tells one state of a file from another.
        private struct Stamp: Equatable {
            let modified: Date?
            let size: UInt64?
            let number: UInt64?
        }

        private struct State {
            var context: NIOSSLContext
            var stamps: [Stamp]
        }

        private let files: CertificateFiles
        private let state: Mutex<State>

        /// Reads the files.
        ///
        /// - Parameter files: the certificate and its key.
        /// - Throws: `InputFailure` that names the file; `NIOSSLError` for a key of another certificate.
        init(_ files: CertificateFiles) throws {
            self.files = files
            let stamps = Self.stamps(of: files)
            state = Mutex(State(context: try Self.read(files), stamps: stamps))
        }

        /// What the next connection gets.
        var current: NIOSSLContext { state.withLock { $0.context } }

        /// Reads the files again.
        ///
        /// What cannot be used changes nothing, is logged, and is tried again: a key may be on its way after its certificate.
        ///
        /// - Parameters:
        ///   - always: whether also when they look as before.
        ///   - logger: is told.
        func renew(always: Bool, _ logger: Logger) {
            let stamps = Self.stamps(of: files)
            guard always || state.withLock({ $0.stamps != stamps }) else { return }
            do {
                let context = try Self.read(files)
                state.withLock { $0 = State(context: context, stamps: stamps) }
                logger.notice("certificate read again", metadata: ["file": "\(files.certificate)"])
            } catch {
                logger.error(
                    "the certificate stays the old one: the new one cannot be used",
                    metadata: ["error": "\(error)"]
                )
            }
        }

        private static func read(_ files: CertificateFiles) throws -> NIOSSLContext {
            try NIOSSLContext(configuration: files.configuration())
        }

        private static func stamps(of files: CertificateFiles) -> [Stamp] {
            [files.certificate, files.key].map { path in
                // A link's file counts: that is what certificate clients put anew.
                let real = URL(filePath: path.string).resolvingSymlinksInPath().path
                let facts = try? FileManager.default.attributesOfItem(atPath: real)
                return Stamp(
                    modified: facts?[.modificationDate] as? Date,
                    size: facts?[.size] as? UInt64,
                    number: facts?[.systemFileNumber] as? UInt64
                )
            }
        }
    }

    /// A kind of connection that is encrypted with what ``TLSContexts`` has when it begins.
    struct RenewedTLSChannel<Base: ServerChildChannel>: ServerChildChannel {
        let base: Base
        let contexts: TLSContexts

        func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: contexts.current))
            }.flatMap { base.setup(channel: channel, logger: logger) }
        }

        func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
    }

    extension CertificateFiles {
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
#else

    /// In a program that was built with `DATALAB_TLS=off`: nothing is encrypted, and whoever asks for it is told.
    final class TLSContexts: Sendable {
        init(_ files: CertificateFiles) throws {
            throw InputFailure(
                .error(
                    at: Place(file: "--tls-certificate"),
                    "this appstore was built without encryption, as 'make run' builds it",
                    hint: "build it with 'make build', or let a proxy encrypt and give '--behind-proxy'"
                ),
                class: .usage
            )
        }

        func renew(always: Bool, _ logger: Logger) {}
    }
#endif
