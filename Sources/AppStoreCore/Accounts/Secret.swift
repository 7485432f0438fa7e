package import Foundation
internal import Hashing

/// Random texts that stand for a user; only their hashes are kept.
package enum Secret {
    private static let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// A text nobody can guess: 40 letters and digits, 238 bits.
    package static func random(prefix: String = "") -> String {
        // The system's generator, which is made for secrets.
        var generator = SystemRandomNumberGenerator()
        return prefix + String((0..<40).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
    }

    /// What is kept of a secret; it needs no salt or cost, as nobody can guess what it is made of.
    package static func hash(_ secret: String) -> Data {
        let hasher = ContentHasher()
        hasher.update(Array(secret.utf8))
        return Data(hasher.finishBytes())
    }
}
