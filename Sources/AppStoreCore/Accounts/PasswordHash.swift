internal import Foundation
internal import Hashing

/// What is kept of a password: a salted scrypt hash (RFC 7914) with its cost, as `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`.
package struct PasswordHash: Sendable, Hashable {
    /// How much work and memory a guess takes: 128 · `blockSize` · 2^`logRounds` bytes, `parallelism` times.
    package struct Cost: Sendable, Hashable {
        /// The binary logarithm of the rounds.
        package var logRounds: Int
        /// The block size.
        package var blockSize: Int
        /// How often the memory is filled.
        package var parallelism: Int

        /// A cost.
        package init(logRounds: Int, blockSize: Int, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MiB, three times: one of the equal choices of OWASP's password storage cheat sheet.
        package static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 3)

        /// What a stored hash may ask for, so that a damaged row cannot take all memory.
        fileprivate var isBearable: Bool {
            (1...20).contains(logRounds) && (1...16).contains(blockSize) && (1...16).contains(parallelism)
        }
    }

    /// The cost it was made with.
    package let cost: Cost
    private let salt: Data
    private let hash: Data

    /// Hashes a password with a new salt; takes the cost's time and memory on this thread.
    ///
    /// - Parameters:
    ///   - password: the password; ways of writing the same letters count as one.
    ///   - cost: how much work a guess takes.
    /// - Throws: when the memory cannot be had.
    package init(of password: String, cost: Cost = .standard) throws {
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
        self.cost = cost
        self.salt = salt
        hash = Data(try Self.derive(password, salt, cost, length: 32).bytes)
    }

    /// Reads the stored form; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=").map(String.init) }
        guard numbers.map(\.first) == ["ln", "r", "p"], let ln = Int(numbers[0].last ?? ""),
            let r = Int(numbers[1].last ?? ""), let p = Int(numbers[2].last ?? ""),
            let salt = Self.decode(parts[3]), let hash = Self.decode(parts[4]), hash.count >= 16
        else { return nil }
        cost = Cost(logRounds: ln, blockSize: r, parallelism: p)
        guard cost.isBearable else { return nil }
        self.salt = salt
        self.hash = hash
    }

    /// Whether a password is the one; takes the cost's time whether it is or not.
    package func matches(_ password: String) -> Bool {
        (try? Self.derive(password, salt, cost, length: hash.count))?.matches(Array(hash)) == true
    }

    private static func derive(_ password: String, _ salt: Data, _ cost: Cost, length: Int) throws -> PasswordKey {
        try PasswordKey(
            of: Array(password.precomposedStringWithCanonicalMapping.utf8),
            salt: Array(salt),
            rounds: 1 << cost.logRounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism,
            length: length,
        )
    }

    private static func decode(_ text: String) -> Data? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
    }

    private static func encode(_ data: Data) -> String {
        data.base64EncodedString().replacingOccurrences(of: "=", with: "")
    }
}

extension PasswordHash: CustomStringConvertible {
    /// The form that is stored.
    package var description: String {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(Self.encode(salt))$\(Self.encode(hash))"
    }
}
