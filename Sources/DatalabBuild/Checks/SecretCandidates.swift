internal import Hashing
package import OCIModel

/// The lines of a file that can hold a secret at all: those with a long word of mixed characters.
///
/// A token or the inside of a key is such a word. So most files need no look by the scanner, and one that was looked at needs
/// another only when such a line changes: not when a sentence does.
package enum SecretCandidates {
    /// The digest of those lines; nil when there is none.
    package static func digest(of bytes: [UInt8]) -> Digest? {
        let hasher = ContentHasher(.sha256)
        var isAny = false
        var lineStart = 0
        var isCandidate = false
        var word = Word()
        for (index, byte) in bytes.enumerated() {
            let kind = kinds[Int(byte)]
            if kind != 0 {
                word.add(kind)
                continue
            }
            if word.isCandidate { isCandidate = true }
            word = Word()
            guard byte == UInt8(ascii: "\n") else { continue }
            if isCandidate {
                isAny = true
                hasher.update(Array(bytes[lineStart...index]))
            }
            lineStart = index + 1
            isCandidate = false
        }
        if isCandidate || word.isCandidate {
            isAny = true
            hasher.update(Array(bytes[lineStart...]))
        }
        return isAny ? hasher.finish() : nil
    }

    /// What a run of characters that tokens are made of has been so far.
    private struct Word {
        private var count = 0
        private var kinds: UInt8 = 0

        mutating func add(_ kind: UInt8) {
            count += 1
            kinds |= kind
        }

        var isCandidate: Bool {
            let hasLetters = kinds & (lower | upper) != 0
            return (count >= 12 && hasLetters && kinds & digit != 0)
                || (count >= 16 && kinds & (lower | upper) == lower | upper)
        }
    }

    private static let lower: UInt8 = 1
    private static let upper: UInt8 = 2
    private static let digit: UInt8 = 4
    private static let mark: UInt8 = 8

    /// What each byte is in a token; 0 for what none has.
    private static let kinds: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): lower
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): upper
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
        case _ where "+/=_-.~".utf8.contains(byte): mark
        default: 0
        }
    }
}
