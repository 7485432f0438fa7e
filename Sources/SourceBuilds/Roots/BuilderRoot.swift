package import BaseImages
package import OCIModel
package import SystemPackage

/// The root that the sources for a base are built in: the base's system and compilers, as a folder.
///
/// Never part of an image.
package struct BuilderRoot: Sendable, Hashable {
    /// The folder that becomes `/`.
    package let path: FilePath
    /// Folders of it that are elsewhere on this machine, by their place in it.
    package var parts: [String: FilePath] = [:]
    /// What the root is: the digest of the base and of all its Debian packages with their versions.
    package let digest: Digest
    /// The Debian packages in it, by name.
    package let packages: [DebianPackage]

    /// A root in a folder.
    package init(path: FilePath, digest: Digest, packages: [DebianPackage] = []) {
        self.path = path
        self.digest = digest
        self.packages = packages
    }
}
