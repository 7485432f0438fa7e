internal import COpenSSL

/// SHA-1, for formats of others that demand it; never for what somebody must not be able to forge.
public enum SHA1 {
    /// The hash of bytes in memory: 20 bytes.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 20) { buffer, count in
            let status = unsafe EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, EVP_sha1(), nil)
            precondition(status == 1, "EVP_Digest failed")
            count = 20
        }
    }
}
