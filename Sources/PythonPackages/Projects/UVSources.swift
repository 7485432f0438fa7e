internal import Reporting

/// `[tool.uv.sources]` and `[[tool.uv.index]]`: where `uv` takes a project's packages from.
struct UVSources {
    private let sources: [String: TOMLNode]
    private let root: TOMLNode
    private let places: TOMLPlaces
    private let commits: [String: String]

    init(_ root: TOMLNode, _ places: TOMLPlaces, commits: [String: String]) {
        let table = root["tool"]?["uv"]?["sources"]?.table ?? [:]
        sources = Dictionary(table.map { (PackageName.normalized($0.key), $0.value) }) { first, _ in first }
        self.root = root
        self.places = places
        self.commits = commits
    }

    /// Takes the indexes, other than PyPI, as the options they are.
    func addIndexes(to walk: inout RequirementsWalk) throws {
        for (number, index) in (root["tool"]?["uv"]?["index"]?.array ?? []).enumerated() {
            guard let url = index["url"]?.string, !url.contains("://pypi.org/") else { continue }
            let option = index["default"] == .boolean(true) ? "--index-url" : "--extra-index-url"
            try walk.take("\(option) \(url)", madeFrom: places.place(ofTable: "tool.uv.index", number))
        }
    }

    /// The requirement with the source of its package in it; nil where it has none.
    mutating func replaced(_ text: String, at place: Place, _ walk: inout RequirementsWalk) throws -> String? {
        let name = String(text.drop { $0 == " " }.prefix { $0.utf8.allSatisfy(PackageName.isNameByte) })
        let normalized = PackageName.normalized(name)
        guard let found = sources[normalized], !text.contains("@") else { return nil }
        // Several sources are for different platforms: the one for Linux, or without a condition.
        let source = found.array?.first { Self.isForLinux($0["marker"]?.string) } ?? found
        guard source["index"] == nil else { return nil }
        guard source["workspace"] == nil else {
            return try member(normalized, text, at: places.place(name, in: "tool.uv.sources"), &walk)
        }
        let extras = text.firstRange(of: /\[[^\]]*\]/).map { String(text[$0]) } ?? ""
        let marker = text.contains(";") ? " ;" + text.drop { $0 != ";" }.dropFirst() : ""
        if let git = source["git"]?.string {
            let revision = commits[normalized] ?? ["rev", "tag", "branch"].lazy.compactMap { source[$0]?.string }.first
            let folder = source["subdirectory"]?.string.map { "#subdirectory=\($0)" } ?? ""
            let address = git.hasPrefix("git+") ? git : "git+" + git
            return "\(name)\(extras) @ \(address)\(revision.map { "@\($0)" } ?? "")\(folder)\(marker)"
        }
        if let url = source["url"]?.string { return "\(name)\(extras) @ \(url)\(marker)" }
        guard let path = source["path"]?.string else { return nil }
        return (path.hasPrefix(".") ? path : "./\(path)") + extras + marker
    }

    /// The folder of another project of the repository, a member of uv's workspace.
    private func member(_ name: String, _ text: String, at place: Place, _ walk: inout RequirementsWalk) throws
        -> String?
    {
        let candidates = walk.reader.files.filter { $0.hasSuffix("/pyproject.toml") }
            .sorted { ($0.split(separator: "/").count, $0) < ($1.split(separator: "/").count, $1) }
        for file in candidates.prefix(Self.mostMembers) {
            guard let bytes = try walk.reader.readFile(file),
                let found = ProjectDescription(bytes)?.name, PackageName.normalized(found) == name
            else { continue }
            let rest = text.drop { $0 == " " }.drop { $0.utf8.allSatisfy(PackageName.isNameByte) }
            return "./\(file.dropLast("/pyproject.toml".count))\(Self.withoutVersions(rest))"
        }
        walk.warn(
            at: place,
            "'\(name)' is said to be another project of this repository, and none has that name: it is taken from the index",
            hint: "name its folder: \(name) = { path = \"…\" }"
        )
        return nil
    }

    /// More projects than this no workspace has.
    private static let mostMembers = 500

    /// Extras and marker of a requirement: what is built from a folder has the version that it has.
    private static func withoutVersions(_ rest: Substring) -> String {
        let extras = rest.firstRange(of: /\[[^\]]*\]/).map { String(rest[$0]) } ?? ""
        return extras + (rest.firstIndex(of: ";").map { " " + rest[$0...] } ?? "")
    }

    private static func isForLinux(_ marker: String?) -> Bool {
        guard let marker else { return true }
        return !(marker.contains("darwin") || marker.contains("win32") || marker.contains("Windows"))
            || marker.contains("!=")
    }
}
