import ContentHashing
import LayerArchive
import OCIModel
import PythonPackages
import SystemPackage
import Testing

/// Wheels whose layers' bytes are known: when a digest changes, the layers of everybody's packages do, and the layer format
/// or the install scheme must say so.
struct GoldenWheelTests {
    private static let scheme = InstallScheme(prefix: "/opt/datalab/env", pythonVersion: "3.13")

    /// A stream that zlib made once: 84 bytes of Python, with a fixed Huffman code.
    private static let stream: [UInt8] = [
        0x2B, 0x28, 0xCA, 0xCC, 0x2B, 0xD1, 0x50, 0xCF, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0x48, 0x2B, 0xCA, 0xCF, 0x55,
        0x48,
        0x54, 0x28, 0xCF, 0x48, 0x4D, 0xCD, 0x51, 0xD7, 0xE4, 0x2A, 0x20, 0x53, 0x0E, 0x00,
    ]

    private static func wheels() throws -> [WheelBytes] {
        var plain = WheelBytes(name: "plain")
        plain.add("plain/__init__.py", Array("VALUE = 1\n".utf8))
        try plain.add("plain/hello.py", stream: stream, size: 84)
        plain.add("plain/empty.py", [])
        var scripts = WheelBytes(name: "scripts")
        scripts.add("scripts-1.0.data/scripts/run", Array("#!python\nprint(1)\n".utf8))
        scripts.add("scripts-1.0.data/data/share/scripts/größe.txt", Array("ö\n".utf8))
        scripts.add("scripts-1.0.data/headers/s.h", Array("#pragma once\n".utf8))
        scripts.add("scripts-1.0.dist-info/entry_points.txt", Array("[console_scripts]\ntool = scripts:main\n".utf8))
        scripts.add("scripts.py", Array("def main(): pass\n".utf8))
        var large = WheelBytes(name: "large")
        var state: UInt32 = 7
        let noise = (0..<200_000).map { index in
            state = state &* 1_664_525 &+ 1_013_904_223
            return index % 500 < 200 ? UInt8(truncatingIfNeeded: state >> 24) : UInt8(truncatingIfNeeded: index % 61)
        }
        large.add("large/data.bin", noise, mode: 0o100755)
        try large.add("large/hello.py", stream: stream, size: 84)
        return [plain, scripts, large]
    }

    private func entries(of wheel: WheelBytes, in scratch: Scratch) throws -> [LayerEntry] {
        let path = scratch.file("\(wheel.name)-1.0-py3-none-any.whl")
        try wheel.write(to: path)
        return try WheelInstaller(Self.scheme).install(wheelFile(path)).entries
    }

    private static func digest(_ entries: [LayerEntry]) throws -> String {
        let hasher = ContentHasher(.sha256)
        _ = try LayerWriter.write(entries) { hasher.update($0) }
        return hasher.finish().hex
    }

    @Test(
        "the wheels themselves are these bytes",
        arguments: [
            ("plain", "00"), ("scripts", "00"), ("large", "00"),
        ]
    )
    func inputs(name: String, digest: String) throws {
        let wheel = try #require(try Self.wheels().first { $0.name == name })
        #expect(Digest.sha256(of: wheel.bytes()).hex == digest)
    }

    @Test(
        "a wheel's layer is these bytes",
        arguments: [
            ("plain", "00"), ("scripts", "00"), ("large", "00"),
        ]
    )
    func layers(name: String, digest: String) throws {
        let wheel = try #require(try Self.wheels().first { $0.name == name })
        #expect(try Self.digest(entries(of: wheel, in: Scratch())) == digest)
    }

    @Test("a layer of all wheels is these bytes, in any order, written by one thread or by many at once")
    func together() async throws {
        let scratch = try Scratch()
        let all = try Self.wheels().map { try entries(of: $0, in: scratch) }
        let digests = try await withThrowingTaskGroup(of: String.self) { group in
            for turn in 0..<8 {
                let entries = (turn % 2 == 0 ? all : all.reversed()).flatMap { $0 }
                group.addTask { try Self.digest(entries) }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(digests == ["00"])
        #expect(try Self.digest(all.flatMap { $0 }) == digests.first)
    }
}
