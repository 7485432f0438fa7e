internal import Glibc

/// Paths as the bytes they are: strings compare by characters, and by that two names of one folder can be equal.
package enum PathBytes {
    /// Whether one path comes before another in the order of their bytes.
    package static func precede(_ first: String, _ second: String) -> Bool {
        let answer = first.utf8.withContiguousStorageIfAvailable { first in
            second.utf8.withContiguousStorageIfAvailable { precede($0, after: first) }
        }
        return (answer ?? nil) ?? first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    /// Whether one path comes before another in the order of their bytes.
    static func precede(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        first.withUnsafeBufferPointer { first in second.withUnsafeBufferPointer { precede($0, after: first) } }
    }

    /// Whether nothing about a relative path needs a closer look: all its parts are there, none begins with a dot or has more
    /// than 255 bytes, and it holds neither NUL nor backslash nor colon, nor more than 4096 bytes.
    ///
    /// Nearly all of tens of thousands of paths are like that, and this costs less than the look.
    package static func areOrdinary(_ path: String) -> Bool {
        var partSize = 0
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "/"):
                guard (1...255).contains(partSize) else { return false }
                partSize = 0
                continue
            case 0, UInt8(ascii: "\\"), UInt8(ascii: ":"):
                return false
            case UInt8(ascii: ".") where partSize == 0:
                return false
            default:
                partSize &+= 1
            }
        }
        return (1...255).contains(partSize) && path.utf8.count <= 4096
    }

    private static func precede(_ second: UnsafeBufferPointer<UInt8>, after first: UnsafeBufferPointer<UInt8>) -> Bool {
        let common = min(first.count, second.count)
        guard common > 0, let left = first.baseAddress, let right = second.baseAddress else {
            return first.count < second.count
        }
        let order = memcmp(left, right, common)
        return order == 0 ? first.count < second.count : order < 0
    }
}
