internal import Hashing
internal import OCIModel

/// What decides a lock, as one digest.
struct LockKey {
    let digest: Digest

    /// Raised when the same inputs would be resolved or written in another way.
    private static let formatVersion = 2

    init(
        _ request: PackageRequest,
        implicit: [Requirement],
        target: PythonTarget,
        environment: ResolverEnvironment,
        sources: SourcePolicy,
        workspace: String?,
    ) {
        var lines = [
            "lock key \(Self.formatVersion)",
            "target \(target.fullVersion) \(target.glibc) \(target.architecture.rawValue)",
        ]
        lines += Self.texts(request.requirements).map { "require \($0)" }
        lines += Self.texts(implicit).map { "implicit \($0)" }
        lines += Self.texts(request.constraints).map { "constrain \($0)" }
        lines.append("prereleases \(request.allowsPrereleases)")
        lines.append("default index \(request.indexes.defaultIndex ?? "")")
        lines += request.indexes.extraIndexes.map { "extra index \($0)" }
        lines += request.indexes.findLinks.map { "find links \($0)" }
        lines.append("no index \(request.indexes.usesNoIndex)")
        lines += environment.decidingTexts
        lines.append("sources \(sources.rawValue)")
        // What is built from the workspace changes with its files.
        if let workspace { lines.append("workspace \(workspace)") }
        if let lock = request.lock { lines.append("lock \(Digest.sha256(of: lock.canonicalText))") }
        digest = Digest.sha256(of: lines.joined(separator: "\n"))
    }

    private static func texts(_ requirements: [Requirement]) -> [String] {
        requirements.map { "\($0) \($0.hashes.sorted().joined(separator: " "))" }.sorted()
    }
}
