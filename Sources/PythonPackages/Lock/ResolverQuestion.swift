internal import Foundation
internal import SystemPackage

/// One question to the resolver, as the files and arguments that it gets.
struct ResolverQuestion: Sendable {
    var requirements: [Requirement]
    var constraints: [Requirement]
    /// Requirements that take the place of any other of their packages.
    var overrides: [Requirement] = []
    let request: PackageRequest
    let target: PythonTarget
    /// A folder with wheels that were built here, which count as if the index had them.
    var localWheels: FilePath?
    /// Whether releases count that have only source.
    var allowsSource = false
    /// Whether what packages require is left out.
    var leavesOutDependencies = false

    /// The names of the files a question is made of.
    struct Files {
        let requirements: String
        let constraints: String
        let overrides: String
    }

    /// Writes the question's files under names of their own.
    func write(to folder: FilePath) throws(PackagesError) -> Files {
        let name = UUID().uuidString
        let files = Files(
            requirements: "\(name).in",
            constraints: "\(name).constraints",
            overrides: "\(name).overrides"
        )
        try ScratchFolder.write(Self.text(requirements), to: folder.appending(files.requirements))
        try ScratchFolder.write(Self.text(constraints), to: folder.appending(files.constraints))
        try ScratchFolder.write(Self.text(overrides), to: folder.appending(files.overrides))
        return files
    }

    /// The arguments of `uv`.
    func arguments(_ files: Files, python: FilePath) -> [String] {
        var arguments = [
            "pip", "compile", files.requirements, "--constraints", files.constraints, "--format", "pylock.toml",
            "--python-version", target.fullVersion, "--python-platform", platform, "--python", python.string,
            "--no-sources", "--no-config", "--no-python-downloads", "--generate-hashes",
            "--no-header", "--no-annotate", "--no-progress", "--color", "never",
        ]
        // With source allowed, what uv asks of a build is refused by the Python it is given ('ResolverPython').
        arguments += allowsSource ? ["--no-build-isolation"] : ["--only-binary", ":all:"]
        if leavesOutDependencies { arguments.append("--no-deps") }
        if !overrides.isEmpty { arguments += ["--overrides", files.overrides] }
        if let localWheels { arguments += ["--find-links", localWheels.string] }
        if request.allowsPrereleases { arguments += ["--prerelease", "allow"] }
        if let index = request.indexes.defaultIndex { arguments += ["--default-index", index] }
        for index in request.indexes.extraIndexes { arguments += ["--index", index] }
        for page in request.indexes.findLinks { arguments += ["--find-links", page] }
        if request.indexes.usesNoIndex { arguments.append("--no-index") }
        return arguments
    }

    private static func text(_ requirements: [Requirement]) -> String {
        requirements.map { "\($0)\n" }.joined()
    }

    /// The newest platform that `uv` knows and the target has; `uv` 0.13 knows glibc 2.17, 2.28 and 2.31 to 2.40.
    private var platform: String {
        let known = [17, 28] + Array(31...40)
        let minor = known.last { $0 <= target.glibcVersion.minor } ?? 17
        return "\(target.architecture.rawValue)-manylinux_2_\(minor)"
    }
}
