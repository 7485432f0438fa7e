import Hashing
import LayerArchive
import OCIModel
import PythonPackages
import SystemPackage
import Testing

/// Where bytecode lies, and how it joins a package.
struct BytecodeTests {
    private static let site = "opt/env/lib/python3.13/site-packages"
    private let scheme = InstallScheme(prefix: "/opt/env", pythonVersion: "3.13")

    private func install(before: String = "") async throws -> (scratch: Scratch, wheel: InstalledWheel) {
        let scratch = try Scratch()
        let path = try await makeWheel(in: scratch.path, before: before)
        return (scratch, try WheelInstaller(scheme).install(wheelFile(path)))
    }

    private func content(_ bytes: [UInt8]) -> LayerContent {
        let hasher = ContentHasher(.sha256)
        hasher.update(bytes)
        return LayerContent(.bytes(bytes), size: UInt64(bytes.count), sha256: hasher.finishBytes())
    }

    @Test func placesAreThoseThatPythonLooksAt() async throws {
        let python = try await HostPython()
        let scheme = InstallScheme(prefix: "/opt/env", pythonVersion: python.version)
        let script = """
            import sys, importlib.util
            print(importlib.util.cache_from_source(sys.argv[1]))
            sys.pycache_prefix = "/cache"
            print(importlib.util.cache_from_source(sys.argv[1]))
            """
        for source in ["opt/env/a.py", "opt/env/a.b.py", "a b/ç.py"] {
            let lines = try await run(python.program, "-c", script, "/\(source)").split(separator: "\n")
            #expect("/\(scheme.bytecodePath(of: source))" == lines[0])
            #expect("/cache/\(scheme.prefixedBytecodePath(of: source))" == lines[1])
        }
    }

    @Test func bytecodeIsInTheLayerAndInRecord() async throws {
        var (scratch, wheel) = try await install(
            before: "files['pkg/a.txt'] = b''; files['pkg-1.0.data/data/share/x.py'] = b''"
        )
        // What lies outside of the folder of modules is not imported.
        #expect(wheel.sources.map(\.path) == ["\(Self.site)/pkg/__init__.py"])
        wheel.addBytecode([
            "\(Self.site)/pkg/__init__.py": content([1, 2, 3]), "\(Self.site)/another.py": content([4]),
        ])
        let root = scratch.file("root")
        try await unpack(wheel.entries, into: root)
        let bytecode = "pkg/__pycache__/__init__.cpython-313.pyc"
        #expect(try bytes(of: root.appending("\(Self.site)/\(bytecode)")) == [1, 2, 3])
        let record = String(decoding: wheel.record, as: UTF8.self)
        #expect(record.contains("\n\(bytecode),sha256=A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc-4E,3\n"))
        #expect(!record.contains("another"))
    }

    @Test func aWheelsOwnBytecodeStays() async throws {
        let bytecode = "pkg/__pycache__/__init__.cpython-313.pyc"
        var (scratch, wheel) = try await install(before: "files['\(bytecode)'] = b'own'")
        wheel.addBytecode(["\(Self.site)/pkg/__init__.py": content([1])])
        let root = scratch.file("root")
        try await unpack(wheel.entries, into: root)
        #expect(try bytes(of: root.appending("\(Self.site)/\(bytecode)")) == Array("own".utf8))
    }
}
