import ExternalTools
import Foundation
import OCIModel
import PythonPackages
import Reporting
import SystemPackage
import Testing

/// One question after the other to the resolver over a local index.
private struct Session: Sendable {
    let index: LocalIndex
    let target: PythonTarget

    func lock(
        _ text: String,
        implicit: [String] = [],
        variables: [String: String] = [:],
        file: String = "requirements.txt",
    ) async throws -> PackageLock {
        let request = try #require(try RequirementsReader { $0 == file ? Array(text.utf8) : nil }.read())
        return try await index.resolver(variables).resolve(
            request,
            implicit: try implicit.map { try Requirement(parsing: $0) },
            for: target,
            scratch: index.scratch,
        )
    }

    func failure(
        _ text: String,
        implicit: [String] = [],
        variables: [String: String] = [:],
        file: String = "requirements.txt",
    ) async throws -> PackagesError {
        try await #require(throws: PackagesError.self) {
            try await lock(text, implicit: implicit, variables: variables, file: file)
        }
    }

    func versions(_ lock: PackageLock) -> [String] {
        lock.packages.map { "\($0.name) \($0.version?.description ?? "?")" }.sorted()
    }
}

@Suite struct PackageResolverTests {
    static let files: [(name: String, requires: [String])] = [
        ("plain-1.0-py3-none-any.whl", ["helper>=1", "hostonly ; python_version < \"3.12\""]),
        ("plain-0.9-py3-none-any.whl", []),
        (
            "helper-1.2-py2.py3-none-any.whl",
            ["targetonly ; python_full_version == \"3.13.5\" and platform_release == \"\""]
        ),
        ("hostonly-1.0-py3-none-any.whl", []),
        ("targetonly-1.0-py3-none-any.whl", []),
        ("native-1.0-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", []),
        ("native-1.0-cp313-cp313-manylinux_2_28_x86_64.whl", []),
        ("native-1.0-py3-none-any.whl", []),
        ("native-1.0.tar.gz", []),
        ("source-1.0.tar.gz", []),
        ("source_two-2.0.tar.gz", []),
        ("old-1.0-cp38-cp38-manylinux2014_x86_64.whl", []),
        ("old-1.0.tar.gz", []),
        ("old-2.0-cp313-cp313-manylinux2014_x86_64.whl", []),
        ("windows-1.0-py3-none-win_amd64.whl", []),
        ("windows-1.0.tar.gz", []),
        ("fresh-1.0-cp313-cp313-manylinux_2_99_x86_64.whl", []),
        ("needs_source-1.0-py3-none-any.whl", ["source==1.0"]),
        ("future-1.0-py3-none-any.whl", ["python>=3.14"]),
        ("needs_future-1.0-py3-none-any.whl", ["future"]),
        ("pre-1.0a1-py3-none-any.whl", []),
        ("pre-0.5-py3-none-any.whl", []),
        ("left-1.0-py3-none-any.whl", ["helper<1.2"]),
        ("helper-1.1-py3-none-any.whl", []),
        ("ipykernel-7.0-py3-none-any.whl", ["helper"]),
    ]

    private func serve(_ body: @Sendable @escaping (Session) async throws -> Void) async throws {
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.41", architecture: .x86_64))
        try await LocalIndex.serve(Self.files) { try await body(Session(index: $0, target: target)) }
    }

