internal import Hashing

/// The certificates that Java trusts, as Debian's `ca-certificates-java` keeps them: a keystore in the form JKS.
///
/// Each has the time it was added, to the millisecond, and nothing that runs there takes another time for now.
package enum JavaKeystore {
    /// Where it is in a system.
    static let path = "etc/ssl/certs/java/cacerts"
    /// The password that Debian's keystore is sealed with; it keeps nothing secret (`/etc/default/cacerts`).
    private static let password = "changeit"

    /// A keystore with another time in all its entries.
    ///
    /// - Parameters:
    ///   - bytes: a keystore.
    ///   - time: milliseconds since 1970.
    /// - Returns: the keystore, sealed anew; nil for what is no keystore of certificates, or has another password.
    package static func dated(_ bytes: [UInt8], time: UInt64) -> [UInt8]? {
        guard bytes.count > 32, sealed(bytes.dropLast(20)) == bytes else { return nil }
        var cursor = Cursor(bytes: Array(bytes.dropLast(20)))
        guard cursor.number(4) == 0xFEED_FEED, cursor.number(4) == 2, let count = cursor.number(4) else { return nil }
        for _ in 0..<count {
            // Tag (2: a certificate), alias, time, type, certificate.
            guard cursor.number(4) == 2, cursor.skip(cursor.number(2)), cursor.put(time),
                cursor.skip(cursor.number(2)), cursor.skip(cursor.number(4))
            else { return nil }
        }
        return cursor.isAtEnd ? sealed(cursor.bytes[...]) : nil
    }

    private static func sealed(_ content: ArraySlice<UInt8>) -> [UInt8] {
        let salt = password.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + Array("Mighty Aphrodite".utf8)
        return content + SHA1.hash(salt + content)
    }

    /// Reads numbers, the highest byte first.
    private struct Cursor {
        var bytes: [UInt8]
        private var offset = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        var isAtEnd: Bool { offset == bytes.count }

        mutating func number(_ size: Int) -> Int? {
            guard offset + size <= bytes.count else { return nil }
            defer { offset += size }
            return bytes[offset..<(offset + size)].reduce(0) { $0 << 8 | Int($1) }
        }

        mutating func skip(_ size: Int?) -> Bool {
            guard let size, offset + size <= bytes.count else { return false }
            offset += size
            return true
        }

        mutating func put(_ value: UInt64) -> Bool {
            guard offset + 8 <= bytes.count else { return false }
            for index in 0..<8 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64(index))) }
            offset += 8
            return true
        }
    }
}
