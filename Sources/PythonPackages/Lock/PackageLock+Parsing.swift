internal import OCIModel
internal import Reporting
internal import Texts

extension PackageLock {
    /// Parses a `pylock.toml` of any tool.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: its name, for messages.
    /// - Throws: `PackagesError` with every problem of the file (code `lock`).
    public init(parsing bytes: [UInt8], file: String) throws(PackagesError) {
        let root = try TOMLNode.parse(bytes, file: file, code: .lock)
        var reader = LockReader(file: file)
        let lock = reader.lock(root)
        guard reader.problems.isEmpty else { throw PackagesError(.lock, reader.problems, file: file) }
        self = lock
    }
}

/// Takes a lock out of TOML values, gathering every problem.
private struct LockReader {
    let file: String
    var problems: [Problem] = []
    /// What is being read, for messages.
    private var subject = ""

    init(file: String) {
        self.file = file
    }

    mutating func lock(_ root: TOMLNode) -> PackageLock {
        checkVersion(root["lock-version"])
        var lock = PackageLock(packages: [], file: file, createdBy: string(root, "created-by") ?? "an unnamed tool")
        lock.requiresPython = specifiers(root)
        lock.environments = (array(root, "environments") ?? []).compactMap { marker($0, "environments") }
        lock.defaultGroups = Set(
            (array(root, "default-groups") ?? []).compactMap(\.string).map { PackageName.normalized($0) }
        )
        lock.requirements = root["tool"]?["datalab"]?["requirements"]?.array?.compactMap(\.string)
        guard let packages = array(root, "packages") else {
            if root["packages"] == nil { report("the key 'packages' is missing") }
            return lock
        }
        lock.packages = packages.enumerated().compactMap { package($1, number: $0 + 1) }
        return lock
    }

    private mutating func checkVersion(_ node: TOMLNode?) {
        guard let node else {
            return report("the key 'lock-version' is missing", hint: "make the file anew with 'uv pip compile'")
        }
        guard let version = node.string.flatMap({ PackageVersion($0) }), version.release.first == 1 else {
            return report("the 'lock-version' is \(node.string.map { "'\($0)'" } ?? node.kind), expected '1.0'")
        }
    }

    private mutating func package(_ node: TOMLNode, number: Int) -> LockedPackage? {
        subject = "package \(number): "
        defer { subject = "" }
        guard let name = string(node, "name") else {
            if node["name"] == nil { report("the key 'name' is missing") }
            return nil
        }
        guard PackageName.isValid(name) else {
            report("'\(name)' is no package name")
            return nil
        }
        subject = "package '\(name)': "
        var package = LockedPackage(name: PackageName.normalized(name), version: version(node))
        package.marker = node["marker"].flatMap { marker($0, "marker") }
        package.requiresPython = specifiers(node)
        package.index = string(node, "index").map(Credentials.stripped)
        package.wheels = (array(node, "wheels") ?? []).compactMap { wheel($0) }
        checkSources(node, hasWheels: !package.wheels.isEmpty)
        if let archive = node["archive"], let wheel = archiveWheel(archive, package.name) {
            package.wheels = [wheel]
        } else {
            package.source = source(node)
        }
        package.built = builtWheel(node["tool"]?["datalab"])
        return package
    }

    /// `vcs`, `directory` and `archive` each stand alone.
    private mutating func checkSources(_ node: TOMLNode, hasWheels: Bool) {
        let kinds = ["archive", "directory", "sdist", "vcs"].filter { node[$0] != nil }
        let alone = kinds.filter { $0 != "sdist" }
        if alone.count > 1 || (!alone.isEmpty && (hasWheels || kinds.contains("sdist"))) {
            let all = (kinds + (hasWheels ? ["wheels"] : [])).map { "'\($0)'" }.joined(separator: ", ")
            report("the keys \(all) exclude each other")
        }
    }

    /// `uv` writes a wheel that was required by its address as an archive.
    private mutating func archiveWheel(_ node: TOMLNode, _ name: String) -> LockedWheel? {
        guard let place = (node["url"] ?? node["path"])?.string, let filename = Self.lastPart(place),
            filename.hasSuffix(".whl")
        else { return nil }
        // A relative path is one of the workspace: a wheel that was brought along.
        guard node["url"] != nil || place.hasPrefix("/") else { return nil }
        guard var wheel = wheel(node) else { return nil }
        wheel.isDirect = true
        return wheel
    }

    private mutating func wheel(_ node: TOMLNode) -> LockedWheel? {
        let url = string(node, "url")
        let path = string(node, "path")
        guard let filename = string(node, "name") ?? (url ?? path).flatMap(Self.lastPart) else {
            report("a wheel has neither 'name', 'url' nor 'path'")
            return nil
        }
        guard WheelFilename(filename) != nil else {
            report("'\(filename)' is not the file name of a wheel")
            return nil
        }
        let hashes = hashes(node, of: filename)
        if hashes.isEmpty { report("the wheel '\(filename)' has no 'hashes'") }
        let size = size(node, of: filename)
        return LockedWheel(filename: filename, url: url.map(Credentials.stripped), size: size, hashes: hashes)
    }

