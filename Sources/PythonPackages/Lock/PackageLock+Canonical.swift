internal import Texts

extension PackageLock {
    /// The lock as a `pylock.toml` that depends on nothing but its content: sorted, without times and credentials.
    ///
    /// It can be read again, by this and by other tools; two locks with the same packages have the same text.
    public var canonicalText: String {
        var lines = ["lock-version = \"1.0\"", "created-by = \"datalab\""]
        if !environments.isEmpty {
            lines.append(
                "environments = [\(environments.map { Self.quoted($0.description) }.sorted().joined(separator: ", "))]"
            )
        }
        if let condition = Self.condition(requiresPython) { lines.append("requires-python = \(condition)") }
        if !defaultGroups.isEmpty {
            lines.append("default-groups = [\(defaultGroups.sorted().map(Self.quoted).joined(separator: ", "))]")
        }
        let texts = packages.map { (name: $0.name, text: Self.text($0)) }
        let sorted = texts.sorted { ($0.name, $0.text) < ($1.name, $1.text) }.map(\.text)
        let made = requirements.map { texts in
            "\n[tool.datalab]\nrequirements = [\n" + texts.map { "    \(Self.quoted($0)),\n" }.joined() + "]\n"
        }
        return lines.joined(separator: "\n") + "\n" + (sorted.isEmpty ? "\npackages = []\n" : sorted.joined())
            + (made ?? "")
    }

    private static func text(_ package: LockedPackage) -> String {
        var lines = ["", "[[packages]]", "name = \(quoted(package.name))"]
        if let version = package.version { lines.append("version = \(quoted(version.description))") }
        if let marker = package.marker { lines.append("marker = \(quoted(marker.description))") }
        if let condition = condition(package.requiresPython) { lines.append("requires-python = \(condition)") }
        if let index = package.index { lines.append("index = \(quoted(index))") }
        if let source = package.source { lines += self.source(source) }
        if let direct = package.wheels.first(where: \.isDirect) {
            lines.append("archive = \(table(direct, isArchive: true))")
        } else if !package.wheels.isEmpty {
            let wheels = package.wheels.sorted { $0.filename < $1.filename }
            lines.append("wheels = [")
            lines += wheels.map { "    \(table($0, isArchive: false))," }
            lines.append("]")
        }
        if let built = package.built { lines += self.built(built) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The source under its key of the specification.
    private static func source(_ source: PackageSource) -> [String] {
        let folder = source.subdirectory.map { ["subdirectory = \(quoted($0))"] } ?? []
        let hashes = source.sha256.map { ["hashes = { sha256 = \(quoted($0)) }"] } ?? []
        let size = source.size.map { ["size = \($0)"] } ?? []
        switch source.place {
        case .release(let url):
            let name =
                url.split(separator: "/").last.map { ["name = \(quoted(PercentEncoding.decodeWherePossible($0)))"] }
                ?? []
            return ["sdist = \(inline(name + ["url = \(quoted(url))"] + size + hashes))"]
        case .archive(let url): return ["archive = \(inline(["url = \(quoted(url))"] + size + hashes + folder))"]
        case .file(let path): return ["archive = \(inline(["path = \(quoted(path))"] + size + hashes + folder))"]
        case .folder(let path):
            return ["directory = \(inline(["path = \(quoted(path.isEmpty ? "." : path))"] + folder))"]
        case .git(let url, let revision, let commit):
            let parts =
                ["type = \"git\"", "url = \(quoted(url))"]
                + (revision.map { ["requested-revision = \(quoted($0))"] } ?? [])
                + (commit.map { ["commit-id = \(quoted($0))"] } ?? []) + folder
            return ["vcs = \(inline(parts))"]
        }
    }

    /// The wheel that was built here: what the specification leaves to a tool's own table.
    private static func built(_ wheel: BuiltWheel) -> [String] {
        let parts = [
            "name = \(quoted(wheel.filename))", "size = \(wheel.size)",
            "hashes = { sha256 = \(quoted(wheel.sha256)) }",
        ]
        var lines = ["[packages.tool.datalab]", "wheel = \(inline(parts))"]
        if let build = wheel.build {
            lines += ["build-lock = \(quoted("\(build.lock)"))", "build-root = \(quoted("\(build.root)"))"]
        }
        return lines
    }

    private static func inline(_ parts: [String]) -> String { "{ \(parts.joined(separator: ", ")) }" }

    private static func table(_ wheel: LockedWheel, isArchive: Bool) -> String {
        var parts = isArchive ? [] : ["name = \(quoted(wheel.filename))"]
        if let url = wheel.url { parts.append("url = \(quoted(url))") }
        if let size = wheel.size { parts.append("size = \(size)") }
        let hashes = wheel.hashes.sorted { $0.key < $1.key }.map { "\($0.key) = \(quoted($0.value))" }
        parts.append("hashes = { \(hashes.joined(separator: ", ")) }")
        return "{ \(parts.joined(separator: ", ")) }"
    }

    private static func condition(_ specifiers: [VersionSpecifier]) -> String? {
        specifiers.isEmpty ? nil : quoted(specifiers.map(\.description).sorted().joined(separator: ","))
    }

    /// A basic string of TOML.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
