import Foundation
import Hashing
import LayerArchive
import OCIModel
import SystemPackage

/// Writes a wheel byte by byte, with no library whose version could change them.
struct WheelBytes {
    private struct Entry {
        let path: String
        let stored: [UInt8]
        let plain: [UInt8]
        let isDeflated: Bool
        let mode: UInt16
    }

    let name: String
    private var entries: [Entry] = []

    /// A wheel of version 1.0 with its METADATA and WHEEL.
    init(name: String) {
        self.name = name
        add("\(name)-1.0.dist-info/METADATA", Array("Metadata-Version: 2.1\nName: \(name)\nVersion: 1.0\n".utf8))
        let wheel = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        add("\(name)-1.0.dist-info/WHEEL", Array(wheel.utf8))
    }

    /// Adds a file that is stored.
    mutating func add(_ path: String, _ content: [UInt8], mode: UInt16 = 0o100644) {
        entries.append(Entry(path: path, stored: content, plain: content, isDeflated: false, mode: mode))
    }

    /// Adds a file that is a deflate stream.
    mutating func add(_ path: String, stream: [UInt8], size: UInt64) throws {
        var plain: [UInt8] = []
        _ = try stream.withUnsafeBytes { bytes in
            try Inflater.inflate(bytes, expectedSize: size) { plain.append(contentsOf: $0) }
        }
        entries.append(Entry(path: path, stored: stream, plain: plain, isDeflated: true, mode: 0o100644))
    }

    func write(to path: FilePath) throws {
        try Data(bytes()).write(to: URL(fileURLWithPath: path.string))
    }

    /// The wheel, its RECORD last.
    func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        let all = entries + [record]
        for entry in all {
            let offset = UInt32(bytes.count)
            let fields = fields(of: entry)
            let name = Array(entry.path.utf8)
            bytes += little(0x0403_4B50 as UInt32) + little(20 as UInt16) + fields + name + entry.stored
            directory += little(0x0201_4B50 as UInt32) + little(0x0314 as UInt16) + little(20 as UInt16) + fields
            directory += [UInt8](repeating: 0, count: 6) + little(UInt32(entry.mode) << 16) + little(offset) + name
        }
        let start = UInt32(bytes.count)
        let count = UInt16(all.count)
        return bytes + directory + little(0x0605_4B50 as UInt32) + little(0 as UInt32) + little(count) + little(count)
            + little(UInt32(directory.count)) + little(start) + little(0 as UInt16)
    }

    private var record: Entry {
        let path = "\(name)-1.0.dist-info/RECORD"
        let rows = entries.map { entry in
            let base64 = Data(sha256(of: entry.plain)).base64EncodedString()
            let text = base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            return "\(entry.path),sha256=\(text),\(entry.plain.count)\n"
        }
        let content = Array((rows.joined() + "\(path),,\n").utf8)
        return Entry(path: path, stored: content, plain: content, isDeflated: false, mode: 0o100644)
    }

    private func sha256(of content: [UInt8]) -> [UInt8] {
        let digits = Digest.sha256(of: content).hex.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private func fields(of entry: Entry) -> [UInt8] {
        let flags: UInt16 = entry.path.utf8.allSatisfy { $0 < 0x80 } ? 0 : 0x0800
        return little(flags) + little((entry.isDeflated ? 8 : 0) as UInt16) + little(0x5A21_0000 as UInt32)
            + little(CRC32.checksum(entry.plain)) + little(UInt32(entry.stored.count))
            + little(UInt32(entry.plain.count)) + little(UInt16(entry.path.utf8.count)) + little(0 as UInt16)
    }

    private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
