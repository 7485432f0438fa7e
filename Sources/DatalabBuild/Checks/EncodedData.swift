internal import Foundation
package import SystemPackage

/// Pictures and other data in base64, as notebooks keep what they have drawn: among millions of random characters some look like
/// a token.
package enum EncodedData {
    /// How long a run of such characters is data, and how much of it must lie around what was found.
    private static let least = (run: 64, around: 16)

    /// Whether something in a line is but a part of a long run of base64.
    ///
    /// - Parameters:
    ///   - columns: where it is in the line, in bytes from 0.
    ///   - line: the line, from 1.
    ///   - file: the file.
    /// - Returns: false also for a file that cannot be read.
    package static func surrounds(_ columns: ClosedRange<Int>, inLine line: Int, of file: FilePath) -> Bool {
        guard let data = FileManager.default.contents(atPath: file.string) else { return false }
        let lines = data.split(separator: UInt8(ascii: "\n"), maxSplits: max(line, 1), omittingEmptySubsequences: false)
        guard line >= 1, line <= lines.count else { return false }
        return surrounds(columns, in: Array(lines[line - 1]))
    }

    static func surrounds(_ columns: ClosedRange<Int>, in line: [UInt8]) -> Bool {
        guard columns.lowerBound >= 0, columns.upperBound < line.count, line[columns].allSatisfy(isEncoded) else {
            return false
        }
        let before = line[..<columns.lowerBound].reversed().prefix(while: isEncoded).count
        let after = line[(columns.upperBound + 1)...].prefix(while: isEncoded).count
        return before + after >= least.around && before + columns.count + after >= least.run
    }

    private static func isEncoded(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
        default: false
        }
    }
}
