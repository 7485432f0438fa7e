internal import Reporting

/// A request as the plain files that a datalab's own users would write: `requirements.txt`, `apt.txt` and what they need.
package struct ConvertedRequirements: Sendable, Hashable {
    /// Each file's text, by its name.
    package private(set) var files: [String: String] = [:]

    /// Writes a request down.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - systemPackages: the text of the `apt.txt` that is there; what it lacks is added.
    package init(_ request: PackageRequest, systemPackages: String? = nil) {
        let sources = request.files.map { "'\($0)'" }.joined(separator: ", ")
        var lines = ["# Made of \(sources) by 'datalab convert'."]
        for warning in request.warnings {
            lines.append("# \(warning.place.map { "\($0): " } ?? "")\(Self.oneLine(warning.message))")
        }
        lines += Self.options(request)
        if !request.constraints.isEmpty {
            lines.append("-c constraints.txt")
            let pins = request.constraints.map(\.description).sorted()
            files["constraints.txt"] = Self.text(["# The versions of \(sources)."] + pins)
        }
        lines += Self.requirements(request)
        files["requirements.txt"] = Self.text(lines)
        if let python = request.python { files["runtime.txt"] = "python-\(python.text)\n" }
        let present = Set(
            (systemPackages ?? "").split(whereSeparator: \.isNewline).map { $0.filter { !$0.isWhitespace } }
        )
        var seen = present
        let missing = request.systemPackages.map(\.text).filter { seen.insert($0).inserted }
        guard !missing.isEmpty else { return }
        let own = systemPackages.map { $0.hasSuffix("\n") || $0.isEmpty ? $0 : $0 + "\n" } ?? ""
        files["apt.txt"] = own + Self.text(["# For \(sources):"] + missing)
    }

    private static func requirements(_ request: PackageRequest) -> [String] {
        if let lock = request.lock {
            return lock.packages.map { package in
                let version = package.version.map { "==\($0)" } ?? ""
                return package.name + version + (package.marker.map { " ; \($0)" } ?? "")
            }
        }
        var seen: Set<String> = []
        return request.requirements.map { requirement in
            ([requirement.description] + requirement.hashes.map { "--hash=\($0)" }).joined(separator: " ")
        }
        .filter { seen.insert($0).inserted }
    }

    private static func options(_ request: PackageRequest) -> [String] {
        var lines = request.allowsPrereleases ? ["--pre"] : []
        lines += [request.indexes.defaultIndex].compactMap { $0.map { "--index-url \($0)" } }
        lines += request.indexes.extraIndexes.map { "--extra-index-url \($0)" }
        lines += request.indexes.findLinks.map { "--find-links \($0)" }
        return request.indexes.usesNoIndex ? lines + ["--no-index"] : lines
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
