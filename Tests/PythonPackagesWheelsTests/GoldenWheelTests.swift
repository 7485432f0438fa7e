import Hashing
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
            ("plain", "b66903e608419f1d1b9d1572f387b330d0f9fa3b2519a30760248f4a5e640eaf"),
            ("scripts", "5777e689755fe2e0aaf23647e244da2761af6227b5b8ab2a35196793bc364ad7"),
            ("large", "4adc82d1153f2884093b9f08cf81ca6cee6da653656850cbfb56d6dabc759128"),
        ]
    )
    func inputs(name: String, digest: String) throws {
        let wheel = try #require(try Self.wheels().first { $0.name == name })
        #expect(Digest.sha256(of: wheel.bytes()).hex == digest)
    }

    @Test(
        "a wheel's layer is these bytes",
        arguments: [
            ("plain", "0cb25e5547a6a705add898c105e80ddb557558d6cb1df2d9b092e10f0ab9cf56"),
            ("scripts", "56eb93cdab6c10aecc5e83e75a5d1276aea28114005f57a9decf1db6f05cd22b"),
            ("large", "4154b00b2da58ca04d73758adbe5de9c07e0a83c40e14421e9fdddb21c4727a4"),
        ]
    )
    func layers(name: String, digest: String) throws {
        let wheel = try #require(try Self.wheels().first { $0.name == name })
        let found = try Self.digest(entries(of: wheel, in: Scratch()))
        #expect(found == digest)
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
        #expect(digests == ["ed6411e0ac7efe9e2e3cf92a4fb2e65dbf45a55aa0dc0105fcd01fe6b5bd1c74"])
        #expect(try Self.digest(all.flatMap { $0 }) == digests.first)
    }
}