    @Test func resolvesForTheTargetAndNotForTheHost() async throws {
        try await serve { session in
            let lock = try await session.lock("plain", implicit: ["native"])
            #expect(session.versions(lock) == ["helper 1.2", "native 1.0", "plain 1.0", "targetonly 1.0"])
            let wheels = try lock.select(for: session.target)
            #expect(
                wheels.first { $0.name == "native" }?.filename == "native-1.0-cp313-cp313-manylinux_2_28_x86_64.whl"
            )
            #expect(try wheels.allSatisfy { try $0.sha256 == session.index.digest($0.filename) })
            #expect(wheels.allSatisfy { $0.url.hasPrefix(session.index.address) })
            #expect(!session.index.wasExecuted)
        }
    }

    @Test func theSameRequirementsGiveTheSameText() async throws {
        try await serve { session in
            let first = try await session.lock("plain\nnative")
            let second = try await session.lock("# other\nNative\n\nplain")
            #expect(first.canonicalText == second.canonicalText)
            #expect(!first.canonicalText.contains(session.index.scratch.string))
        }
    }

    @Test func listsEverythingWithoutWheelAtOnce() async throws {
        try await serve { session in
            let text = """
                plain
                source
                source-two>=1
                old<2
                windows
                fresh
                needs_source
                future
                nosuch
                plain==7
                needs_future
                """
            let error = try await session.failure(text, implicit: ["native"])
            #expect(error.code == .noMatchingWheel)
            let base = "for Python 3.13 on x86_64 with glibc 2.41"
            #expect(
                error.description.split(separator: "\n").filter { $0.hasPrefix("error") }.map(String.init) == [
                    "error: requirements.txt:2:1: 'source' has no wheel \(base): it has only source",
                    "error: requirements.txt:3:1: 'source-two>=1' has no wheel \(base): it has only source",
                    "error: requirements.txt:4:1: 'old<2' has no wheel \(base): it has wheels for cp38, not for cp313",
                    "error: requirements.txt:5:1: 'windows' has no wheel \(base): it has wheels for win_amd64",
                    "error: requirements.txt:6:1: 'fresh' has no wheel \(base): its wheels need glibc 2.99 or newer",
                    "error: requirements.txt:7:1: 'needs-source' needs 'source==1.0', which has no wheel \(base): it has only source",
                    "error: requirements.txt:8:1: 'future' is for Python >=3.14, the base has 3.13.5",
                    "error: requirements.txt:9:1: 'nosuch' is not on the index",
                    "error: requirements.txt:10:1: 'plain==7' is no version that the index has",
                    "error: requirements.txt:11:1: 'needs-future' needs 'future==1.0', which is for Python >=3.14, the base has 3.13.5",
                ],
            )
            #expect(error.description.contains("hint: old 2.0 fits: relax the condition"))
            #expect(!session.index.wasExecuted)
        }
    }

    @Test func explainsContradictions() async throws {
        try await serve { session in
            let error = try await session.failure("left\nhelper>=1.2\n")
            #expect(error.code == .unresolvable)
            #expect(error.problems.count == 1)
            #expect(error.problems.first?.place?.file == "requirements.txt")
            #expect(error.description.contains("the requirements contradict each other: "))
            #expect(error.description.contains("helper"))
        }
    }

    @Test func checksHashes() async throws {
        try await serve { session in
            let right = try session.index.digest("native-1.0-py3-none-any.whl")
            let lock = try await session.lock("native==1.0 --hash=sha256:\(right)")
            #expect(try lock.select(for: session.target).map(\.filename) == ["native-1.0-py3-none-any.whl"])
            let wrong = String(repeating: "0", count: 64)
            let error = try await session.failure("plain\nnative==1.0 --hash=sha256:\(wrong)")
            #expect(
                error.description.hasPrefix(
                    "error: requirements.txt:2:1: none of the hashes is that of a wheel of 'native 1.0'"
                )
            )
        }
    }

    @Test func takesWheelsByAddress() async throws {
        try await serve { session in
            let url = "\(session.index.address)/simple/plain/plain-0.9-py3-none-any.whl"
            let digest = try session.index.digest("plain-0.9-py3-none-any.whl")
            for line in ["plain @ \(url)", url, "\(url)#sha256=\(digest)"] {
                let lock = try await session.lock(line)
                let wheel = try #require(try lock.select(for: session.target).first)
                #expect([wheel.url, wheel.version, wheel.sha256] == [url, "0.9", digest])
            }
            let error = try await session.failure(
                "\(session.index.address)/simple/windows/windows-1.0-py3-none-win_amd64.whl"
            )
            #expect(
                error.description.contains(
                    "requirements.txt:1:1: the wheel 'windows-1.0-py3-none-win_amd64.whl' is not for"
                )
            )
            let wrong = try await session.failure("\(url)#sha256=\(String(repeating: "0", count: 64))")
            #expect(wrong.problems.allSatisfy { $0.severity == .error }, "\(wrong)")
        }
    }

    @Test func constraintsAndPrereleasesCount() async throws {
        try await serve { session in
            let files = ["requirements.txt": "-c c.txt\n--pre\nplain\npre", "c.txt": "plain<1\nnosuch==1"]
            let request = try #require(try RequirementsReader { files[$0].map { Array($0.utf8) } }.read())
            let lock = try await session.index.resolver().resolve(
                request,
                implicit: [],
                for: session.target,
                scratch: session.index.scratch
            )
            #expect(session.versions(lock) == ["plain 0.9", "pre 1.0a1"])
            #expect(try await session.versions(session.lock("pre")) == ["pre 0.5"])
        }
    }

    @Test func settingsOfTheEnvironmentThatChangeTheWorkAreDropped() async throws {
        try await serve { session in
            let lock = try await session.lock(
                "plain",
                variables: [
                    "UV_NO_BINARY": "1", "UV_RESOLUTION": "lowest", "UV_CONSTRAINT": "/nonexistent",
                    "UV_PRERELEASE": "allow",
                ],
            )
            #expect(session.versions(lock).contains("plain 1.0"))
        }
    }

    @Test func configurationAroundTheScratchFolderIsNotRead() async throws {
        try await serve { session in
            let config = "index-url = \"http://127.0.0.1:1/simple\"\n[pip]\nno-binary = [\":all:\"]\n"
            try Data(config.utf8).write(to: session.index.root.appending(path: "uv.toml"))
            let bin = session.index.root.appending(path: ".venv/bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            let python = bin.appending(path: "python")
            try Data("#!/bin/sh\ntouch '\(session.index.marker)'\nexec /usr/bin/python3 \"$@\"\n".utf8).write(
                to: python
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: python.path)
            let variables = ["VIRTUAL_ENV": session.index.root.appending(path: ".venv").path]
            #expect(try await session.versions(session.lock("plain==0.9", variables: variables)) == ["plain 0.9"])
            #expect(!session.index.wasExecuted)
        }
    }

    @Test func completesACommittedLock() async throws {
        try await serve { session in
            let whole = try await session.lock("plain==1.0")
            let completed = try await session.lock(whole.canonicalText, implicit: ["ipykernel"], file: "pylock.toml")
            #expect(session.versions(completed) == ["helper 1.2", "ipykernel 7.0", "plain 1.0", "targetonly 1.0"])
            let alone = try await session.lock(whole.canonicalText, implicit: ["plain"], file: "pylock.toml")
            #expect(alone.canonicalText == whole.canonicalText)
        }
    }

    @Test func aLockThatDoesNotAgreeIsRefused() async throws {
        try await serve { session in
            let pinned = try await session.lock("helper==1.1")
            let error = try await session.failure(
                pinned.canonicalText,
                implicit: ["plain", "helper>=1.2"],
                file: "pylock.toml",
            )
            #expect(
                error.problems.contains { $0.message.contains("contradict") || $0.message.contains("helper") },
                "\(error)"
            )
        }
    }

    @Test func anIndexOutOfReachIsNotTheRequirementsFault() async throws {
        try await serve { session in
            let error = try await #require(throws: PackagesError.self) {
                try await session.lock(
                    "plain",
                    variables: ["UV_DEFAULT_INDEX": "http://u:secret@127.0.0.1:1/simple", "UV_HTTP_RETRIES": "0"]
                )
            }
            #expect(error.code == .resolver)
            #expect(error.failureClass == .unavailable)
            #expect(!error.description.contains("secret"))
        }
    }

    @Test func missingUvIsNamedWithTheInstallLine() throws {
        let error = try #require(throws: ToolFailure.self) {
            _ = try ExternalTool.locate("uv-that-is-nowhere", installHint: "x")
        }
        #expect(error.code == .missing)
    }

    @Test func leavesNoFileBehind() async throws {
        try await serve { session in
            _ = try await session.lock("plain")
            _ = try await session.failure("source")
            #expect(try FileManager.default.contentsOfDirectory(atPath: session.index.scratch.string).isEmpty)
        }
    }

    @Test func keysFollowWhatDecides() async throws {
        try await serve { session in
            func key(
                _ text: String,
                _ implicit: [String] = [],
                _ variables: [String: String] = [:],
                full: String = "3.13.5"
            ) throws -> String {
                let request = try #require(
                    try RequirementsReader(allowsIndexes: true) { $0 == "requirements.txt" ? Array(text.utf8) : nil }
                        .read(),
                )
                let target = try #require(PythonTarget(fullVersion: full, glibc: "2.41", architecture: .x86_64))
                let resolver = try session.index.resolver(variables)
                return resolver.cacheKey(request, implicit: implicit.map { Requirement(name: $0) }, for: target).hex
            }
            let base = try key("a\nb>=1,<2")
            #expect(try key("# c\n\nB<2, >=1\n A") == base)
            #expect(
                try key("a\nb>=1,<2", [], ["UV_INDEX": "https://u:p@h/s"])
                    == key("a\nb>=1,<2", [], ["UV_INDEX": "https://h/s"])
            )
            let others = [
                try key("a\nb>=1"), try key("a\nb>=1,<2\n--pre"), try key("a\nb>=1,<2", ["c"]),
                try key("a\nb>=1,<2", full: "3.13.6"),
                try key("a\nb>=1,<2\n-i https://h/s"), try key("a\nb>=1,<2", [], ["UV_INDEX": "https://h/s"]),
                try key("a --hash=sha256:\(String(repeating: "0", count: 64))\nb>=1,<2"),
            ]
            #expect(Set(others + [base]).count == others.count + 1)
        }
    }
}

