/// A Debian package that is installed in a base.
public struct DebianPackage: Sendable, Hashable, Codable {
    /// The package's name.
    public var name: String
    /// The version, as Debian writes it.
    public var version: String
    /// The size installed, in bytes, as the package says it.
    public var installedSize: Int64
}
