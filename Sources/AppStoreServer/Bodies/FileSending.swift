internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1
internal import NIOSSL

/// Sends files on a connection without copying their bytes through this process (sendfile(2)).
///
/// The typed writer of a response takes bytes only, so the parts of a file go into the pipeline below what encodes types.
struct FileSending {
    private let channel: any Channel
    private let encoder: NIOLoopBound<ChannelHandlerContext>

    /// How much is sent at once; the part after it is brought into memory meanwhile, so that the event loop never waits for a disk.
    private static let partSize: Int64 = 4 << 20

    /// The way of a connection that has one; nil for one that is encrypted, whose bytes this process must see.
    init?(_ channel: any Channel) async throws {
        self.channel = channel
        let found = try await channel.eventLoop.submit { () -> NIOLoopBound<ChannelHandlerContext>? in
            let pipeline = channel.pipeline.syncOperations
            if (try? pipeline.context(handlerType: NIOSSLHandler.self)) != nil { return nil }
            let context = try? pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self)
            return context.map { NIOLoopBound($0, eventLoop: channel.eventLoop) }
        }
        .get()
        guard let found else { return nil }
        encoder = found
    }

    /// Sends a part of a file, after all that was written before; returns when the last byte has left this process.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - range: the part, which must be there.
    ///   - disk: where reading blocks.
    /// - Throws: what the connection breaks with.
    func send(_ file: BlobFile, _ range: Range<Int64>, _ disk: DiskThreads) async throws {
        var part = Self.part(from: range.lowerBound, of: range)
        try await load(part, of: file, disk).get()
        while !part.isEmpty {
            let next = Self.part(from: part.upperBound, of: range)
            let loading = load(next, of: file, disk)
            try await send(file, part)
            try await loading.get()
            part = next
        }
    }

    private static func part(from place: Int64, of range: Range<Int64>) -> Range<Int64> {
        place..<min(place + partSize, range.upperBound)
    }

    private func load(_ part: Range<Int64>, of file: BlobFile, _ disk: DiskThreads) -> EventLoopFuture<Void> {
        part.isEmpty
            ? channel.eventLoop.makeSucceededVoidFuture() : disk.begin(on: channel.eventLoop) { file.load(part) }
    }

    private func send(_ file: BlobFile, _ part: Range<Int64>) async throws {
        try await channel.eventLoop.flatSubmit { [encoder, channel] in
            let region = FileRegion(
                fileHandle: file.handle,
                readerIndex: Int(part.lowerBound),
                endIndex: Int(part.upperBound)
            )
            let sent = channel.eventLoop.makePromise(of: Void.self)
            encoder.value.writeAndFlush(NIOAny(HTTPServerResponsePart.body(.fileRegion(region))), promise: sent)
            return sent.futureResult
        }
        .get()
    }
}
