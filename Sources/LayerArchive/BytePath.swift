internal import Texts

/// A path of an archive, a workspace or an image as a key: the bytes it is, as a file system compares it.
///
/// Swift's strings are equal when they look the same: `é` as one scalar and as two are one key of a dictionary, and two files of
/// a folder. Whatever finds, counts, sorts or compares paths does it with these. Equality, hash and order are those of the bytes.
public struct BytePath: Sendable, Hashable, Comparable {
    /// The path, parts joined by `/`.
    public let text: String

    /// The path of a text.
    public init(_ text: some StringProtocol) {
        var text = String(text)
        text.makeContiguousUTF8()
        self.text = text
    }

    /// The path of bytes; nil when they are no UTF-8.
    public init?(_ bytes: some Collection<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.text = text
    }

    /// Whether two paths have the same bytes.
    public static func == (first: BytePath, second: BytePath) -> Bool {
        first.text.utf8.count == second.text.utf8.count && first.text.utf8.elementsEqual(second.text.utf8)
    }

    /// Whether one path's bytes come before another's.
    public static func < (first: BytePath, second: BytePath) -> Bool { PathBytes.precede(first.text, second.text) }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) {
        let isFed: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isFed == nil { for byte in text.utf8 { hasher.combine(byte) } }
        hasher.combine(0xFF as UInt8)
    }

    /// The names between the slashes; empty ones are left out.
    public var parts: [String] { PathBytes.parts(text) }

    /// What stands behind the last slash.
    public var name: String { PathBytes.name(text) }

    /// The path of the folder that it lies in; nil for what lies at the top.
    public var folder: BytePath? { PathBytes.folder(text).map { BytePath($0) } }

    /// Whether it lies below a folder, at any depth.
    public func isBelow(_ folder: BytePath) -> Bool { PathBytes.isBelow(text, folder.text) }
}

extension BytePath: CustomStringConvertible {
    /// The path with what is not printable escaped.
    public var description: String { ShownText.escaped(text) }
}

extension BytePath: ExpressibleByStringInterpolation {
    /// The path of a text.
    public init(stringLiteral text: String) { self.init(text) }
}

extension BytePath: Codable {
    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Sequence {
    /// The elements by their paths; of several with one path the last.
    package func keyed(by path: (Element) -> String) -> [BytePath: Element] {
        Dictionary(map { (BytePath(path($0)), $0) }) { $1 }
    }
}
