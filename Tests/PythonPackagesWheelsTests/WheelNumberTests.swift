import Foundation
import LayerArchive
import OddNumbers
import PythonPackages
import SystemPackage
import Testing

/// The files by which a wheel describes itself, with every number of theirs replaced.
@Suite("numbers in wheels", .timeLimit(.minutes(5)))
struct WheelNumberTests {
    private static let info = "pkg-1.0.dist-info"

    static let files: [String: String] = [
        "\(info)/METADATA": """
        Metadata-Version: 2.1
        Name: pkg
        Version: 1.0
        Requires-Python: >=3.11,<4
        Requires-Dist: numpy>=1.26; python_version >= "3.11"

        """,
        "\(info)/WHEEL": "Wheel-Version: 1.0\nGenerator: test 1\nRoot-Is-Purelib: true\nTag: py3-none-any\nBuild: 2\n",
        "\(info)/entry_points.txt": "[console_scripts]\nrun1 = pkg.a1:main2\n",
        "pkg-1.0.data/data/share/jupyter/kernels/k1/kernel.json":
            #"{"argv": ["/a/bin/xk", "-f"], "language": "x", "interrupt_mode": 1, "metadata": {"debugger": 2.5}}"#,
        "pkg-1.0.data/data/etc/jupyter/jupyter_server_config.d/pkg.json":
            #"{"ServerApp": {"port": 8888, "rate": 1.5}}"#,
        "pkg/__init__.py": "x = 1\n",
    ]

    @Test("every number of a file that says something of the wheel", arguments: files.keys.sorted())
    func descriptions(path: String) throws {
        let sample = try #require(Self.files[path])
        OddNumbers.forEach(in: sample) { text, change in
            var files = Self.files
            files[path] = text
            let changed = files
            let cost = Proportion.cost { try? Self.install(changed) }
            #expect(cost < Proportion.seconds, "\(change)")
        }
    }

    @Test("every number of the table of files")
    func records() throws {
        let rows = Self.files.keys.sorted().map { "\($0),,12\n" }.joined() + "\(Self.info)/RECORD,,\n"
        OddNumbers.forEach(in: rows) { text, change in
            let cost = Proportion.cost { try? Self.install(Self.files, record: text) }
            #expect(cost < Proportion.seconds, "\(change)")
        }
    }

    private static func install(_ files: [String: String], record: String? = nil) throws {
        let folder = try Scratch()
        let path = folder.file("pkg-1.0-py3-none-any.whl")
        let rows = record ?? (files.keys.sorted().map { "\($0),,\n" }.joined() + "\(info)/RECORD,,\n")
        let all = files.merging(["\(info)/RECORD": rows]) { $1 }
        try Data(zip(all)).write(to: URL(filePath: path.string))
        var options = WheelInstaller.Options()
        options.hashesContent = true
        let scheme = InstallScheme(prefix: "opt/env", pythonVersion: "3.13")
        var wheel = try WheelInstaller(scheme).install(wheelFile(path), options: options)
        let watch = try WheelWatch(&wheel)
        _ = try LayerWriter.write(wheel.entries) { _ in }
        _ = try watch.facts(for: .x86_64, isRead: true).text
    }

    /// A zip of stored files.
    private static func zip(_ files: [String: String]) -> [UInt8] {
        func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { Array($0) }
        }
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            let (name, content) = (Array(path.utf8), Array(text.utf8))
            let fields =
                little(0 as UInt32) + little(0x5A21_0000 as UInt32) + little(CRC32.checksum(content))
                + little(UInt32(content.count)) + little(UInt32(content.count)) + little(UInt16(name.count))
                + little(0 as UInt16)
            directory += little(0x0201_4B50 as UInt32) + little(0x0314 as UInt16) + little(20 as UInt16) + fields
            directory +=
                [UInt8](repeating: 0, count: 6) + little(UInt32(0o100644) << 16) + little(UInt32(bytes.count)) + name
            bytes += little(0x0403_4B50 as UInt32) + little(20 as UInt16) + fields + name + content
        }
        let count = UInt16(files.count)
        return bytes + directory + little(0x0605_4B50 as UInt32) + little(0 as UInt32) + little(count) + little(count)
            + little(UInt32(directory.count)) + little(UInt32(bytes.count)) + little(0 as UInt16)
    }
}
