import LayerArchive
import Testing

/// The encoder against zlib's decoder and our own.
@Suite struct DeflaterTests {
    static let samples = [
        "b''", "b'a'", "b'ab' * 40000", "bytes(3000000)", "random.randbytes(300000)",
        "bytes(range(256)) * 700", "b''.join(random.choice(words) for _ in range(120000))",
        "b''.join(random.choice(words) for _ in range(30000)) + random.randbytes(90000) + bytes(70000)",
        "bytes(random.choices(range(256), [2 ** -i for i in range(64)] + [0] * 192, k=200000))",
        "b''.join(bytes([i & 255]) * (i % 300) for i in range(3000))",
        "open(zlib.__file__ if hasattr(zlib, '__file__') else random.__file__, 'rb').read()",
    ]

    private func sample(_ expression: String) async throws -> [UInt8] {
        try await Python.run(
            """
            import random, sys, zlib
            random.seed(11)
            words = [random.randbytes(random.randint(1, 12)) for _ in range(3000)]
            sys.stdout.buffer.write(\(expression))
            """
        )
    }

    private func deflate(_ bytes: [UInt8], chunk: Int) throws -> [UInt8] {
        let deflater = Deflater()
        var output: [UInt8] = []
        try bytes.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + chunk, bytes.count)])
                try deflater.write(piece) { output.append(contentsOf: $0) }
            }
        }
        try deflater.finish { output.append(contentsOf: $0) }
        try deflater.flush { output.append(contentsOf: $0) }
        #expect(deflater.size == output.count)
        return output
    }

    @Test("what is encoded is decoded by zlib, whatever the cuts", arguments: samples)
    func roundTrip(expression: String) async throws {
        let bytes = try await sample(expression)
        let whole = try deflate(bytes, chunk: max(bytes.count, 1))
        for chunk in [997, 32768, 65537, 262_144] {
            #expect(try deflate(bytes, chunk: chunk) == whole, "chunks of \(chunk)")
        }
        let inflate = "import sys, zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read(), -15))"
        #expect(try await Python.run(inflate, input: whole) == bytes)
        #expect(try Inflater().decode(whole, expectedSize: UInt64(bytes.count)).plain == bytes)
        #expect(whole.count <= bytes.count + bytes.count / 1000 + 16)
    }

    @Test("byte by byte gives the same as at once")
    func singleBytes() async throws {
        let bytes = try await sample("b''.join(random.choice(words[:300]) for _ in range(6000))")
        #expect(try deflate(bytes, chunk: 1) == deflate(bytes, chunk: bytes.count))
    }

    @Test("text is at most 8 % larger than gzip -6 makes it")
    func ratio() async throws {
        let script = """
            import argparse, random, sys, tarfile, zipfile, struct, zlib
            data = b''.join(open(m.__file__, 'rb').read() for m in (argparse, random, tarfile, zipfile))
            sys.stdout.buffer.write(struct.pack('<QQ', len(zlib.compress(data, 6)), len(data)) + data)
            """
        var records = Records(try await Python.run(script))
        let theirs = records.number()
        let ours = try deflate(records.bytesOfLength(), chunk: 65536).count
        #expect(ours * 100 <= theirs * 108, "\(ours) bytes, zlib \(theirs)")
    }

    @Test("a sync ends at a byte boundary, and what follows refers back across it")
    func syncs() async throws {
        let bytes = try await sample("random.randbytes(1500)")
        let deflater = Deflater()
        var output: [UInt8] = []
        try bytes.withUnsafeBytes { bytes in
            for _ in 0..<3 {
                try deflater.write(bytes) { output.append(contentsOf: $0) }
                try deflater.sync { output.append(contentsOf: $0) }
                try deflater.flush { output.append(contentsOf: $0) }
                #expect(output.suffix(4) == [0, 0, 0xFF, 0xFF])
            }
        }
        try deflater.finish { output.append(contentsOf: $0) }
        try deflater.flush { output.append(contentsOf: $0) }
        #expect(output.count < 1600)
        #expect(try Inflater().decode(output, expectedSize: 4500).plain == bytes + bytes + bytes)
    }
}
