internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Sends a part of a file on a connection, on the connection's own thread.
///
/// One buffer is filled and sent again and again: it stays in the processor's cache, which makes it faster than both
/// sendfile(2) and pieces that are handed from thread to thread (docs/performance.md). Only what the system's memory
/// does not hold is read elsewhere.
final class FileSending: Sendable {
    private let file: BlobFile
    private let end: Int64
    private let disk: DiskThreads
    private let channel: any Channel
    private let state: NIOLoopBoundBox<State>
    private let sent: EventLoopPromise<Void>

    private struct State {
        var place: Int64
        var buffer: ByteBuffer
    }

    /// A size that fits a processor's second cache.
    private static let pieceSize: Int64 = 512 << 10

    /// How much the disk is asked for when it has to be.
    private static let expected: Int64 = 8 << 20

    /// Prepares to send.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - range: the part, which must be there.
    ///   - disk: where reading blocks.
    ///   - channel: the connection.
    init(of file: BlobFile, _ range: Range<Int64>, _ disk: DiskThreads, to channel: any Channel) {
        self.file = file
        self.disk = disk
        self.channel = channel
        end = range.upperBound
        let start = State(place: range.lowerBound, buffer: ByteBuffer())
        state = .makeBoxSendingValue(start, eventLoop: channel.eventLoop)
        sent = channel.eventLoop.makePromise()
    }

    /// Sends all of it, after all that was written before; returns when the last byte has left this process.
    ///
    /// - Throws: what the connection breaks with, and `StoreError` with code `system`.
    func finish() async throws {
        channel.eventLoop.execute { self.step() }
        try await sent.futureResult.get()
    }

    private func step() {
        let place = state.value.place
        guard place < end else { return sent.succeed() }
        let length = Int(min(Self.pieceSize, end - place))
        state.value.buffer.clear()
        if file.readFromMemory(at: place, length, into: &state.value.buffer) > 0 {
            send(state.value.buffer)
        } else {
            readFromDisk(at: place, length)
        }
    }

    private func readFromDisk(at place: Int64, _ length: Int) {
        let expected = place..<min(place + Self.expected, end)
        let reading = disk.begin(on: channel.eventLoop) { [file] in
            file.expect(expected)
            return try file.read(at: place, length)
        }
        reading.whenComplete { result in
            switch result {
            case .success(let piece): self.send(piece)
            case .failure(let error): self.sent.fail(error)
            }
        }
    }

    private func send(_ piece: ByteBuffer) {
        state.value.place += Int64(piece.readableBytes)
        channel.writeAndFlush(HTTPResponsePart.body(piece)).whenComplete { result in
            switch result {
            // Not at once: whoever tells of the end may still hold the buffer, and a held one is not filled again.
            case .success: self.channel.eventLoop.execute { self.step() }
            case .failure(let error): self.sent.fail(error)
            }
        }
    }
}
