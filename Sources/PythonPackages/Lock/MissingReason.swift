/// Why one requirement alone cannot be had, in words made from the resolver's report.
struct MissingReason {
    /// The kinds of reasons that are told apart.
    enum Kind {
        case unknownPackage, unknownVersion, sourceOnly, otherPython, otherPlatform, pythonCondition, other
    }

    let kind: Kind
    let message: String
    /// What the resolver adds about wheels that do exist.
    let hint: String?

    /// Whether a wheel is what is missing.
    var isMissingWheel: Bool { kind == .sourceOnly || kind == .otherPython || kind == .otherPlatform }

    init(_ report: ResolverReport, _ requirement: Requirement, _ target: PythonTarget) {
        let text = report.explanation
        let asked = "'\(requirement.name)\(requirement.specifiers.map(\.description).joined(separator: ","))'"
        let subject = Self.subject(of: text) ?? requirement.name
        let through =
            PackageName.normalized(subject.prefix { !"=<>!~[".contains($0) }) == requirement.name
            ? asked : "\(asked) needs '\(subject)', which"
        let available = report.hints.first { $0.contains("following") }.map { Self.available($0) } ?? ""
        let found: (Kind, String) =
            if text.contains("was not found in the package registry") {
                (.unknownPackage, "\(through) is not on the index")
            } else if text.contains("matching Python ABI tag") || text.contains("matching Python version tag")
                || text.contains("matching Python implementation tag")
            {
                (.otherPython, "\(through) has no wheel for Python \(target.pythonVersion)\(available)")
            } else if text.contains("matching platform tag") {
                (
                    .otherPlatform,
                    "\(through) has no wheel for \(target.architecture.rawValue) with glibc \(target.glibc)\(available)"
                )
            } else if text.contains("has no usable wheels") || text.contains("have no usable wheels") {
                (.sourceOnly, "\(through) has no wheel, only source, which would have to be built")
            } else if let condition = text.firstMatch(of: #/does not satisfy Python(\S+)/#)?.output.1 {
                (.pythonCondition, "\(through) is for Python \(condition), the base has \(target.fullVersion)")
            } else if text.contains("there is no version of") || text.contains("only the following versions") {
                (.unknownVersion, "\(through) is a version that does not exist")
            } else {
                (.other, "\(asked) cannot be resolved: \(report.summary)")
            }
        kind = found.0
        message = found.1
        hint = nil
    }

    /// The package that the explanation begins with.
    private static func subject(of text: String) -> String? {
        let pattern =
            #/(?:there is no version of |[Bb]ecause (?:all versions of )?)(?<name>[A-Za-z0-9][A-Za-z0-9._\-]*(?:[=<>!~][^\s,]*)?)/#
        guard let match = text.firstMatch(of: pattern) else { return nil }
        let name = String(match.output.name)
        if name == "there" {
            return text.firstMatch(of: #/there is no version of (\S+)/#).map { String($0.output.1) }
        }
        return ["all", "only", "the"].contains(name) ? nil : name
    }

    /// The tags at the end of a hint such as `… with the following Python ABI tags: …`.
    private static func available(_ hint: String) -> String {
        guard let colon = hint.lastIndex(of: ":") else { return "" }
        let tags = hint[hint.index(after: colon)...].split(separator: ",").map { $0.filter { $0 != "`" && $0 != " " } }
        let shown = tags.prefix(6).joined(separator: ", ")
        return tags.isEmpty ? "" : ": it has wheels for \(shown)\(tags.count > 6 ? " and \(tags.count - 6) more" : "")"
    }
}
