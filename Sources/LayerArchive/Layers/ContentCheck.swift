internal import Hashing
internal import OCIModel
internal import Texts

/// Sums up content and compares it with the CRC-32 and SHA-256 that were promised.
struct ContentCheck {
    private let content: LayerContent
    private let hasher: ContentHasher?
    private var sum = CRC32()

    init(_ content: LayerContent) {
        self.content = content
        hasher = content.sha256 == nil ? nil : ContentHasher(.sha256)
    }

    /// The CRC-32 of what was seen.
    var crc: UInt32 { sum.value }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        sum.update(bytes)
        hasher?.update(bytes)
        content.observer?(bytes)
    }

    /// What does not agree; nil when all does.
    func finish() -> String? {
        if let expected = content.crc32, expected != sum.value {
            return "the content's CRC-32 is \(hexadecimal(sum.value)), expected \(hexadecimal(expected))"
        }
        guard let expected = content.sha256, let actual = hasher?.finishBytes(), actual != expected else { return nil }
        return "the content's SHA-256 is \(Hex.encode(actual)), expected \(Hex.encode(expected))"
    }

    private func hexadecimal(_ value: UInt32) -> String {
        Hex.encode((0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - $0 * 8)) })
    }
}
