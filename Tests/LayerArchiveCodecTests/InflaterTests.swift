import LayerArchive
import Testing

/// The inflater against zlib: the same content, the same verdict, the same end.
@Suite struct InflaterTests {
    /// Writes, for each stream: the stream, whether zlib accepts it, the content, and how many bytes are left over.
    private static let preamble = """
        import random, struct, sys, zlib
        random.seed(7)
        words = [bytes(random.choices(b'etaoin shrdlu_()=.:', k=random.randint(2, 9))) for _ in range(400)]
        text = lambda n: b' '.join(random.choices(words, k=n // 3 + 1))[:n]
        noise = lambda n: random.randbytes(n)
        out = sys.stdout.buffer
        def put(*values):
            for v in values:
                out.write(struct.pack('<q', v) if isinstance(v, int) else struct.pack('<q', len(v)) + v)
        def deflate(data, level=6, strategy=0, wbits=-15, memory=8):
            c = zlib.compressobj(level, zlib.DEFLATED, wbits, memory, strategy)
            return c.compress(data) + c.flush()
        def judge(stream, keep=True):
            d = zlib.decompressobj(-15)
            try:
                content = d.decompress(stream, 1 << 24)
                ok = d.eof
            except zlib.error:
                content, ok = b'', False
            put(stream, 1 if ok else 0, content if ok else b'', len(d.unused_data))

        """

