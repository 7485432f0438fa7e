import Glibc
import SystemPackage

/// Any bytes as a zip: what is accepted must keep the promises that its entries make.
enum ZipFuzzing {
    private static let limits = ZipLimits(entries: 1000, entrySize: 4 << 20, totalSize: 8 << 20)
    private static let file = InputFile()
    private nonisolated(unsafe) static let inflater = Inflater()

    static func run(_ input: UnsafeRawBufferPointer) {
        for rules in [[], .wheel, .files] as [ZipRules] {
            // The fuzzer's own bytes first: one byte read past them is seen, which it is not in a mapped file's last page.
            guard let (entries, _) = try? ZipDirectory.read(input, archive: "fuzz", limits: limits, rules: rules) else {
                continue
            }
            check(entries, of: input)
            read(input, rules: rules, expected: entries)
        }
    }

    private static func check(_ entries: [ZipEntry], of input: UnsafeRawBufferPointer) {
        for entry in entries {
            let parts = entry.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            precondition(!parts.contains { $0.isEmpty || $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8) })
            precondition(entry.data.upperBound <= input.count && entry.data.count == Int(entry.compressedSize))
            precondition(entry.size <= limits.entrySize)
        }
        let order = entries.map(\.data).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        precondition(zip(order, order.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "entries overlap")
        let kinds = Dictionary(entries.map { (Array($0.path.utf8), $0.kind) }) { _, _ in
            preconditionFailure("a path twice")
        }
        for path in kinds.keys {
            for slash in path.indices where path[slash] == UInt8(ascii: "/") {
                let parent = kinds[Array(path[..<slash])] ?? .directory
                precondition(parent == .directory, "an entry below a \(parent)")
            }
        }
    }

    private static func read(_ input: UnsafeRawBufferPointer, rules: ZipRules, expected: [ZipEntry]) {
        let mapped = file.map(input)
        guard let archive = try? ZipArchive(mapped, name: "fuzz", limits: limits, rules: rules) else {
            preconditionFailure("read once, then refused")
        }
        precondition(archive.entries == expected)
        for entry in archive.entries {
            precondition(archive[entry.path] == entry)
            var crc = CRC32()
            var size: UInt64 = 0
            let isWhole =
                (try? archive.read(entry, with: inflater) { piece in
                    crc.update(piece)
                    size += UInt64(piece.count)
                    precondition(size <= entry.size, "more content than the entry says")
                }) != nil
            precondition(!isWhole || (size == entry.size && crc.value == entry.crc32))
        }
    }
}

/// A file in memory, for what takes a mapped file.
private struct InputFile {
    private let descriptor: CInt

    init() {
        var path = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        unlink(path)
    }

    func map(_ bytes: UnsafeRawBufferPointer) -> MappedFile {
        let written = ftruncate(descriptor, 0) == 0 ? pwrite(descriptor, bytes.baseAddress, bytes.count, 0) : -1
        guard written == bytes.count, let file = try? MappedFile(FilePath("/proc/self/fd/\(descriptor)")) else {
            preconditionFailure("no file in memory: error \(errno)")
        }
        return file
    }
}
