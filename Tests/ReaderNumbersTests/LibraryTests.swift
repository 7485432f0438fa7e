import LayerArchive
import OddNumbers
import PythonPackages
import Testing

/// Shared libraries with every number of theirs replaced.
@Suite("numbers in shared libraries", .timeLimit(.minutes(10)))
struct LibraryTests {
    private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (UInt64($0) * 8)) }
    }

    /// A library of 64 bits with two segments and a dynamic section, as small as can be.
    private static let sample: [UInt8] = {
        let strings = Array("\0libc.so.6\0libx.so\0$ORIGIN\0".utf8)
        let start: UInt64 = 64 + 2 * 56
        let entries: [(UInt64, UInt64)] = [
            (1, 1), (14, 11), (29, 19), (5, 0x1000 + start + 6 * 16), (10, UInt64(strings.count)), (0, 0),
        ]
        let dynamic = entries.flatMap { number($0.0, 8) + number($0.1, 8) }
        let total = start + UInt64(dynamic.count + strings.count)
        let segment = { (kind: UInt64, flags: UInt64, offset: UInt64, size: UInt64) in
            number(kind, 4) + number(flags, 4) + number(offset, 8) + number(0x1000 + offset, 8) + number(0, 8)
                + number(size, 8) + number(size, 8) + number(8, 8)
        }
        var head: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        for (value, width) in [(3, 2), (62, 2), (1, 4), (0, 8), (64, 8), (0, 8), (0, 4), (64, 2), (56, 2), (2, 2)] {
            head += number(UInt64(value), width)
        }
        head += number(64, 2) + number(0, 4)
        return head + segment(1, 4, 0, total) + segment(2, 6, start, UInt64(dynamic.count)) + dynamic + strings
    }()

    @Test("every number of a library, read whole and as it goes by")
    func libraries() {
        #expect(SharedObject(Self.sample)?.needed == ["libc.so.6"])
        OddNumbers.forEach(in: Self.sample) { bytes, change in
            let cost = Proportion.cost {
                _ = SharedObject(bytes)
                let scan = SharedObjectScan()
                bytes.withUnsafeBytes { scan.take($0) }
                _ = scan.finish()
            }
            #expect(cost < Proportion.seconds, "\(change)")
        }
    }
}
