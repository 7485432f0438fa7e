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

    /// Whether two paths have the same bytes.
    package static func areSame(_ first: some StringProtocol, _ second: some StringProtocol) -> Bool {
        first.utf8.elementsEqual(second.utf8)
    }

    /// The names between the slashes; empty ones are left out.
    ///
    /// To a string, a slash with a combining character behind it is no `"/"`; to these it is.
    package static func parts(_ path: some StringProtocol) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands behind the last slash.
    package static func name(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(decoding: path.utf8[path.utf8.index(after: slash)...], as: UTF8.self)
    }

    /// What stands before the last slash; nil where there is none.
    package static func folder(_ path: String) -> String? {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(decoding: path.utf8[..<$0], as: UTF8.self) }
    }

    /// Whether a path lies below a folder, at any depth; all but the empty one lie below the empty one.
    package static func isBelow(_ path: some StringProtocol, _ folder: some StringProtocol) -> Bool {
        if folder.isEmpty { return !path.isEmpty }
        let rest = path.utf8.dropFirst(folder.utf8.count)
        return rest.count > 1 && rest.first == UInt8(ascii: "/") && path.utf8.starts(with: folder.utf8)
    }

    /// The path as seen from a folder that it lies below.
    package static func relative(_ path: String, to folder: String) -> String {
        folder.isEmpty ? path : String(decoding: path.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
    }

    /// Whether a path begins with a text.
    package static func starts(_ path: some StringProtocol, with text: some StringProtocol) -> Bool {
        path.utf8.starts(with: text.utf8)
    }

    /// Whether a path ends with a text.
    package static func ends(_ path: some StringProtocol, with text: some StringProtocol) -> Bool {
        path.utf8.count >= text.utf8.count && path.utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
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
