/// One compatibility tag of a wheel, `python-abi-platform` (packaging specification "Platform compatibility tags").
public struct WheelTag: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The interpreter, such as `cp313` or `py3`.
    public let python: String
    /// The binary interface, such as `cp313`, `abi3` or `none`.
    public let abi: String
    /// The platform, such as `manylinux_2_17_x86_64` or `any`.
    public let platform: String

    /// A tag from its parts, in lower case.
    public init(python: String, abi: String, platform: String) {
        self.python = python
        self.abi = abi
        self.platform = platform
    }

    /// `python-abi-platform`.
    public var description: String { "\(python)-\(abi)-\(platform)" }
}
