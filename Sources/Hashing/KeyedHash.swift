internal import COpenSSL

/// The hash of bytes that only who has the key can make: HMAC with SHA-256 (RFC 2104, RFC 6234).
public struct KeyedHash: Sendable {
    /// The 32 bytes of the hash.
    public let bytes: [UInt8]

    /// Hashes bytes.
    ///
    /// - Parameters:
    ///   - content: what is hashed.
    ///   - key: the key, of any length.
    public init(of content: [UInt8], key: [UInt8]) {
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let hash = unsafe HMAC(
                EVP_sha256(),
                key,
                Int32(key.count),
                content,
                content.count,
                buffer.baseAddress,
                nil
            )
            unsafe precondition(hash != nil, "HMAC failed")
            count = 32
        }
    }

    /// Whether somebody's bytes are this hash; takes the same time wherever they differ.
    public func matches(_ other: [UInt8]) -> Bool { ConstantTime.areEqual(bytes, other) }
}

/// What is compared must not be guessed byte by byte.
enum ConstantTime {
    /// Whether two secrets are the same, in a time that tells nothing but their lengths.
    static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        unsafe first.count == second.count && CRYPTO_memcmp(first, second, first.count) == 0
    }
}
