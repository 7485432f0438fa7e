/// Reads one version, in any spelling of the specification's appendix, from the start of a text to its end.
struct VersionParser {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: some StringProtocol) {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let trimmed = text.lowercased().utf8.drop(while: isSpace)
        bytes = Array(trimmed.reversed().drop(while: isSpace).reversed())
    }

    mutating func parse() -> PackageVersion? {
        skip("v")
        guard let first = number() else { return nil }
        var release = [first]
        var epoch = 0
        if skip("!") {
            guard let start = number() else { return nil }
            epoch = first
            release = [start]
        }
        while let part = attempt({ $0.skip(".") ? $0.number() : nil }) { release.append(part) }
        let pre = attempt { $0.prerelease() }
        let post = attempt { $0.postrelease() }
        let dev = attempt { $0.label(["dev"])?.number }
        guard let local = localVersion(), index == bytes.count else { return nil }
        return PackageVersion(epoch: epoch, release: release, pre: pre, post: post, dev: dev, local: local)
    }

    private mutating func prerelease() -> (phase: PackageVersion.Phase, number: Int)? {
        let words = ["alpha", "a", "beta", "b", "preview", "pre", "c", "rc"]
        guard let (word, number) = label(words) else { return nil }
        switch word {
        case "alpha", "a": return (.alpha, number)
        case "beta", "b": return (.beta, number)
        default: return (.candidate, number)
        }
    }

    private mutating func postrelease() -> Int? {
        if let implicit = attempt({ $0.skip("-") ? $0.number() : nil }) { return implicit }
        return label(["post", "rev", "r"])?.number
    }

    /// A separator, one of the words, a separator, a number: everything but the word may be missing.
    private mutating func label(_ words: [String]) -> (word: String, number: Int)? {
        skipSeparator()
        guard let word = words.first(where: { skip($0) }) else { return nil }
        let number = attempt { parser in
            parser.skipSeparator()
            return parser.number()
        }
        return (word, number ?? 0)
    }

    /// The parts after `+`: none when there is no `+`, nil when they are malformed.
    private mutating func localVersion() -> [PackageVersion.LocalPart]? {
        guard skip("+") else { return [] }
        var parts: [PackageVersion.LocalPart] = []
        repeat {
            let start = index
            while index < bytes.count, PackageName.isAlphanumeric(bytes[index]) { index += 1 }
            guard index > start else { return nil }
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            parts.append(
                bytes[start..<index].allSatisfy(Self.isDigit)
                    ? Int(text).map { .number($0) } ?? .text(text) : .text(text)
            )
        } while skipSeparator()
        return parts
    }

    private mutating func number() -> Int? {
        let start = index
        while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
        return Int(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    @discardableResult
    private mutating func skipSeparator() -> Bool {
        skip("-") || skip("_") || skip(".")
    }

    @discardableResult
    private mutating func skip(_ word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    /// Runs a step and goes back to where it began when it gives nothing.
    private mutating func attempt<Result>(_ step: (inout VersionParser) -> Result?) -> Result? {
        let start = index
        if let result = step(&self) { return result }
        index = start
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
