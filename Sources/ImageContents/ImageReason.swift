package import Reporting

/// Why a file or a package is in an image.
package enum ImageReason: Sendable, Hashable, Encodable {
    /// A file.
    case file(FileReason)
    /// A package.
    case package(PackageReason)

    /// Writes the reason itself; its `path` or its `name` tells what it is of.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .file(let reason): try reason.encode(to: encoder)
        case .package(let reason): try reason.encode(to: encoder)
        }
    }
}

/// Where a file of an image comes from.
package struct FileReason: Sendable, Hashable, Encodable {
    /// Its path.
    package let path: String
    /// What it is.
    package let kind: IndexedFile.Kind
    /// The bytes of content.
    package let size: Int64
    /// The layer that it comes from.
    package let layer: IndexedLayer
    /// The layers below that have a file of this path, which nobody sees.
    package let covered: [IndexedLayer]
    /// The package that it belongs to.
    package let package: PackageReason?
}

/// What brought a package into an image.
package struct PackageReason: Sendable, Hashable, Encodable {
    /// Whose packages these are.
    package enum Kind: String, Sendable, Hashable, Encodable {
        /// The user's Python environment.
        case python
        /// The Python environment of what serves the page.
        case server
        /// Debian's packages.
        case debian
    }

    /// What was asked for.
    package enum Cause: Sendable, Hashable, Encodable {
        /// A requirement of the user.
        case requirement(text: String, place: Place?)
        /// A Debian package that the user asked for.
        case systemPackage(String)
        /// The base, by its label.
        case base(String)
    }

    /// Whose package it is.
    package let kind: Kind
    /// The name.
    package let name: String
    /// The version.
    package let version: String
    /// The bytes of its files.
    package let size: Int64
    /// The layer that it comes from.
    package let layer: IndexedLayer
    /// What was asked for that needs it.
    package let cause: Cause
    /// The packages on the way from what was asked for to this one, both among them.
    package let chain: [String]
    /// The packages that need it directly.
    package let requiredBy: [String]
}
