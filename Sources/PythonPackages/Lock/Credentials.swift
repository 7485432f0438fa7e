/// Keeps credentials out of what is stored and shown.
enum Credentials {
    /// An address without user name, password and fragment.
    static func stripped(_ address: String) -> String {
        let withoutFragment = address.prefix { $0 != "#" }
        guard let scheme = withoutFragment.firstRange(of: "://") else { return String(withoutFragment) }
        let rest = withoutFragment[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let at = authority.lastIndex(of: "@") else { return String(withoutFragment) }
        return String(withoutFragment[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }

    /// A text in which every address has lost its user name, password and query; in one pass, as what is shown may be long.
    static func removed(from text: String) -> String {
        let bytes = Array(text.utf8)
        let isEnd = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: "'") }
        let isScheme = { (byte: UInt8) in PackageName.isAlphanumeric(byte) || "+.-".utf8.contains(byte) }
        var kept: [UInt8] = []
        var isInAddress = false
        var index = 0
        while index < bytes.count {
            if index > 0, isScheme(bytes[index - 1]), bytes[index...].starts(with: "://".utf8) {
                let authority = bytes[(index + 3)...].prefix { !isEnd($0) && $0 != UInt8(ascii: "/") }
                let user = authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? authority.startIndex
                let host = bytes[user..<authority.endIndex].prefix { $0 != UInt8(ascii: "?") }
                kept += Array("://".utf8) + host
                index = host.endIndex
                isInAddress = true
                continue
            }
            if isEnd(bytes[index]) { isInAddress = false }
            if isInAddress, bytes[index] == UInt8(ascii: "?") {
                index += bytes[index...].prefix { !isEnd($0) }.count
                continue
            }
            kept.append(bytes[index])
            index += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
