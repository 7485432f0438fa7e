internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// One source on its way to a wheel.
struct WheelBuildRun {
    let build: WheelBuild
    let tree: SourceTree
    let system: BuildSystem
    let root: BuilderRoot
    let target: PythonTarget
    let interpreter: String
    let depth: Int
    let progress: ProgressHandler

    /// Backends ask for more at most once, unless what they get changes what they ask for.
    private static let mostRounds = 3

    /// Builds the wheel and keeps it.
    func wheel(answering question: Digest, in cache: BoxedWheelCache) async throws -> BoxedWheel {
        let work = build.scratch.appending("wheel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: work.string, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: work.string) }
        progress(.log("building '\(tree.title)' in a sealed box"))
        let start = ContinuousClock.now
        var asked = system.requires
        for round in 0..<Self.mostRounds {
            let requirements = try await find(asked)
            let key = key(requirements)
            if !build.rebuilds, let known = cache.find(key: key) { return try cache.keep(known, for: question) }
            let answer = try await answer(requirements, asked, work.appending("\(round)"))
            if let more = answer.requires {
                asked += more.filter { !asked.contains($0) }
                continue
            }
            let verdict = WheelVerdict(tree: tree, target: target)
            let (file, metadata) = try await BlockingWork.run { try verdict.wheel(in: answer) }
            var built = BoxedWheel(file: file, facts: facts(file, metadata, requirements, key), seconds: 0)
            if build.rebuilds { try await compare(&built, requirements, asked, work.appending("again")) }
            built.seconds = (ContinuousClock.now - start) / .seconds(1)
            progress(.log("built '\(file.filename)' in \(String(format: "%.1f", built.seconds)) s"))
            return try cache.keep(built, for: question)
        }
        throw SourceBuildError(
            .failed,
            "the backend of '\(tree.title)' asks for other build requirements each time",
            hint: "report it to the authors, or require a version that has a wheel"
        )
    }

    private func find(_ texts: [String]) async throws -> BuildRequirements {
        guard !texts.isEmpty else { return BuildRequirements(wheels: []) }
        let requirements = try texts.map {
            try Requirement(parsing: $0, file: "the build requirements of '\(tree.title)'")
        }
        return try await build.requirements(requirements, tree.title, target, depth + 1, progress)
    }

    private func key(_ requirements: BuildRequirements) -> Digest {
        let lines = [
            "built wheel \(WheelBuild.formatVersion)", "source \(tree.identity)", "in \(tree.subdirectory ?? "")",
            "epoch \(epoch)", "tags \(tree.versionFromTags ?? "")", "with \(requirements.digest)",
            "root \(root.digest)",
            "script \(Digest.sha256(of: Array(PackageResources.build_py)))",
        ]
        return .sha256(of: lines.joined(separator: "\n"))
    }

    private var epoch: Int64 { tree.epoch ?? Int64(LayerFormat.modificationTime) }

    private func facts(
        _ file: WheelFile,
        _ metadata: DistributionMetadata,
        _ requirements: BuildRequirements,
        _ key: Digest,
    ) -> BoxedWheel.Facts {
        BoxedWheel.Facts(
            filename: file.filename.text,
            sha256: file.sha256,
            name: metadata.name,
            version: metadata.version,
            requiresDist: metadata.requiresDist,
            requiresPython: metadata.requiresPython,
            extras: metadata.extras,
            key: key,
            builtFrom: tree.title,
            buildLock: requirements.digest,
            builtWith: requirements.pins,
            root: root.digest,
        )
    }

    /// Builds once more; the first wheel stays, and a difference is told.
    private func compare(
        _ built: inout BoxedWheel,
        _ requirements: BuildRequirements,
        _ asked: [String],
        _ work: FilePath,
    ) async throws {
        let answer = try await answer(requirements, asked, work)
        let verdict = WheelVerdict(tree: tree, target: target)
        let (file, _) = try await BlockingWork.run { try verdict.wheel(in: answer) }
        built.facts.isReproducible = file.sha256 == built.file.sha256
        guard file.sha256 != built.file.sha256 else { return }
        progress(
            .warning(
                .warning(
                    "two builds of '\(tree.title)' gave different wheels",
                    hint: "the image is another after each '--rebuild-sources'; report it to the authors"
                )
            )
        )
    }

    // MARK: the box

    private func answer(_ requirements: BuildRequirements, _ asked: [String], _ work: FilePath) async throws
        -> BuildAnswer
    {
        try FileManager.default.createDirectory(atPath: work.string, withIntermediateDirectories: false)
        let inputs = try write(requirements, asked, into: work)
        var box = SealedBox(root: root.path, limits: build.limits)
        box.parts = root.parts
        box.inputs = inputs
        box.copies = ["src": tree.folder]
        box.environment = environment
        let tar = work.appending("answer.tar")
        let tell = progress
        let result = try await box.run(
            ["/bin/sh", "/run/box/build.sh", interpreter],
            answer: tar
        ) { tell(.log("box: \($0)")) }
        guard result.isSuccess else {
            let subject = "the build of '\(tree.title)'"
            throw BuildFailureReport(subject: subject, limits: build.limits, result: result).error
        }
        return try await BlockingWork.run { [limits = build.limits] in try BuildAnswer(tar, into: work, limits: limits)
        }
    }

    private func write(_ requirements: BuildRequirements, _ asked: [String], into work: FilePath) throws -> [String:
        FilePath]
    {
        struct Question: Encodable {
            let folder, backend, answer: String
            let backend_path, requires: [String]
        }
        let question = Question(
            folder: (["/tmp/src"] + (tree.subdirectory.map { [$0] } ?? [])).joined(separator: "/"),
            backend: system.backend,
            answer: "/tmp/out",
            backend_path: system.backendPath,
            requires: asked,
        )
        let files = [
            "question.json": try CanonicalJSON.encode(question), "build.py": Array(PackageResources.build_py),
            "build.sh": Array(PackageResources.build_sh),
            "requirements.txt": Array(requirements.pins.map { "\($0)\n" }.joined().utf8),
        ]
        var inputs = ["uv": build.uv]
        for (name, bytes) in files {
            let path = work.appending(name)
            try Data(bytes).write(to: URL(filePath: path.string))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path.string)
            inputs[name] = path
        }
        for wheel in requirements.wheels { inputs["wheels/\(wheel.filename.text)"] = wheel.path }
        return inputs
    }

    /// What makes builds alike, and tells backends the version that they would ask git for.
    private var environment: [String: String] {
        var environment = [
            "SOURCE_DATE_EPOCH": "\(max(epoch, 315_532_800))", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": "/tmp/env/bin:/usr/local/bin:/usr/bin:/bin", "VIRTUAL_ENV": "/tmp/env", "PIP_NO_INDEX": "1",
            "UV_OFFLINE": "1", "UV_CACHE_DIR": "/tmp/uv", "TZ": "UTC",
        ]
        guard let version = tree.versionFromTags else { return environment }
        for name in ["SETUPTOOLS_SCM_PRETEND_VERSION", "PBR_VERSION", "PDM_BUILD_SCM_VERSION"] {
            environment[name] = version
        }
        return environment
    }
}
