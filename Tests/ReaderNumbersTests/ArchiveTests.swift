import Foundation
import LayerArchive
import OddNumbers
import SystemPackage
import Testing

/// Zips, tars and gzip with every number of theirs replaced.
@Suite("numbers in archives", .timeLimit(.minutes(10)))
struct ArchiveTests {
    private let folder: FilePath

    init() throws {
        folder = FilePath(FileManager.default.temporaryDirectory.path).appending("odd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    /// Gives a sample to a reader as a file; what it throws is its answer, what it costs must stay in proportion.
    private func give(_ bytes: [UInt8], _ change: String, _ read: (FilePath) throws -> Void) throws {
        let path = folder.appending("sample")
        try Data(bytes).write(to: URL(filePath: path.string))
        let cost = Proportion.cost { try? read(path) }
        #expect(cost < Proportion.seconds, "\(change)")
    }

    private func python(_ script: String) throws -> [UInt8] {
        let path = folder.appending("made")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, path.string]
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: URL(filePath: path.string)))
    }

    @Test("every number of a zip, plain, with descriptors and with zip64")
    func zips() throws {
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let sample = try python(
            """
            import sys, zipfile
            class Stream:
                def __init__(self, file): self.file = file
                def write(self, data): return self.file.write(data)
                def flush(self): self.file.flush()
            with open(sys.argv[1], "wb") as file, zipfile.ZipFile(Stream(file), "w") as made:
                with made.open("a", "w", force_zip64=True) as entry: entry.write(b"wide")
                made.writestr("b", b"text " * 9, zipfile.ZIP_DEFLATED)
                made.filelist[0].extra = b"\\x01\\x00\\x18\\x00" + (4).to_bytes(8, "little") * 2 + bytes(8)
            """
        )
        #expect(sample.count < 600)
        try OddNumbers.forEach(in: sample) { bytes, change in
            try give(bytes, change) { path in
                for rules in [ZipRules.files, .wheel, []] {
                    let file = try MappedFile(path)
                    guard let archive = try? ZipArchive(file, name: "sample", rules: rules) else { continue }
                    for entry in archive.entries { _ = try? archive.bytes(of: entry) }
                }
            }
        }
    }

    /// Where ustar, GNU and star keep numbers in a header (tar(5)): offset and width.
    private static let fields = [
        (100, 8), (108, 8), (116, 8), (124, 12), (136, 12), (329, 8), (337, 8), (345, 12), (357, 12), (369, 12),
        (386, 12), (398, 12), (410, 12), (422, 12), (483, 12),
    ]

    /// The ways to write a number into a field: digits, octal digits, and GNU's base 256.
    private static func spellings(_ number: UInt64, _ width: Int) -> [[UInt8]] {
        let octal = Array(String(number, radix: 8).utf8)
        let wide = (0..<width).map { UInt8(truncatingIfNeeded: $0 < 8 ? number >> (8 * UInt64($0)) : 0) }.reversed()
        return [
            Array(octal.suffix(width)), Array(repeating: UInt8(ascii: "7"), count: width),
            [wide.first.map { $0 | 0x80 } ?? 0x80] + wide.dropFirst(),
            Array(repeating: 0xFF, count: width), [0x80] + Array(repeating: 0xFF, count: width - 1),
        ]
    }

    private static func sealed(_ block: [UInt8]) -> [UInt8] {
        var block = block
        block.replaceSubrange(148..<156, with: Array("        ".utf8))
        let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
        let text = String(repeating: "0", count: 6 - sum.count) + sum + "\0 "
        block.replaceSubrange(148..<156, with: Array(text.utf8))
        return block
    }

    private static func header(_ name: String, _ type: String, size: Int) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ place: Int) {
            block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        put(name, 0)
        put("0000644", 100)
        put("0000000", 108)
        put("0000000", 116)
        put(String(repeating: "0", count: 11 - String(size, radix: 8).count) + String(size, radix: 8), 124)
        put("00000000000", 136)
        put(type, 156)
        put("ustar\u{0}00", 257)
        return sealed(block)
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    private static func record(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count + 1
        while "\(length)".utf8.count + rest.utf8.count != length { length += 1 }
        return Array("\(length)\(rest)".utf8)
    }

    private func readTar(_ bytes: [UInt8], _ change: String) throws {
        try give(bytes, change) { path in
            let reader = try TarReader(path)
            while try reader.next() != nil { try reader.readContent { _ in } }
        }
        try give(bytes, change) { path in
            let root = folder.appending("root")
            try? FileManager.default.removeItem(atPath: root.string)
            try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
            try TarExtraction(sizeLimit: 1 << 20, countLimit: 50).extract(path, name: "sample", into: root)
        }
        try give(bytes, change) { path in
            let root = folder.appending("layer")
            try? FileManager.default.removeItem(atPath: root.string)
            try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
            _ = try LayerUnpacking(into: root, keepsOwners: false).unpack(path, name: "sample")
        }
    }

    @Test("every number of a tar's header, of every kind of entry")
    func tarHeaders() throws {
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let end = [UInt8](repeating: 0, count: 1024)
        let content = Self.padded(Array("content".utf8))
        for type in ["0", "1", "2", "3", "5", "7", "D", "K", "L", "M", "S", "V", "g", "x"] {
            for (place, width) in Self.fields {
                for spelling in Set(OddNumbers.bits.flatMap { Self.spellings($0, width) }) {
                    var block = Self.header("file", type, size: 7)
                    block.replaceSubrange(place..<place + spelling.count, with: spelling)
                    let tar = Self.sealed(block) + content + Self.header("after", "0", size: 7) + content + end
                    try readTar(tar, "\(spelling) at \(place) of '\(type)'")
                }
            }
        }
    }

    @Test("every number of a tar's extended headers")
    func paxRecords() throws {
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let keys = [
            "size", "uid", "gid", "mtime", "atime", "ctime", "hdrcharset", "SCHILY.dev", "SCHILY.ino", "SCHILY.nlink",
            "SCHILY.realsize", "SCHILY.xattr.user.a", "LIBARCHIVE.creationtime", "GNU.sparse.major", "GNU.sparse.minor",
            "GNU.sparse.realsize", "GNU.sparse.size", "GNU.sparse.numblocks", "GNU.sparse.offset", "GNU.sparse.map",
        ]
        let content = Self.padded(Array("content".utf8))
        let end = [UInt8](repeating: 0, count: 1024)
        var records = keys.flatMap { key in OddNumbers.texts.map { ("\(key) \($0)", Self.record(key, $0)) } }
        for number in OddNumbers.texts { records.append(("length \(number)", Array("\(number) size=7\n".utf8))) }
        for type in ["x", "g"] {
            for (change, record) in records {
                let header = Self.header("pax", type, size: record.count) + Self.padded(record)
                try readTar(header + Self.header("file", "0", size: 7) + content + end, "\(type) \(change)")
            }
        }
    }

    @Test("every number of a gzip's head and foot, and of a compressed tar")
    func gzip() throws {
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let sample = try python(
            """
            import gzip, io, sys, tarfile
            plain = io.BytesIO()
            with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as tar:
                entry = tarfile.TarInfo("a"); entry.size = 4
                tar.addfile(entry, io.BytesIO(b"text"))
            with gzip.GzipFile(sys.argv[1], "wb", mtime=0) as file: file.write(plain.getvalue()[:2560])
            """
        )
        try OddNumbers.forEach(in: sample) { bytes, change in
            try give(bytes, change) { path in
                let reader = try TarReader(path)
                while try reader.next() != nil { try reader.readContent { _ in } }
            }
        }
    }
}
