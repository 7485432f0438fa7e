/// The header blocks of one entry: ustar (POSIX.1-1988), after a pax extended header (POSIX.1-2001) only where ustar cannot
/// say it.
///
/// A name outside of ASCII goes into a pax record, as Go's archive/tar does: ustar leaves the encoding of such names open, pax
/// records are UTF-8 by definition.
package enum TarHeader {
    static let blockSize = 512
    /// The largest size and numeric owner that the octal fields hold: 11 and 7 digits.
    private static let largestSize: UInt64 = 0o777_7777_7777
    private static let largestOwner: UInt32 = 0o777_7777

    /// The header blocks of an entry whose content, which follows them, has this size.
    package static func encode(_ entry: LayerEntry, size: UInt64) -> [UInt8] {
        var fields = Fields(entry, size: size)
        var records = entry.extendedAttributes.map { (key: "SCHILY.xattr.\($0.key)", value: $0.value) }
        if !fields.setPath() { records.append(("path", fields.path)) }
        if !fields.setLink() { records.append(("linkpath", fields.link)) }
        if size > largestSize { records.append(("size", Array("\(size)".utf8))) }
        if entry.owner > largestOwner { records.append(("uid", Array("\(entry.owner)".utf8))) }
        if entry.group > largestOwner { records.append(("gid", Array("\(entry.group)".utf8))) }
        guard !records.isEmpty else { return fields.block() }
        let extended = records.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.flatMap(record)
        return extendedHeader(extended) + fields.block()
    }

    /// How many zero bytes follow content of this size.
    package static func padding(after size: UInt64) -> Int {
        Int(-Int64(size % UInt64(blockSize)) & Int64(blockSize - 1))
    }

    private static func extendedHeader(_ records: [UInt8]) -> [UInt8] {
        let entry = LayerEntry.file("PaxHeaders/entry", .bytes([]))
        var fields = Fields(entry, size: UInt64(records.count))
        fields.type = UInt8(ascii: "x")
        _ = fields.setPath()
        return fields.block() + records + [UInt8](repeating: 0, count: padding(after: UInt64(records.count)))
    }

    /// `length key=value\n`, where the length counts its own digits.
    private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let rest = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
        var length = rest.count
        while "\(length)".utf8.count + rest.count != length { length = "\(length)".utf8.count + rest.count }
        return Array("\(length)".utf8) + rest
    }
}

extension TarHeader {
    /// The fields of one ustar block.
    private struct Fields {
        let path: [UInt8]
        let link: [UInt8]
        var type: UInt8
        private var name: [UInt8] = []
        private var prefix: [UInt8] = []
        private var linkName: [UInt8] = []
        private let mode: UInt16
        private let owner: UInt32
        private let group: UInt32
        private let size: UInt64

        init(_ entry: LayerEntry, size: UInt64) {
            (type, link) =
                switch entry.kind {
                case .file, .whiteout: (UInt8(ascii: "0"), [])
                case .hardLink(let target): (UInt8(ascii: "1"), Array(target.utf8))
                case .symbolicLink(let target): (UInt8(ascii: "2"), Array(target.utf8))
                case .directory: (UInt8(ascii: "5"), [])
                }
            let isDirectory = type == UInt8(ascii: "5")
            path = Array(entry.path.utf8) + (isDirectory ? [UInt8(ascii: "/")] : [])
            mode = entry.mode & 0o7777
            owner = entry.owner > largestOwner ? 0 : entry.owner
            group = entry.group > largestOwner ? 0 : entry.group
            self.size = size > largestSize ? 0 : size
        }

        /// Sets name and prefix; false when they cannot hold the path, and the name is only a stand-in for old readers.
        mutating func setPath() -> Bool {
            let isASCII = path.allSatisfy { $0 < 0x80 }
            if isASCII, path.count <= 100 {
                name = path
                return true
            }
            if isASCII, let slash = splittingSlash() {
                prefix = Array(path[..<slash])
                name = Array(path[(slash + 1)...])
                return true
            }
            name = standIn(path)
            return false
        }

        /// Sets the link's name; false when it cannot hold the target.
        mutating func setLink() -> Bool {
            let fits = link.count <= 100 && link.allSatisfy { $0 < 0x80 }
            linkName = fits ? link : standIn(link)
            return fits
        }

        /// The last slash that leaves at most 155 bytes before it and 1 to 100 after it.
        private func splittingSlash() -> Int? {
            let slash = path.dropLast().prefix(156).lastIndex(of: UInt8(ascii: "/"))
            guard let slash, slash > 0, path.count - slash - 1 <= 100 else { return nil }
            return slash
        }

        private func standIn(_ bytes: [UInt8]) -> [UInt8] {
            bytes.prefix(100).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
        }

        func block() -> [UInt8] {
            var block = [UInt8](repeating: 0, count: blockSize)
            func put(_ bytes: [UInt8], at place: Int) {
                for (index, byte) in bytes.enumerated() { block[place + index] = byte }
            }
            func putOctal(_ value: UInt64, _ width: Int, at place: Int) {
                for digit in 0..<width {
                    block[place + width - 1 - digit] =
                        UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value >> (3 * digit) & 7)
                }
            }
            put(name, at: 0)
            putOctal(UInt64(mode), 7, at: 100)
            putOctal(UInt64(owner), 7, at: 108)
            putOctal(UInt64(group), 7, at: 116)
            putOctal(size, 11, at: 124)
            putOctal(UInt64(LayerFormat.modificationTime), 11, at: 136)
            block[156] = type
            put(linkName, at: 157)
            put(Self.magic, at: 257)
            putOctal(0, 7, at: 329)
            putOctal(0, 7, at: 337)
            put(prefix, at: 345)
            // The checksum counts its own field as spaces.
            let sum = block.reduce(8 * 0x20) { $0 + Int($1) }
            putOctal(UInt64(sum), 6, at: 148)
            block[155] = 0x20
            return block
        }

        private static let magic = Array("ustar\u{0}00".utf8)
    }
}
