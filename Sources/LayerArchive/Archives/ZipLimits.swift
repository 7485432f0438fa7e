/// How large a zip may be before it is refused.
public struct ZipLimits: Sendable, Hashable {
    /// The most entries.
    public var entries: Int
    /// The most bytes of plain content of one entry.
    public var entrySize: UInt64
    /// The most bytes of plain content of all entries together.
    public var totalSize: UInt64
    /// The most plain bytes for each byte of the archive, once the content is larger than ``ratioFloor``.
    public var ratio: UInt64
    /// The plain size in bytes from which the ratio counts; small archives of zeros are no danger.
    public var ratioFloor: UInt64

    /// Limits of one's own; each is that of ``standard`` unless given.
    public init(
        entries: Int = 250_000,
        entrySize: UInt64 = 16 << 30,
        totalSize: UInt64 = 32 << 30,
        ratio: UInt64 = 200,
        ratioFloor: UInt64 = 256 << 20,
    ) {
        self.entries = entries
        self.entrySize = entrySize
        self.totalSize = totalSize
        self.ratio = ratio
        self.ratioFloor = ratioFloor
    }

    /// Wide enough for every wheel on PyPI (the largest: a few GiB), narrow enough to stop a zip bomb.
    public static let standard = ZipLimits()
}

/// What else a caller asks of a zip, beyond what is refused always.
public struct ZipRules: OptionSet, Sendable, Hashable {
    /// The options as bits.
    public let rawValue: Int

    /// Rules from bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Refuses symbolic links.
    public static let noSymbolicLinks = ZipRules(rawValue: 1)
    /// Reads names without the UTF-8 flag as UTF-8 where they are valid UTF-8 (macOS writes them so), else as CP437.
    public static let guessesUTF8 = ZipRules(rawValue: 2)
    /// Passes over bytes that belong to no entry, as Python's `zipfile` does; entries overlap under no rule.
    ///
    /// They may stand before, between and after the entries. Where a local header or a descriptor has another size or sum than the
    /// central directory, that is believed.
    public static let passesOverStrayBytes = ZipRules(rawValue: 4)
    /// Of several entries of one name takes the last, as Python's `zipfile` does.
    public static let lastOfEqualNames = ZipRules(rawValue: 8)
    /// Takes names as Linux does: a backslash or a colon is a letter like others, and empty and `.` parts are left out.
    public static let linuxNames = ZipRules(rawValue: 16)
    /// Takes a backslash for a slash in names that a program of Windows wrote, and elsewhere for a letter like others.
    public static let windowsFolders = ZipRules(rawValue: 32)

    /// What wheels are held to: what pip and uv read is read, and what could hurt is refused.
    public static let wheel: ZipRules = [.noSymbolicLinks, .passesOverStrayBytes, .lastOfEqualNames, .linuxNames]
    /// What zips of people's files are held to.
    public static let files: ZipRules = [.guessesUTF8, .passesOverStrayBytes, .lastOfEqualNames, .windowsFolders]
}
