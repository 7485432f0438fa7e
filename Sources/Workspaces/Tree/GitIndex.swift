/// The files that git keeps of a working folder, as its index lists them (git, gitformat-index(5), versions 2 to 4).
///
/// Read here, as git itself would run what the repository's configuration says.
package struct GitIndex {
    /// The paths of files.
    package private(set) var files: Set<[UInt8]> = []
    /// The paths of folders that hold such files.
    private(set) var folders: Set<[UInt8]> = []

    /// The most bytes of an index that is read.
    static let sizeLimit = 256 << 20

    /// No files.
    init() {}

    /// Reads an index; nil for what is none.
    package init?(_ bytes: [UInt8]) {
        guard let found = Self.paths(bytes, hashSize: 20) ?? Self.paths(bytes, hashSize: 32) else { return nil }
        files = Set(found)
        for path in found {
            var rest = path[...]
            while let slash = rest.lastIndex(of: UInt8(ascii: "/")) {
                rest = rest[..<slash]
                guard folders.insert(Array(rest)).inserted else { break }
            }
        }
    }

    private static func paths(_ bytes: [UInt8], hashSize: Int) -> [[UInt8]]? {
        guard bytes.starts(with: "DIRC".utf8), let version = number(bytes, at: 4, 4), (2...4).contains(version),
            let count = number(bytes, at: 8, 4), count <= bytes.count / 62
        else { return nil }
        var paths: [[UInt8]] = []
        var place = 12
        for _ in 0..<count {
            let start = place
            guard let flags = number(bytes, at: place + 40 + hashSize, 2) else { return nil }
            place += 42 + hashSize
            if version >= 3, flags & 0x4000 != 0 { place += 2 }
            var kept: [UInt8] = []
            if version == 4 {
                let last = paths.last ?? []
                guard let removed = offset(bytes, &place), removed <= last.count else { return nil }
                kept = Array(last.dropLast(removed))
            }
            guard place < bytes.count, let end = bytes[place...].firstIndex(of: 0) else { return nil }
            let path = kept + bytes[place..<end]
            guard !path.isEmpty, flags & 0xFFF == 0xFFF || flags & 0xFFF == path.count else { return nil }
            paths.append(path)
            place = version == 4 ? end + 1 : start + ((end - start) / 8 + 1) * 8
        }
        return paths
    }

    /// A number of some bytes, the highest first.
    private static func number(_ bytes: [UInt8], at place: Int, _ count: Int) -> Int? {
        guard place >= 0, place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// A number in the form of pack files' offsets (gitformat-pack(5)).
    private static func offset(_ bytes: [UInt8], _ place: inout Int) -> Int? {
        var value = 0
        for index in 0..<4 {
            guard place < bytes.count else { return nil }
            let byte = bytes[place]
            place += 1
            value = (index == 0 ? 0 : (value + 1) << 7) | Int(byte & 0x7F)
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
