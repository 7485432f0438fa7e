/// What the file name of a wheel says (packaging specification "Binary distribution format", "File name convention").
public struct WheelFilename: Sendable, Hashable, CustomStringConvertible {
    /// The whole file name.
    public let text: String
    /// The project's name, normalised.
    public let name: String
    /// The version as it is written.
    public let version: String
    /// The build tag as it is written, where there is one: digits first.
    public let build: String?
    /// The tags, with compressed sets such as `py2.py3-none-any` written out, in the order of the name.
    public let tags: [WheelTag]

    /// Parses `name-version(-build)?-python-abi-platform.whl`; nil when the text is anything else or has a `/`.
    public init?(_ text: some StringProtocol) {
        guard text.hasSuffix(".whl"), !text.contains("/") else { return nil }
        var parts = text.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 5 || parts.count == 6, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard PackageName.isValid(parts[0]), Self.isVersionText(parts[1]) else { return nil }
        let build = parts.count == 6 ? String(parts.remove(at: 2)) : nil
        if let build, !(build.utf8.first.map { (0x30...0x39).contains($0) } ?? false) { return nil }
        let sets = parts[2...].map {
            $0.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        }
        guard sets.allSatisfy({ !$0.contains("") }) else { return nil }
        self.text = String(text)
        self.name = PackageName.normalized(parts[0])
        self.version = String(parts[1])
        self.build = build
        self.tags = sets[0].flatMap { python in
            sets[1].flatMap { abi in
                sets[2].map { WheelTag(python: python, abi: abi, platform: $0) }
            }
        }
    }

    /// What orders wheels of one tag: the number at the start of the build tag (-1 without one), then the rest of it.
    public var buildOrder: (number: Int, rest: String) {
        guard let build else { return (-1, "") }
        let digits = build.prefix { $0.isASCII && $0.isNumber }
        return (Int(digits) ?? .max, String(build.dropFirst(digits.count)))
    }

    /// The whole file name.
    public var description: String { text }

    private static func isVersionText(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { PackageName.isNameByte($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "!") }
    }
}
