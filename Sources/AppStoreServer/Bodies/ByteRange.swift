internal import OCIModel

/// The part of a blob that a `Range` header asks for (RFC 9110, section 14).
enum ByteRange: Equatable {
    /// All of it: no header, another unit than bytes, or several ranges, which need not be honoured.
    case whole
    /// A part, cut to what there is.
    case part(Range<Int64>)
    /// Nothing that is there.
    case unsatisfiable

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - header: its value; nil when there is none.
    ///   - size: the size of the blob in bytes.
    init(_ header: String?, of size: Int64) {
        let prefix = "bytes="
        guard let header, header.hasPrefix(prefix), !header.contains(",") else {
            self = .whole
            return
        }
        let parts = header.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = Self.number(parts[0]), let last = Self.number(parts[1]) else {
            self = .whole
            return
        }
        switch (first, last) {
        case (let first?, let last) where first < size && last ?? size >= first:
            self = .part(first..<min(last ?? size, size - 1) + 1)
        case (nil, let length?) where length > 0 && size > 0:
            self = .part(max(0, size - length)..<size)
        case (nil, nil):
            self = .whole
        default:
            self = .unsatisfiable
        }
    }

    /// A number; an inner nil for no text, an outer one for what is not a number.
    private static func number(_ text: Substring) -> Int64?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        // A number beyond all sizes means "to the end".
        return .some(BoundedNumber.read(text, in: 0...BoundedNumber.largestSize) ?? BoundedNumber.largestSize)
    }
}
