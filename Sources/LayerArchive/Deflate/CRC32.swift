/// The CRC-32 of gzip and zip (RFC 1952, section 8), computed 16 bytes at a time.
public struct CRC32: Sendable, Hashable {
    /// The CRC-32 of all bytes added so far; 0 for none.
    public private(set) var value: UInt32 = 0

    /// A checksum that has seen no bytes.
    public init() {}

    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard var place = bytes.baseAddress else { return }
        let tables = Self.tables
        let end = place + bytes.count
        var crc = UInt64(~value)
        while place.distance(to: end) >= 2 * Self.laneSize {
            crc = Self.updateTwoLanes(crc, place, tables)
            place += 2 * Self.laneSize
        }
        while place.distance(to: end) >= 16 {
            crc = Self.update16(crc, place, tables)
            place += 16
        }
        while place < end {
            let byte = place.load(as: UInt8.self)
            crc = crc &>> 8 ^ UInt64(tables[Int(truncatingIfNeeded: crc & 255) ^ Int(byte)])
            place += 1
        }
        value = ~UInt32(truncatingIfNeeded: crc)
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The CRC-32 of bytes in memory.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = CRC32()
        crc.update(bytes)
        return crc.value
    }

    /// The CRC-32 of two pieces in a row, from their own.
    ///
    /// - Parameters:
    ///   - first: the CRC-32 of the first piece.
    ///   - second: the CRC-32 of the second piece.
    ///   - secondLength: the size of the second piece in bytes.
    /// - Returns: the CRC-32 of both, joined.
    public static func combine(_ first: UInt32, _ second: UInt32, secondLength: UInt64) -> UInt32 {
        multiply(first, power(secondLength)) ^ second
    }

    /// The bytes of one lane; a power of two, 2 to the power of `laneExponent`.
    private static let laneSize = 1 << laneExponent
    private static let laneExponent = 12

    /// Adds two lanes side by side: a lane alone waits for one lookup after the other.
    private static func updateTwoLanes(_ crc: UInt64, _ bytes: UnsafeRawPointer, _ tables: UnsafePointer<UInt32>)
        -> UInt64
    {
        var first = crc
        var second: UInt64 = 0
        for offset in stride(from: 0, to: laneSize, by: 16) {
            first = update16(first, bytes + offset, tables)
            second = update16(second, bytes + (laneSize &+ offset), tables)
        }
        return UInt64(multiply(powers[laneExponent], UInt32(truncatingIfNeeded: first))) ^ second
    }

    @inline(__always)
    private static func update16(_ crc: UInt64, _ bytes: UnsafeRawPointer, _ tables: UnsafePointer<UInt32>) -> UInt64 {
        let low = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) ^ crc
        let high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        // The byte at the front has 15 more after it, the last one none.
        return fold(low, tables + 8 * 256) ^ fold(high, tables)
    }

    @inline(__always)
    private static func fold(_ word: UInt64, _ tables: UnsafePointer<UInt32>) -> UInt64 {
        var result = tables[7 &* 256 &+ Int(truncatingIfNeeded: word & 255)]
        result ^= tables[6 &* 256 &+ Int(truncatingIfNeeded: word &>> 8 & 255)]
        result ^= tables[5 &* 256 &+ Int(truncatingIfNeeded: word &>> 16 & 255)]
        result ^= tables[4 &* 256 &+ Int(truncatingIfNeeded: word &>> 24 & 255)]
        result ^= tables[3 &* 256 &+ Int(truncatingIfNeeded: word &>> 32 & 255)]
        result ^= tables[2 &* 256 &+ Int(truncatingIfNeeded: word &>> 40 & 255)]
        result ^= tables[1 &* 256 &+ Int(truncatingIfNeeded: word &>> 48 & 255)]
        result ^= tables[Int(truncatingIfNeeded: word &>> 56)]
        return UInt64(result)
    }

    // In polynomials over GF(2) modulo the CRC's, reflected: the highest bit is the coefficient of x^0.
    private static let polynomial: UInt32 = 0xEDB8_8320

    private static func multiply(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var factor = b
        for bit in stride(from: 31, through: 0, by: -1) {
            if a >> UInt32(bit) & 1 == 1 { product ^= factor }
            factor = factor & 1 == 1 ? factor >> 1 ^ polynomial : factor >> 1
        }
        return product
    }

    /// x to the power of 8 times a number of bytes.
    private static func power(_ byteCount: UInt64) -> UInt32 {
        var result: UInt32 = 1 << 31
        var remaining = byteCount
        var index = 0
        while remaining != 0 {
            if remaining & 1 == 1 { result = multiply(result, powers[index]) }
            remaining >>= 1
            index += 1
        }
        return result
    }

    /// The powers 8, 16, 32 and so on of x.
    private static let powers: [UInt32] = {
        var powers: [UInt32] = [1 << 23]
        for _ in 1..<64 { powers.append(multiply(powers[powers.count - 1], powers[powers.count - 1])) }
        return powers
    }()

    /// Table `n` holds the CRC of a byte with `n` zero bytes after it; 16 KiB, made once and kept.
    private nonisolated(unsafe) static let tables: UnsafePointer<UInt32> = {
        let tables = UnsafeMutablePointer<UInt32>.allocate(capacity: 16 * 256)
        for byte in 0..<256 {
            let crc = (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ polynomial : crc >> 1 }
            (tables + byte).initialize(to: crc)
        }
        for index in 256..<16 * 256 {
            let before = tables[index - 256]
            (tables + index).initialize(to: before >> 8 ^ tables[Int(before & 255)])
        }
        return UnsafePointer(tables)
    }()
}