/// Asks the real index.
@Suite struct RealIndexTests {
    @Test(.timeLimit(.minutes(5)), arguments: [PythonTarget.Architecture.x86_64, .aarch64])
    func resolvesAScienceStack(architecture: PythonTarget.Architecture) async throws {
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.41", architecture: architecture))
        let reader = RequirementsReader { $0 == "requirements.txt" ? Array("astropy\nmatplotlib\n".utf8) : nil }
        let request = try #require(try reader.read())
        let scratch = FileManager.default.temporaryDirectory.appending(path: "real-index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let resolver = try PackageResolver.locate(variables: ProcessInfo.processInfo.environment)
        let implicit = ["ipykernel", "pip"].map { Requirement(name: $0) }
        let lock = try await resolver.resolve(request, implicit: implicit, for: target, scratch: FilePath(scratch.path))
        let wheels = try lock.select(for: target)
        for name in ["astropy", "matplotlib", "numpy", "ipykernel", "pip"] {
            #expect(wheels.contains { $0.name == name }, "\(name)")
        }
        let numpy = try #require(wheels.first { $0.name == "numpy" })
        #expect(numpy.filename.contains("cp313-cp313-manylinux") && numpy.filename.contains(architecture.rawValue))
        #expect(wheels.allSatisfy { $0.url.hasPrefix("https://") && ($0.size ?? 0) > 0 })
    }
}
