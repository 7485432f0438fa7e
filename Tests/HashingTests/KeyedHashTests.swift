import Hashing
import Testing

@Suite("hashes with a key")
struct KeyedHashTests {
    /// RFC 4231, test cases 1, 2 and 6: a key of 20 bytes, a short one, and one that is longer than a block.
    @Test(
        "they are HMAC-SHA-256 as the RFC has it",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ] as [([UInt8], String, String)]
    )
    func vectors(key: [UInt8], text: String, hex: String) {
        let hash = KeyedHash(of: Array(text.utf8), key: key)
        let digits = hash.bytes.flatMap { [$0 >> 4, $0 & 15] }.map { String($0, radix: 16) }.joined()
        #expect(digits == hex)
    }

    @Test("a hash matches its own bytes, whole, and no others")
    func matches() {
        let hash = KeyedHash(of: [1, 2, 3], key: [4])
        #expect(hash.matches(hash.bytes))
        #expect(!hash.matches(Array(hash.bytes.dropLast())) && !hash.matches([]) && !hash.matches(hash.bytes + [0]))
        for index in hash.bytes.indices {
            var other = hash.bytes
            other[index] ^= 1
            #expect(!hash.matches(other))
        }
        #expect(!KeyedHash(of: [1, 2, 3], key: [5]).matches(hash.bytes))
    }
}
