/// The Python of a base image, for which packages are resolved and chosen: never the Python of the build machine.
///
/// Always CPython (with the global interpreter lock) on Linux with glibc.
public struct PythonTarget: Sendable, Hashable {
    /// A processor architecture, by the kernel's name.
    public enum Architecture: String, Sendable, Hashable, Codable, CaseIterable {
        /// 64-bit Intel and AMD (`amd64` for Debian and OCI).
        case x86_64
        /// 64-bit Arm (`arm64` for Debian and OCI).
        case aarch64
    }

    /// Major and minor version, such as `3.13`.
    public let pythonVersion: String
    /// The whole version, such as `3.13.5`.
    public let fullVersion: String
    /// The version of glibc, such as `2.41`.
    public let glibc: String
    /// The processor architecture.
    public let architecture: Architecture
    /// The numbers of `pythonVersion`.
    let python: (major: Int, minor: Int)
    /// The numbers of `glibc`.
    let glibcVersion: (major: Int, minor: Int)

    /// A target from what a base image says of itself; nil when Python is not 3.x or glibc is not 2.x.
    ///
    /// - Parameters:
    ///   - fullVersion: the Python version with its patch number, such as `3.13.5`; `3.13` counts as `3.13.0`.
    ///   - glibc: the glibc version, such as `2.41`.
    ///   - architecture: the processor architecture.
    public init?(fullVersion: String, glibc: String, architecture: Architecture) {
        guard let python = Self.majorAndMinor(fullVersion), python.major == 3 else { return nil }
        guard let glibcVersion = Self.majorAndMinor(glibc), glibcVersion.major == 2 else { return nil }
        let hasPatch = fullVersion.split(separator: ".").count > 2
        self.python = python
        self.glibcVersion = glibcVersion
        self.pythonVersion = "\(python.major).\(python.minor)"
        self.fullVersion = hasPatch ? fullVersion : fullVersion + ".0"
        self.glibc = "\(glibcVersion.major).\(glibcVersion.minor)"
        self.architecture = architecture
    }

    private static func majorAndMinor(_ text: String) -> (major: Int, minor: Int)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].utf8.count < 4, parts[1].utf8.count < 4 else { return nil }
        guard let major = UInt16(parts[0]), let minor = UInt16(parts[1]) else { return nil }
        return (Int(major), Int(minor))
    }

    /// Whether two targets are the same.
    public static func == (left: PythonTarget, right: PythonTarget) -> Bool {
        left.fullVersion == right.fullVersion && left.glibc == right.glibc && left.architecture == right.architecture
    }

    /// Feeds what makes the target.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(fullVersion)
        hasher.combine(glibc)
        hasher.combine(architecture)
    }
}

extension PythonTarget: CustomStringConvertible {
    /// The target in words: `Python 3.13 on x86_64 with glibc 2.41`.
    public var description: String { "Python \(pythonVersion) on \(architecture.rawValue) with glibc \(glibc)" }
}

extension PythonTarget: Codable {
    private enum CodingKeys: String, CodingKey {
        case fullVersion, glibc, architecture
    }

    /// Decodes the three facts; a target that cannot be is a decoding error.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let target = PythonTarget(
            fullVersion: try values.decode(String.self, forKey: .fullVersion),
            glibc: try values.decode(String.self, forKey: .glibc),
            architecture: try values.decode(Architecture.self, forKey: .architecture),
        )
        guard let target else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a supported Python target"),
            )
        }
        self = target
    }

    /// Encodes the full Python version, the glibc version and the architecture.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(fullVersion, forKey: .fullVersion)
        try values.encode(glibc, forKey: .glibc)
        try values.encode(architecture, forKey: .architecture)
    }
}