    private func compare(_ script: String) async throws -> (accepted: Int, refused: Int) {
        var records = Records(try await Python.run(Self.preamble + script))
        let inflater = Inflater()
        var counts = (accepted: 0, refused: 0)
        while !records.isAtEnd {
            let stream = records.bytesOfLength()
            let isAccepted = records.number() == 1
            let content = records.bytesOfLength()
            let unused = records.number()
            guard isAccepted else {
                let error = #expect(throws: InflateError.self, "\(stream)") {
                    try inflater.decode(stream, expectedSize: 1 << 40)
                }
                if case .outputTooShort = error { Issue.record("accepted what zlib refuses: \(stream)") }
                counts.refused += 1
                continue
            }
            let (result, plain) = try inflater.decode(stream, expectedSize: UInt64(content.count))
            #expect(plain == content)
            #expect(result.outputSize == UInt64(content.count))
            #expect(result.consumedBytes == stream.count - unused)
            counts.accepted += 1
        }
        return counts
    }

    @Test("streams of every level, strategy and window")
    func everySetting() async throws {
        let counts = try await compare(
            """
            for data in [b'', b'a', noise(1), text(300), text(70000), noise(70000), b'\\0' * 400000, b'ab' * 50000,
                         b'abc' * 9000 + noise(500), text(33000) + noise(33000) + text(400000)]:
                for level in range(10):
                    for strategy in range(5):
                        for wbits in (-9, -15):
                            judge(deflate(data, level, strategy, wbits, 1 + level % 9))
            """
        )
        #expect(counts == (1000, 0))
    }

    @Test("streams followed by other bytes, and streams in pieces")
    func joinedStreams() async throws {
        let counts = try await compare(
            """
            for n in range(0, 3000, 37):
                judge(deflate(text(n)) + noise(n % 23))
                c = zlib.compressobj(6, zlib.DEFLATED, -15)
                judge(b''.join(c.compress(text(n)) + c.flush(f) for f in (1, 2, 3, 5)) + c.flush())
            """
        )
        #expect(counts.refused == 0)
    }

    @Test("streams cut at every byte", arguments: ["text(900)", "noise(90) + text(90)", "b'a' * 700", "text(20000)"])
    func cut(data: String) async throws {
        let counts = try await compare(
            """
            for level, strategy in ((0, 0), (6, 0), (6, 4), (9, 2)):
                whole = deflate(\(data), level, strategy)
                for n in range(0, len(whole), 1 + len(whole) // 1500): judge(whole[:n])
            """
        )
        #expect(counts.accepted == 0)
        #expect(counts.refused > 40)
    }

    @Test("streams with flipped bits and random bytes", arguments: 0..<4)
    func damaged(seed: Int) async throws {
        let counts = try await compare(
            """
            random.seed(\(seed))
            for round in range(2500):
                n = random.choice((20, 100, 400, 3000))
                stream = bytearray(deflate(random.choice((text, noise))(n), random.randint(0, 9), random.choice((0, 2, 3, 4))))
                for _ in range(random.randint(1, 3)):
                    at = min(int(random.expovariate(1 / 40)), len(stream) - 1)
                    stream[at] ^= 1 << random.randint(0, 7)
                judge(bytes(stream))
                judge(noise(random.randint(0, 60)))
                judge(bytes([random.choice((4, 5, 0xEC, 0xED, 0x0C, 0x8D))]) + noise(random.randint(20, 200)))
            """
        )
        #expect(counts.accepted > 10)
        #expect(counts.refused > 1000)
    }

    @Test("the place of the final block lets a stream go on")
    func finalBlock() async throws {
        let script = """
            for data in [b'', b'x', text(50), text(60000), noise(100), noise(200000), text(300000)]:
                for level in (0, 1, 6, 9):
                    for strategy in (0, 2, 4): put(data, deflate(data, level, strategy))
            """
        var records = Records(try await Python.run(Self.preamble + script))
        while !records.isAtEnd {
            let content = records.bytesOfLength()
            var stream = records.bytesOfLength()
            let (result, _) = try Inflater().decode(stream, expectedSize: UInt64(content.count))
            #expect(stream[result.finalBlockBit / 8] >> (result.finalBlockBit % 8) & 1 == 1)
            // Without its flag the last block is followed by an empty final block with the fixed code.
            stream[result.finalBlockBit / 8] &= ~(1 << (result.finalBlockBit % 8))
            let used = result.endBit % 8
            if used > 0 { stream[stream.count - 1] &= (1 << used) - 1 }
            let empty = 0b011 << used
            if used == 0 { stream.append(0) }
            stream[stream.count - 1] |= UInt8(truncatingIfNeeded: empty)
            stream += [UInt8(truncatingIfNeeded: empty >> 8), 0]
            let (longer, plain) = try Inflater().decode(stream, expectedSize: UInt64(content.count))
            #expect(plain == content)
            #expect(longer.endBit == result.endBit + 10)
        }
    }

    @Test(
        "content of another size than expected",
        arguments: [0, 1, 100, 32768, 65536, 262_144, 294_911, 294_912, 300_000]
    )
    func otherSize(size: Int) async throws {
        for kind in ["text", "noise", "bytes"] {
            var records = Records(try await Python.run(Self.preamble + "put(deflate(\(kind)(\(size))))"))
            let stream = records.bytesOfLength()
            let (result, plain) = try Inflater().decode(stream, expectedSize: UInt64(size))
            #expect(plain.count == size && result.consumedBytes == stream.count)
            #expect(throws: InflateError.outputTooShort(UInt64(size))) {
                try Inflater().decode(stream, expectedSize: UInt64(size) + 1)
            }
            guard size > 0 else { continue }
            #expect(throws: InflateError.outputTooLong) {
                try Inflater().decode(stream, expectedSize: UInt64(size) - 1)
            }
        }
    }

    @Test("a bomb is stopped near the expected size")
    func bomb() async throws {
        var records = Records(try await Python.run(Self.preamble + "put(deflate(bytes(1 << 28), 9))"))
        let stream = records.bytesOfLength()
        var seen = 0
        #expect(throws: InflateError.outputTooLong) {
            try stream.withUnsafeBytes { bytes in
                _ = try Inflater.inflate(bytes, expectedSize: 1000) { seen += $0.count }
            }
        }
        #expect(seen <= 1000)
    }

    @Test("what the sink throws is passed on, and the inflater can be used again")
    func throwingSink() async throws {
        struct Stop: Error {}
        var records = Records(try await Python.run(Self.preamble + "put(deflate(text(900000)))"))
        let stream = records.bytesOfLength()
        let inflater = Inflater()
        #expect(throws: Stop.self) {
            try stream.withUnsafeBytes { bytes in
                _ = try inflater.decode(bytes, expectedSize: 900_000) { _ in throw Stop() }
            }
        }
        #expect(try inflater.decode(stream, expectedSize: 900_000).plain.count == 900_000)
    }
}

extension Inflater {
    /// Decodes an array into an array.
    @discardableResult
    func decode(_ stream: [UInt8], expectedSize: UInt64) throws -> (result: InflateResult, plain: [UInt8]) {
        var plain: [UInt8] = []
        // A copy of exactly the stream's size: reading outside of it would be seen by a sanitizer.
        let result = try stream.withUnsafeBytes { bytes in
            try decode(bytes, expectedSize: expectedSize) { plain.append(contentsOf: $0) }
        }
        return (result, plain)
    }
}
