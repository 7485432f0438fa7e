internal import Foundation
internal import Reporting

/// What a project's lock (`uv.lock`, `poetry.lock`, `Pipfile.lock`) fixes: the versions that may be chosen, with the digests
/// of their files.
///
/// The project says what is required; its lock only narrows the choice, so what the lock has for other platforms or groups
/// does no harm, and what it lacks is chosen as if there were none.
struct ProjectLock {
    /// The file.
    let file: String
    /// One condition for each version in the lock.
    private(set) var constraints: [Requirement] = []
    /// The commits of packages that come from git, by normalised name.
    private(set) var commits: [String: String] = [:]
    /// The packages as they would be required, for a `Pipfile.lock` without its `Pipfile`.
    private(set) var problems: [Problem] = []

    /// One package of a lock, whatever its form.
    private struct Entry {
        var name: String
        var version: String
        var marker: String?
        var hashes: [String] = []
        var place: Place
    }

    private var entries: [Entry] = []

    /// Reads a lock by the name of its file; nil for a name that is no such lock's.
    ///
    /// - Throws: `PackagesError` when it is no TOML or JSON.
    init?(_ bytes: [UInt8], _ file: String) throws(PackagesError) {
        self.file = file
        switch file.split(separator: "/").last {
        case "uv.lock": try readTOML(bytes) { entry, lock in lock.addUV(entry) }
        case "poetry.lock": try readTOML(bytes) { entry, lock in lock.addPoetry(entry) }
        case "Pipfile.lock": try readPipfile(bytes)
        default: return nil
        }
        finish()
    }

    private var place: Place { Place(file: file) }

    private mutating func readTOML(_ bytes: [UInt8], _ read: (Package, inout ProjectLock) -> Void) throws(PackagesError)
    {
        let root = try TOMLNode.parse(bytes, file: file, code: .lock)
        let places = try TOMLPlaces(bytes, file)
        guard let packages = root["package"]?.array else {
            guard root["package"] == nil else {
                problems.append(
                    .error(at: place, "'package' is \(root["package"]?.kind ?? ""), expected an array of tables")
                )
                return
            }
            return
        }
        for (number, node) in packages.enumerated() {
            let at = places.place(ofTable: "package", number)
            guard let name = node["name"]?.string, PackageName.isValid(name) else {
                problems.append(.error(at: at, "a package has no 'name'", hint: "make the lock anew"))
                continue
            }
            read(Package(node: node, root: root, name: name, place: at), &self)
        }
    }

    private struct Package {
        let node: TOMLNode
        let root: TOMLNode
        let name: String
        let place: Place
    }

    private mutating func addUV(_ package: Package) {
        let node = package.node
        if let git = node["source"]?["git"]?.string, let commit = git.split(separator: "#").last, git.contains("#") {
            commits[PackageName.normalized(package.name)] = String(commit)
        }
        guard let version = node["version"]?.string, node["source"]?["registry"] != nil else { return }
        let files = (node["wheels"]?.array ?? []) + [node["sdist"]].compactMap { $0 }
        let markers = (node["resolution-markers"]?.array ?? []).compactMap(\.string)
        let marker = markers.isEmpty ? nil : markers.map { "(\($0))" }.joined(separator: " or ")
        let hashes = files.compactMap { $0["hash"]?.string }
        entries.append(
            Entry(name: package.name, version: version, marker: marker, hashes: hashes, place: package.place)
        )
    }

    private mutating func addPoetry(_ package: Package) {
        let node = package.node
        if let type = node["source"]?["type"]?.string, type != "legacy" {
            if type == "git", let commit = node["source"]?["resolved_reference"]?.string {
                commits[PackageName.normalized(package.name)] = commit
            }
            return
        }
        guard let version = node["version"]?.string else { return }
        // Until 1.5 the files stood in a table of their own.
        let older = package.root["metadata"]?["files"]?[package.name]?.array
        let files = node["files"]?.array ?? older ?? []
        let hashes = files.compactMap { $0["hash"]?.string }
        // One marker for all groups is a text, one for each a table.
        let marker = node["markers"]?.string
        entries.append(
            Entry(name: package.name, version: version, marker: marker, hashes: hashes, place: package.place)
        )
    }

    private mutating func readPipfile(_ bytes: [UInt8]) throws(PackagesError) {
        guard let root = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
            throw PackagesError(
                .lock,
                "not valid JSON",
                at: place,
                hint: "make the lock anew with 'pipenv lock'",
                file: file
            )
        }
        for (category, value) in root.sorted(by: { $0.key < $1.key }) where category != "_meta" {
            for (name, value) in (value as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard let values = value as? [String: Any], PackageName.isValid(name) else { continue }
                names.insert(PackageName.normalized(name))
                if let commit = values["ref"] as? String { commits[PackageName.normalized(name)] = commit }
                guard let text = values["version"] as? String, text.hasPrefix("==") else { continue }
                let hashes = values["hashes"] as? [String] ?? []
                let version = String(text.dropFirst(2))
                // A package of several categories is in each of them.
                guard !entries.contains(where: { $0.name == name && $0.version == version }) else { continue }
                entries.append(Entry(name: name, version: version, hashes: hashes, place: place))
                if ["default", "develop"].contains(category) { installed.append(name) }
            }
        }
    }

    /// The normalised names of all packages of a `Pipfile.lock`.
    private(set) var names: Set<String> = []
    /// The packages of a `Pipfile.lock` that are always installed, as they are written.
    private(set) var installed: [String] = []

    /// Makes conditions of the entries.
    private mutating func finish() {
        for (name, same) in Dictionary(grouping: entries, by: { PackageName.normalized($0.name) }) {
            // Several versions of a package are for different environments: their markers must say for which.
            guard same.count == 1 || same.allSatisfy({ $0.marker != nil }) else { continue }
            // Which of them is chosen is not known here, so the digests of all are allowed.
            let hashes = Array(Set(same.flatMap(\.hashes).filter(Self.isDigest))).sorted()
            for entry in same {
                guard let version = PackageVersion(entry.version), let equal = VersionSpecifier("==\(version)") else {
                    problems.append(
                        .error(at: entry.place, "'\(entry.version)' is not a version", hint: "make the lock anew")
                    )
                    continue
                }
                var requirement = Requirement(name: name, at: entry.place)
                requirement.specifiers = [equal]
                requirement.hashes = hashes
                if same.count > 1 { requirement.marker = entry.marker.flatMap { Marker($0) } }
                if same.count == 1 || requirement.marker != nil { constraints.append(requirement) }
            }
        }
        constraints.sort { ($0.name, "\($0)") < ($1.name, "\($1)") }
        entries = []
    }

    private static func isDigest(_ text: String) -> Bool {
        text.hasPrefix("sha256:") && text.utf8.count == 71
            && text.utf8.dropFirst(7).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Narrows a request to the lock's versions.
    func add(to walk: inout RequirementsWalk) {
        walk.note(file)
        walk.problems += problems
        walk.request.constraints += constraints
    }
}