    private mutating func hashes(_ node: TOMLNode, of file: String) -> [String: String] {
        var hashes: [String: String] = [:]
        for (algorithm, value) in node["hashes"]?.table ?? [:] {
            hashes[algorithm.lowercased()] = value.string?.lowercased()
        }
        let isHex = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
        if let sha256 = hashes["sha256"], sha256.utf8.count != 64 || !sha256.utf8.allSatisfy(isHex) {
            report("the sha256 of '\(file)' is not 64 hexadecimal digits")
        }
        return hashes
    }

    private mutating func size(_ node: TOMLNode, of file: String) -> UInt64? {
        let size = node["size"]?.integer.flatMap {
            (0...Int(BoundedNumber.largestSize)).contains($0) ? UInt64($0) : nil
        }
        if node["size"] != nil, size == nil { report("the size of '\(file)' is not a number of bytes") }
        return size
    }

    // MARK: source

    /// The source of a package: the keys `vcs`, `directory`, `archive` and `sdist`.
    private mutating func source(_ node: TOMLNode) -> PackageSource? {
        if let vcs = node["vcs"] { return git(vcs) }
        if let directory = node["directory"] {
            guard let path = string(directory, "path").flatMap({ workspacePath($0) }) else { return nil }
            return PackageSource(.folder(path), subdirectory: subdirectory(directory))
        }
        guard let archive = node["archive"] ?? node["sdist"] else { return nil }
        return self.archive(archive, isRelease: node["archive"] == nil)
    }

    private mutating func git(_ node: TOMLNode) -> PackageSource? {
        guard string(node, "type") == "git", let url = string(node, "url") else {
            report("'vcs' is no git repository with a 'url', which is what can be fetched here")
            return nil
        }
        let commit = string(node, "commit-id")
        let place = PackageSource.Place.git(
            url: Credentials.stripped(url),
            revision: string(node, "requested-revision"),
            commit: commit
        )
        return PackageSource(place, subdirectory: subdirectory(node))
    }

    private mutating func archive(_ node: TOMLNode, isRelease: Bool) -> PackageSource? {
        let place: PackageSource.Place
        if let url = string(node, "url").map(Credentials.stripped) {
            place = isRelease ? .release(url: url) : .archive(url: url)
        } else if let path = string(node, "path").flatMap({ workspacePath($0) }) {
            place = .file(path)
        } else {
            if node["path"] == nil { report("a source archive has neither 'url' nor 'path'") }
            return nil
        }
        var source = PackageSource(place, subdirectory: subdirectory(node))
        source.sha256 = hashes(node, of: source.title)["sha256"]
        source.size = size(node, of: source.title)
        return source
    }

    private mutating func subdirectory(_ node: TOMLNode) -> String? {
        guard let text = string(node, "subdirectory") else { return nil }
        guard !text.hasPrefix("/"), let path = WorkspacePath.resolved(text, beside: "") else {
            report("the subdirectory '\(text)' leaves the source")
            return nil
        }
        return path.isEmpty ? nil : path
    }

    /// A path from the root of the workspace.
    private mutating func workspacePath(_ path: String) -> String? {
        if !path.hasPrefix("/"), !path.hasPrefix("~"), let found = WorkspacePath.resolved(path, beside: file) {
            return found
        }
        report("'\(path)' leaves the workspace")
        return nil
    }

    /// What an earlier build of ours wrote of the wheel that it made.
    private mutating func builtWheel(_ node: TOMLNode?) -> BuiltWheel? {
        guard let table = node?["wheel"], let filename = string(table, "name"), WheelFilename(filename) != nil,
            let sha256 = hashes(table, of: filename)["sha256"], let size = size(table, of: filename)
        else { return nil }
        var wheel = BuiltWheel(filename: filename, sha256: sha256, size: size, build: nil)
        if let lock = node?["build-lock"]?.string.flatMap({ Digest($0) }),
            let root = node?["build-root"]?.string.flatMap({ Digest($0) })
        {
            wheel.build = SourceBuild(lock: lock, root: root)
        }
        return wheel
    }

    private mutating func version(_ node: TOMLNode) -> PackageVersion? {
        guard let text = string(node, "version") else { return nil }
        if let version = PackageVersion(text) { return version }
        report("'\(text)' is not a version")
        return nil
    }

    private mutating func specifiers(_ node: TOMLNode) -> [VersionSpecifier] {
        guard let text = string(node, "requires-python") else { return [] }
        if let specifiers = VersionSpecifier.list(text) { return specifiers }
        report("'requires-python' is '\(text)', expected conditions such as '>=3.11'")
        return []
    }

    private mutating func marker(_ node: TOMLNode, _ key: String) -> Marker? {
        if let marker = node.string.flatMap({ Marker($0) }) { return marker }
        report("'\(key)' has \(node.string.map { "'\($0)'" } ?? node.kind), expected a marker")
        return nil
    }

    private mutating func string(_ node: TOMLNode, _ key: String) -> String? {
        guard let value = node[key] else { return nil }
        if value.string == nil { report("'\(key)' is \(value.kind), expected a string") }
        return value.string
    }

    private mutating func array(_ node: TOMLNode, _ key: String) -> [TOMLNode]? {
        guard let value = node[key] else { return nil }
        if value.array == nil { report("'\(key)' is \(value.kind), expected an array") }
        return value.array
    }

    private mutating func report(_ message: String, hint: String? = nil) {
        problems.append(.error(at: Place(file: file), subject + message, hint: hint))
    }

    private static func lastPart(_ address: String) -> String? {
        address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map {
            PercentEncoding.decodeWherePossible($0)
        }
    }
}
