import ExternalTools
import SystemPackage

/// The machine's Python, whose `zlib`, `gzip` and `tarfile` are the oracles of these tests.
enum Python {
    /// Runs a script; its standard output, whole.
    static func run(_ script: String, _ arguments: [String] = [], input: [UInt8] = []) async throws -> [UInt8] {
        let python = try ExternalTool.locate("python3", installHint: "install 'python3'")
        return try await python.run(["-c", script] + arguments, input: input, outputLimit: 1 << 30)
    }
}

/// Reads the little-endian numbers and byte strings that the scripts write.
struct Records {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { place >= bytes.count }

    mutating func number() -> Int {
        defer { place += 8 }
        return bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func bytesOfLength() -> [UInt8] {
        let count = number()
        defer { place += count }
        return Array(bytes[place..<place + count])
    }
}
