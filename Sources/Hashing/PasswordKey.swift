internal import COpenSSL

/// A key made of a password so slowly, and with so much memory, that guessing passwords does not pay: scrypt (RFC 7914).
public struct PasswordKey: Sendable {
    /// The memory that was asked for cannot be had.
    public struct OutOfMemory: Error, Sendable {}

    /// The key.
    public let bytes: [UInt8]

    /// Makes the key; takes the cost's time and memory, 128 · `blockSize` · `rounds` bytes, on this thread.
    ///
    /// - Parameters:
    ///   - password: the password's bytes.
    ///   - salt: what makes keys of one password differ.
    ///   - rounds: N of the RFC, a power of two.
    ///   - blockSize: r of the RFC.
    ///   - parallelism: p of the RFC, how often the memory is filled.
    ///   - length: how many bytes the key has.
    /// - Throws: `OutOfMemory`.
    public init(
        of password: [UInt8],
        salt: [UInt8],
        rounds: Int,
        blockSize: Int,
        parallelism: Int,
        length: Int,
    ) throws(OutOfMemory) {
        // OpenSSL refuses what takes more than it was told; the formula is its own.
        let memory = 128 * blockSize * (rounds + parallelism + 2)
        var key = [UInt8](repeating: 0, count: length)
        let status = unsafe password.withUnsafeBytes { password in
            unsafe EVP_PBE_scrypt(
                password.baseAddress?.assumingMemoryBound(to: CChar.self),
                password.count,
                salt,
                salt.count,
                UInt64(rounds),
                UInt64(blockSize),
                UInt64(parallelism),
                UInt64(memory),
                &key,
                length
            )
        }
        guard status == 1 else { throw OutOfMemory() }
        bytes = key
    }

    /// Whether a stored key is this one; takes the same time wherever they differ.
    public func matches(_ other: [UInt8]) -> Bool { ConstantTime.areEqual(bytes, other) }
}
