import LayerArchive
import Testing

@Suite struct CRC32Tests {
    @Test("agrees with zlib for every length and cut")
    func agreesWithZlib() async throws {
        let script = """
            import random, struct, sys, zlib
            random.seed(3)
            for n in list(range(70)) + [1000, 8191, 8192, 8193, 65536, 100003]:
                d = random.randbytes(n)
                sys.stdout.buffer.write(struct.pack('<QQ', zlib.crc32(d), n) + d)
            """
        var records = Records(try await Python.run(script))
        while !records.isAtEnd {
            let expected = UInt32(records.number())
            let bytes = records.bytesOfLength()
            #expect(CRC32.checksum(bytes) == expected)
            for cut in [0, 1, 7, 16, 17, bytes.count / 2, bytes.count] where cut <= bytes.count {
                var pieces = CRC32()
                pieces.update(Array(bytes[..<cut]))
                let first = pieces.value
                pieces.update(Array(bytes[cut...]))
                #expect(pieces.value == expected)
                let second = CRC32.checksum(Array(bytes[cut...]))
                #expect(CRC32.combine(first, second, secondLength: UInt64(bytes.count - cut)) == expected)
            }
        }
    }

    @Test("combines pieces of more than 4 GiB")
    func combinesLongPieces() {
        // A piece of zero bytes, doubled: 5 GiB and 1 byte in both ways must agree.
        var doubled = CRC32.checksum([0])
        var length: UInt64 = 1
        while length < 1 << 33 {
            doubled = CRC32.combine(doubled, doubled, secondLength: length)
            length *= 2
        }
        let one = CRC32.checksum([0])
        let longFirst = CRC32.combine(doubled, one, secondLength: 1)
        let longSecond = CRC32.combine(one, doubled, secondLength: length)
        #expect(longFirst == longSecond)
    }
}
