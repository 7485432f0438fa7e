import LayerArchive
import PythonPackages
import Reporting
import SystemPackage
import Testing

/// Packages that install the same paths.
struct EnvironmentMergeTests {
    let scratch: Scratch
    let python: HostPython
    let environment: FilePath

    init() async throws {
        scratch = try Scratch()
        python = try await HostPython()
        environment = scratch.file("env")
    }

    private func wheel(_ name: String, _ before: String) async throws -> InstalledWheel {
        let change = """
            files = {p.replace('pkg-1.0', '\(name)-1.0'): d.replace(b'Name: pkg', b'Name: \(name)') for p, d in files.items()}
            record = '\(name)-1.0.dist-info/RECORD'
            \(before)
            """
        let path = try await makeWheel(in: scratch.path, name: "\(name)-1.0-py3-none-any.whl", before: change)
        let scheme = InstallScheme(prefix: "env", pythonVersion: python.version)
        return try WheelInstaller(scheme).install(wheelFile(path))
    }

    @Test func theLastNameWinsAndEveryRecordVerifies() async throws {
        let first = try await wheel("aaa", "files['pkg/__init__.py'] = b'first'; files['pkg/a.py'] = b'a'")
        let second = try await wheel("bbb", "files['pkg/__init__.py'] = b'the second'; files['pkg/b.py'] = b'b'")
        for order in [[first, second], [second, first]] {
            let merged = try EnvironmentMerge.merge(order)
            let path = "env/lib/python\(python.version)/site-packages/pkg/__init__.py"
            #expect(merged.overrides.map { [$0.path, $0.winner, $0.loser] } == [[path, "bbb", "aaa"]])
            #expect(merged.warnings.map(\.message) == ["'aaa' and 'bbb' both install '\(path)'; that of 'bbb' is used"])
        }
        let merged = try EnvironmentMerge.merge([second, first])
        try await check(merged)
        let content = try bytes(of: environment.appending("lib/python\(python.version)/site-packages/pkg/__init__.py"))
        #expect(String(decoding: content, as: UTF8.self) == "the second")
    }

    @Test func theSameContentIsKeptOnceWithoutAWarning() async throws {
        let merged = try EnvironmentMerge.merge([
            await wheel("aaa", ""), await wheel("bbb", ""), await wheel("ccc", ""),
        ])
        #expect(merged.warnings.isEmpty)
        #expect(merged.wheels.map { $0.files.count } == [3, 3, 4])
        try await check(merged)
    }

    private func check(_ merged: MergedEnvironment) async throws {
        let scheme = InstallScheme(prefix: "env", pythonVersion: python.version)
        let skeleton = EnvironmentSkeleton.entries(scheme, basePython: python.program)
        try await unpack(merged.entries + skeleton, into: scratch.path.appending("root"))
        try await run("mv", scratch.path.appending("root/env").string, environment.string)
        try await InstalledTreeTests.verify(environment, python)
    }

    @Test func aFileThatIsAFolderElsewhereIsRefused() async throws {
        let first = try await wheel("aaa", "files['thing'] = b''")
        let second = try await wheel("bbb", "files['thing/x'] = b''")
        for order in [[first, second], [second, first]] {
            let error = #expect(throws: PackagesError.self) { try EnvironmentMerge.merge(order) }
            #expect(error?.code == .conflict)
            #expect(error?.description.contains("thing' is a file of 'aaa' and a folder of 'bbb'") == true)
        }
    }

    @Test func onePackageTwiceIsRefused() async throws {
        let one = try await wheel("aaa", "")
        let error = #expect(throws: PackagesError.self) { try EnvironmentMerge.merge([one, one]) }
        #expect(error?.code == .conflict)
    }
}
