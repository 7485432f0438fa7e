/// Looks for a key that stands twice in one object of a JSON text: two readers may take different ones (RFC 8259, 4).
struct JSONKeys {
    private let bytes: [UInt8]
    private var place = 0

    /// The first such key of a JSON text; nil when there is none.
    static func duplicate(in bytes: [UInt8]) -> String? {
        var scan = JSONKeys(bytes: bytes)
        return scan.duplicate()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func duplicate() -> String? {
        // The keys of each object that is open; nil for an array.
        var open: [Set<[UInt8]>?] = []
        var isKey = false
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "{"):
                open.append([])
                isKey = true
            case UInt8(ascii: "["):
                open.append(nil)
                isKey = false
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = open.popLast()
                isKey = false
            case UInt8(ascii: ","):
                isKey = open.last.map { $0 != nil } ?? false
            case UInt8(ascii: "\""):
                let text = string()
                if isKey, !open.isEmpty, open[open.count - 1]?.insert(text).inserted == false {
                    return String(decoding: text, as: UTF8.self)
                }
                isKey = false
            default: break
            }
            place += 1
        }
        return nil
    }

    /// The characters of a string, its end being the place afterwards.
    ///
    /// One that is written with escapes is decoded: a reader takes `"la\u0079ers"` for `"layers"`.
    private mutating func string() -> [UInt8] {
        let start = place
        var hasEscapes = false
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\\") {
                hasEscapes = true
                place += 1
            }
            place += 1
        }
        let inner = Array(bytes[min(start + 1, bytes.count)..<min(place, bytes.count)])
        guard hasEscapes, place < bytes.count,
            let text = try? CanonicalJSON.decode(String.self, from: Array(bytes[start...place]))
        else { return inner }
        return Array(text.utf8)
    }
}
