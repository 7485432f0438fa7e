import LayerArchive
import SystemPackage

/// Deflate streams by zlib, side by side in one mapped file as in a wheel, with what they hold.
struct DeflatedSamples {
    struct Sample {
        let content: LayerContent
        let plain: [UInt8]
    }

    let samples: [Sample]

    /// Streams of several sizes around the splice threshold, of every kind of block.
    static func make(in folder: TemporaryFolder) async throws -> DeflatedSamples {
        let script = """
            import hashlib, random, struct, sys, zlib
            random.seed(5)
            words = [random.randbytes(random.randint(2, 7)) for _ in range(500)]
            text = lambda n: b''.join(random.choices(words, k=n))[:n]
            out = sys.stdout.buffer
            for data in [b'', b'x', text(300), text(5000), text(8191), text(8192), text(40000), text(700000),
                         random.randbytes(200), random.randbytes(20000), random.randbytes(150000), bytes(100000),
                         text(20000) + random.randbytes(70000) + text(20000)]:
                for level, strategy in ((0, 0), (1, 0), (6, 0), (9, 0), (6, 4)):
                    c = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
                    s = c.compress(data) + c.flush()
                    out.write(struct.pack('<QQ', zlib.crc32(data), 32) + hashlib.sha256(data).digest())
                    out.write(struct.pack('<Q', len(data)) + data + struct.pack('<Q', len(s)) + s)
            """
        var records = Records(try await Python.run(script))
        var archive: [UInt8] = []
        var found: [(range: Range<Int>, crc: UInt32, sha256: [UInt8], plain: [UInt8])] = []
        while !records.isAtEnd {
            let crc = UInt32(records.number())
            let sha256 = records.bytesOfLength()
            let plain = records.bytesOfLength()
            let stream = records.bytesOfLength()
            found.append((archive.count..<archive.count + stream.count, crc, sha256, plain))
            archive += stream + [0xAA]
        }
        let file = try MappedFile(folder.write(archive, as: "samples.whl"))
        return DeflatedSamples(
            samples: found.map { one in
                let content = LayerContent(
                    .deflated(file, one.range),
                    size: UInt64(one.plain.count),
                    crc32: one.crc,
                    sha256: one.sha256,
                )
                return Sample(content: content, plain: one.plain)
            }
        )
    }
}
