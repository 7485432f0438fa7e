package import OCIModel

/// The name of a repository (distribution-spec 1.1, "Pulling manifests").
package struct RepositoryName: Sendable, Hashable, CustomStringConvertible {
    /// The name as it is written: parts joined by slashes.
    package let text: String
    private var isHidden = false

    /// A name; nil when the text is none, or longer than clients can take.
    package init?(_ text: String) {
        guard text.utf8.count <= 255, ImageReference.isRepository(text) else { return nil }
        self.text = text
    }

    /// The same name for somebody to whom the repository does not exist.
    ///
    /// Every question gets the answer, in the same time, that a repository without content would get.
    package var hidden: RepositoryName {
        var name = self
        name.isHidden = true
        return name
    }

    /// What the repository is looked up by; of a hidden one, what none has.
    var key: String { isHidden ? "" : text }

    /// The name as it is written.
    package var description: String { text }
}

/// How a manifest is asked for: by tag or by digest.
package enum ManifestReference: Sendable, Hashable {
    case tag(String)
    case digest(Digest)

    /// Reads `latest` or `sha256:…`.
    ///
    /// - Parameter text: as it stands in a request's path.
    /// - Throws: `RegistryRefusal`: `digestInvalid` for what has a colon and is no digest, `manifestInvalid` for what is no tag.
    package init(_ text: String) throws(RegistryRefusal) {
        if text.contains(":") {
            guard let digest = Digest(text) else { throw .digest(text) }
            self = .digest(digest)
        } else {
            guard ImageReference.isTag(text) else {
                throw RegistryRefusal(.manifestInvalid, "'\(text)' is not a tag: \(ImageReference.tagForm)")
            }
            self = .tag(text)
        }
    }
}
