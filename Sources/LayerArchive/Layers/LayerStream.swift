internal import Hashing
internal import OCIModel

/// The archive on its way into the gzip member: encoded, hashed and summed.
final class LayerStream {
    typealias Output = (UnsafeRawBufferPointer) throws -> Void

    let inflater = Inflater()
    private let deflater = Deflater()
    private let hasher = ContentHasher(.sha256)
    private var crc: UInt32 = 0
    private var size: UInt64 = 0

    func begin(_ output: Output) throws {
        try LayerFormat.gzipHeader.withUnsafeBytes { try deflater.writeRaw($0, output) }
    }

    /// Adds bytes of the archive itself.
    func append(_ bytes: [UInt8], _ output: Output) throws {
        var piece = CRC32()
        piece.update(bytes)
        try bytes.withUnsafeBytes { try encode($0, output) }
        add(piece.value, size: UInt64(bytes.count))
    }

    /// Encodes and hashes bytes of content, whose CRC-32 is told by `add` when all are there.
    func encode(_ bytes: UnsafeRawBufferPointer, _ output: Output) throws {
        hasher.update(bytes)
        try deflater.write(bytes, output)
    }

    /// Hashes bytes of content whose deflated form is spliced afterwards.
    func hash(_ bytes: UnsafeRawBufferPointer) {
        hasher.update(bytes)
    }

    /// Takes over a deflate stream that the inflater has just decoded.
    func splice(_ raw: UnsafeRawBufferPointer, _ result: InflateResult, _ output: Output) throws {
        try inflater.withRecentOutput { try deflater.splice(raw, result, recent: $0, output) }
    }

    /// Counts a piece that was encoded or spliced.
    func add(_ pieceCRC: UInt32, size pieceSize: UInt64) {
        crc = CRC32.combine(crc, pieceCRC, secondLength: pieceSize)
        size += pieceSize
    }

    /// Ends the archive with two empty blocks, and the member with its trailer (RFC 1952, 2.3.1).
    func finish(entryCount: Int, _ output: Output) throws -> LayerSummary {
        try append([UInt8](repeating: 0, count: 2 * TarHeader.blockSize), output)
        try deflater.finish(output)
        let trailer = UInt64(crc) | UInt64(UInt32(truncatingIfNeeded: size)) << 32
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: trailer >> ($0 * 8)) }
        try bytes.withUnsafeBytes { try deflater.writeRaw($0, output) }
        try deflater.flush(output)
        return LayerSummary(
            diffID: hasher.finish(),
            size: Int64(deflater.size),
            uncompressedSize: Int64(size),
            entryCount: entryCount,
        )
    }
}
