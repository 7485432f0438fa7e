internal import Reporting

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
        package.sourceKinds = Set(["vcs", "directory", "archive", "sdist"].filter { node[$0] != nil })
        checkSources(package.sourceKinds, hasWheels: !package.wheels.isEmpty)
        if let archive = node["archive"], let wheel = archiveWheel(archive, package.name) {
            package.sourceKinds.remove("archive")
            package.wheels = [wheel]
        }
        return package
    }

    /// `vcs`, `directory` and `archive` each stand alone.
    private mutating func checkSources(_ kinds: Set<String>, hasWheels: Bool) {
        let alone = kinds.subtracting(["sdist"])
        if alone.count > 1 || (!alone.isEmpty && (hasWheels || kinds.contains("sdist"))) {
            let all = (kinds.sorted() + (hasWheels ? ["wheels"] : [])).map { "'\($0)'" }.joined(separator: ", ")
            report("the keys \(all) exclude each other")
        }
    }

    /// `uv` writes a wheel that was required by its address as an archive.
    private mutating func archiveWheel(_ node: TOMLNode, _ name: String) -> LockedWheel? {
        guard let url = node["url"]?.string, let filename = Self.lastPart(url), filename.hasSuffix(".whl") else {
            return nil
        }
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
        var hashes: [String: String] = [:]
        for (algorithm, value) in node["hashes"]?.table ?? [:] {
            hashes[algorithm.lowercased()] = value.string?.lowercased()
        }
        if hashes.isEmpty { report("the wheel '\(filename)' has no 'hashes'") }
        if let sha256 = hashes["sha256"], sha256.utf8.count != 64 || UInt8(sha256.prefix(2), radix: 16) == nil {
            report("the sha256 of '\(filename)' is not 64 hexadecimal digits")
        }
        let size = node["size"]?.integer.flatMap { UInt64(exactly: $0) }
        if node["size"] != nil, size == nil { report("the size of '\(filename)' is not a number of bytes") }
        return LockedWheel(filename: filename, url: url.map(Credentials.stripped), size: size, hashes: hashes)
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
        address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map { WheelURL.percentDecoded($0) }
    }
}
