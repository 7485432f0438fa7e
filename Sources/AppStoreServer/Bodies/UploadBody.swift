internal import AppStoreCore
package import ContentStore
internal import Hummingbird
internal import Metrics
package import NIOCore
internal import NIOHTTPTypes

/// The connection ended before the body did.
struct ConnectionBroken: Error {
    let cause: any Error
}

/// Takes a request's body to disk: pieces are hashed and written while the next ones arrive, in constant memory.
struct UploadBody {
    let call: RegistryCall
    let upload: Upload
    let writer: Upload.Writer
    let ledger: UploadLedger
    /// How much its repository's owner may store; nil for as much as there is room.
    let room: StorageRoom?
    let disk: DiskThreads
    let receivedBytes: Counter

    private static let batchSize = 256 << 10

    /// Receives the whole body.
    ///
    /// - Throws: `ConnectionBroken`, after what has arrived was written; `RegistryRefusal`, `StoreError`.
    func receive() async throws {
        let expected = try call.contentLength()
        call.inviteBody()
        var batch: [ByteBuffer] = []
        var batchBytes = 0
        var received: Int64 = 0
        var writing: EventLoopFuture<Void>?
        do {
            for try await piece in call.request.body {
                batch.append(piece)
                batchBytes += piece.readableBytes
                received += Int64(piece.readableBytes)
                receivedBytes.increment(by: piece.readableBytes)
                guard batchBytes >= Self.batchSize else { continue }
                try await writing?.get()
                writing = try write(batch)
                (batch, batchBytes) = ([], 0)
            }
        } catch {
            // What cannot be written is said; after a break, a client that comes back goes on after the last byte here.
            let isOurs = error is RegistryRefusal || error is StoreError
            if !isOurs {
                try await writing?.get()
                try await write(batch).get()
            }
            try await rest()
            throw isOurs ? error : ConnectionBroken(cause: error)
        }
        try await writing?.get()
        if !batch.isEmpty { try await write(batch).get() }
        try await rest()
        if let expected, expected != received {
            throw RegistryRefusal(.sizeInvalid, "\(received) bytes arrived, and 'Content-Length' is \(expected)")
        }
    }

    /// Closes the file: the next request may come hours later.
    private func rest() async throws {
        try await disk.run { [upload, writer, ledger] in
            upload.rest(writer)
            ledger.rest(upload)
        }
    }

    private func write(_ batch: [ByteBuffer]) throws -> EventLoopFuture<Void> {
        let bytes = batch.reduce(0) { $0 + $1.readableBytes }
        try ledger.take(Int64(bytes), for: upload, within: room)
        return disk.begin(on: call.channel.eventLoop) { [upload, writer] in try upload.append(batch, as: writer) }
    }
}

extension ByteBuffer: ContiguousBytesSource {
    /// The readable bytes.
    package func withBytes(_ body: (UnsafeRawBufferPointer) throws(StoreError) -> Void) throws(StoreError) {
        do {
            try withUnsafeReadableBytes { try body($0) }
        } catch let error as StoreError {
            throw error
        } catch {
            preconditionFailure("the body throws nothing else")
        }
    }
}

extension RegistryCall {
    /// Tells a client that waits for it that its body is wanted (RFC 9110, "100 Continue").
    ///
    /// Only now, so that a request that is refused does not send gigabytes first.
    func inviteBody() {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return }
        channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)), promise: nil)
    }
}
