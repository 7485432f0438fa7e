internal import Hashing
public import OCIModel

/// The cache of layers and locks in a registry that a build reads and writes.
public struct CacheSettings: Sendable {
    /// The repository that has it.
    public var repository: ImageReference
    /// What entries are sealed with; nil where whoever may push to the repository is trusted.
    public var key: CacheKey?
    /// Whether nothing is read of it, and what it says is held against what the build makes itself.
    public var verifies = false

    /// A cache in a repository.
    public init(_ repository: ImageReference, key: CacheKey? = nil) {
        self.repository = repository
        self.key = key
    }
}

/// The secret that entries of a cache are sealed with: who does not have it can push to the repository, and is not believed.
public struct CacheKey: Sendable {
    /// How many characters it has at least.
    public static let leastLength = 32

    private let secret: [UInt8]

    /// A key; nil for a text that is too short to be a secret.
    public init?(_ text: String) {
        guard text.utf8.count >= Self.leastLength else { return nil }
        secret = Array(text.utf8)
    }

    /// The seal of an entry: HMAC-SHA256 over its tag and the digest of what it says, in hexadecimal digits.
    func seal(of document: Digest, tag: String) -> String {
        Digest(algorithm: .sha256, bytes: hash(document, tag).bytes).hex
    }

    /// Whether a text is the seal of an entry.
    func hasSealed(_ document: Digest, tag: String, with seal: String) -> Bool {
        guard let other = Digest(algorithm: .sha256, hex: seal) else { return false }
        // Compared in the same time wherever they differ.
        return KeyedHash(of: Array(other.hex.utf8), key: secret)
            .matches(KeyedHash(of: Array(self.seal(of: document, tag: tag).utf8), key: secret).bytes)
    }

    private func hash(_ document: Digest, _ tag: String) -> KeyedHash {
        KeyedHash(of: Array("datalab cache entry\n\(tag)\n\(document)\n".utf8), key: secret)
    }
}
