import ExternalTools
import Foundation
import OCIModel
import PythonPackages
import Reporting
import Synchronization
import SystemPackage
import Testing

/// Makes wheels without building anything: what the box would give.
private final class PretendedBuilder: SourceBuilding {
    let policy: SourcePolicy
    private let index: LocalIndex
    private let requires: [String: [String]]
    private let log = Mutex<[String]>([])

    init(_ index: LocalIndex, policy: SourcePolicy = .all, requires: [String: [String]] = [:]) {
        (self.index, self.policy, self.requires) = (index, policy, requires)
    }

    var built: [String] { log.withLock { $0 } }

    func wheel(
        of source: PackageSource,
        name: String?,
        version: PackageVersion?,
        progress: @escaping ProgressHandler,
    ) async throws -> SourceWheel {
        let name = name ?? "own"
        log.withLock { $0.append("\(name) \(version?.description ?? "-")") }
        let filename = "\(name.replacing("-", with: "_"))-\(version?.description ?? "1.0")-py3-none-any.whl"
        let folder = index.root.appending(path: "built")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: filename).path
        let python = try ExternalTool.locate("python3", in: ["/usr/bin"], installHint: "apt-get install python3")
        let digest = try await python.run(["-c", Self.script, path] + (requires[name] ?? []))
        let sha256 = try #require(Digest(algorithm: .sha256, hex: String(decoding: digest, as: UTF8.self)))
        let file = WheelFile(
            filename: try #require(WheelFilename(filename)),
            path: FilePath(path),
            sha256: sha256,
            size: UInt64(try Data(contentsOf: URL(filePath: path)).count)
        )
        return SourceWheel(file: file, source: source, build: SourceBuild(lock: sha256, root: sha256))
    }

    private static let script = """
        import hashlib, os, sys, zipfile
        path, *requires = sys.argv[1:]
        name, version = os.path.basename(path).split("-")[:2]
        info = f"{name}-{version}.dist-info"
        meta = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n" + "".join(f"Requires-Dist: {r}\\n" for r in requires)
        with zipfile.ZipFile(path, "w") as z:
            z.writestr(f"{info}/METADATA", meta)
            z.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
            z.writestr(f"{info}/RECORD", "")
        print(hashlib.sha256(open(path, "rb").read()).hexdigest(), end="")
        """
}

/// Resolving where releases without wheels count; every source of the index leaves a marker when somebody runs it.
@Suite struct SourceSearchTests {
    static let files: [(name: String, requires: [String])] = [
        ("newer-1.0-py3-none-any.whl", []),
        ("newer-2.0.tar.gz", []),
        ("source-1.0.tar.gz", []),
        ("helper-1.0-py3-none-any.whl", []),
        ("wheel-1.0-py3-none-any.whl", ["helper"]),
        ("wheel-1.0.tar.gz", []),
        ("above-1.0-py3-none-any.whl", ["source"]),
        ("other-1.0-cp38-cp38-manylinux2014_x86_64.whl", []),
        ("other-1.0.tar.gz", []),
        ("remote-1.0-py3-none-any.whl", ["far @ git+https://127.0.0.1:1/far"]),
    ]

    private func serve(
        _ text: String,
        policy: SourcePolicy = .all,
        requires: [String: [String]] = [:],
        _ body: @Sendable @escaping (LocalIndex, Result<PackageLock, any Error>, [String]) throws -> Void,
    ) async throws {
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.41", architecture: .x86_64))
        let request = try #require(
            try RequirementsReader { ["requirements.txt": text, "setup.py": ""][$0].map { Array($0.utf8) } }.read()
        )
        try await LocalIndex.serve(Self.files) { index in
            let builder = PretendedBuilder(index, policy: policy, requires: requires)
            let resolver = try index.resolver()
            let result: Result<PackageLock, any Error>
            do {
                let lock = try await resolver.resolve(
                    request,
                    implicit: [],
                    for: target,
                    building: builder,
                    scratch: index.scratch
                )
                let whole = try await resolver.build(
                    lock,
                    request,
                    implicit: [],
                    for: target,
                    building: builder,
                    scratch: index.scratch
                ) { _ in }
                _ = try whole.select(for: target)
                result = .success(whole)
            } catch {
                result = .failure(error)
            }
            try body(index, result, builder.built)
            #expect(!index.wasExecuted, "the resolver ran a build")
        }
    }

    /// What is required, what the builder finds that a source requires, the answer, and what was built for it.
    static let answers: [(text: String, requires: [String: [String]], lock: [String], built: [String])] = [
        ("wheel", [:], ["helper 1.0", "wheel 1.0"], []),
        ("newer", [:], ["newer 2.0 built"], ["newer 2.0"]),
        ("newer<2", [:], ["newer 1.0"], []),
        ("source", ["source": ["helper"]], ["helper 1.0", "source 1.0 built"], ["source 1.0"]),
        (
            "above", ["source": ["newer"]], ["above 1.0", "newer 2.0 built", "source 1.0 built"],
            ["newer 2.0", "source 1.0"]
        ),
        ("other", [:], ["other 1.0 built"], ["other 1.0"]),
        ("git+https://127.0.0.1:1/x#egg=own", ["own": ["helper"]], ["helper 1.0", "own 1.0 built"], ["own -"]),
        ("-e .", ["own": ["wheel"]], ["helper 1.0", "own 1.0 built", "wheel 1.0"], ["own -"]),
        ("remote", [:], ["far 1.0 built", "remote 1.0"], ["far -"]),
        (". ; python_version < '3'\nhelper", [:], ["helper 1.0"], []),
    ]

    @Test(arguments: answers.indices)
    func findsTheNewestThatFits(number: Int) async throws {
        let answer = Self.answers[number]
        try await serve(answer.text, requires: answer.requires) { _, result, built in
            let lock = try result.get()
            let found = lock.packages.map {
                "\($0.name) \($0.version?.description ?? "?")\($0.built == nil ? "" : " built")"
            }
            #expect(found.sorted() == answer.lock)
            #expect(Set(built) == Set(answer.built))
        }
    }

    /// What a builder that may do less says.
    static let refusals: [(text: String, policy: SourcePolicy, message: String)] = [
        (
            "git+https://127.0.0.1:1/x", .index,
            "requirements.txt:1:1: 'git+https://127.0.0.1:1/x' is source, which is not built here"
        ),
        ("six\n-e .", .none, "requirements.txt:2:4: '.' is source, which is not built here"),
        (
            "remote", .index,
            "a package requires 'far @ git+https://127.0.0.1:1/far', which is source that is not built here"
        ),
    ]

    @Test(arguments: refusals.indices)
    func buildsNoMoreThanItMay(number: Int) async throws {
        let refusal = Self.refusals[number]
        try await serve(refusal.text, policy: refusal.policy) { _, result, built in
            let error = try #require(throws: PackagesError.self) { try result.get() }
            #expect(
                error.description.contains(refusal.message) && error.description.contains("--sources all"),
                "\(error)"
            )
            #expect(built.isEmpty)
        }
    }
}
