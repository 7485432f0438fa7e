/// Why one requirement alone cannot be had, in words made from the resolver's report and the index's page.
struct MissingReason {
    /// The kinds of reasons that are told apart.
    enum Kind {
        case unknownPackage, unknownVersion, noWheel, pythonCondition, invalidMetadata, other
    }

    /// The package that is missing: the required one, or one that it needs.
    struct Subject {
        let name: String
        let specifiers: [VersionSpecifier]
        /// What was required, for messages.
        let required: String
        /// Whether it is the required package itself.
        let isRequired: Bool
    }

    let kind: Kind
    let message: String

    /// Whether it is the requirement itself that cannot be had, and not the version that it asks for.
    let isOfItself: Bool

    /// Whether a wheel is what is missing.
    var isMissingWheel: Bool { kind == .noWheel }

    init(
        _ report: ResolverReport,
        _ requirement: Requirement,
        subject: Subject,
        listing: IndexListing?,
        target: PythonTarget,
    ) {
        let text = report.explanation
        isOfItself =
            subject.isRequired
            && (text.contains("was not found in the package registry") || listing?.wheels.isEmpty == true)
        let title = "'\(subject.name)\(subject.specifiers.map(\.description).joined(separator: ","))'"
        let who = subject.isRequired ? subject.required : "\(subject.required) needs \(title), which"
        if text.contains("was not found in the package registry") {
            (kind, message) = (.unknownPackage, "\(who) is not on the index")
        } else if text.contains("usable wheels") || text.contains("wheels with a matching") {
            (kind, message) = (.noWheel, "\(who) has no wheel for \(Self.lack(text, subject, listing, target))")
        } else if let condition = Self.pythonCondition(text) {
            (kind, message) = (
                .pythonCondition, "\(who) is for Python \(condition), the base has \(target.fullVersion)"
            )
        } else if text.contains("has invalid metadata") {
            (kind, message) = (
                .invalidMetadata, "\(who) says what it requires in a form that installers do not read any more"
            )
        } else if text.contains("there is no version of") {
            (kind, message) = (.unknownVersion, "\(who) is no version that the index has")
        } else {
            (kind, message) = (.other, "\(subject.required) cannot be resolved: \(report.summary)")
        }
    }

    /// The target and what there is instead: exact with the index's page, otherwise as the resolver tells it.
    private static func lack(
        _ text: String,
        _ subject: Subject,
        _ listing: IndexListing?,
        _ target: PythonTarget,
    ) -> String {
        if let listing {
            let wheels = listing.wheels(subject.specifiers)
            return "\(target): \(wheels.isEmpty ? "it has only source" : WheelMismatch.reason(wheels, target))"
        }
        if text.contains("matching Python") { return "Python \(target.pythonVersion)" }
        return text.contains("matching platform")
            ? "\(target.architecture.rawValue) with glibc \(target.glibc)" : "\(target)"
    }

    /// The package that the explanation says is missing.
    static func subject(of report: ResolverReport, _ requirement: Requirement) -> Subject {
        let conditions = requirement.specifiers.map(\.description).sorted().joined(separator: ",")
        let required = "'\(requirement.name)\(conditions)'"
        if let missing = missing(in: report.explanation), missing.name != requirement.name {
            return Subject(name: missing.name, specifiers: missing.specifiers, required: required, isRequired: false)
        }
        let specifiers = requirement.specifiers
        return Subject(name: requirement.name, specifiers: specifiers, required: required, isRequired: true)
    }

    private static func missing(in text: String) -> (name: String, specifiers: [VersionSpecifier])? {
        let name = #"([A-Za-z0-9][\w.\-]*)([=<>!~][^\s]*)?"#
        let patterns = [
            #"does not satisfy Python\S+ and (?:all versions of )?"# + name + " depend",
            name + " (?:has|have) no (?:usable )?wheels",
            "there is no version of " + name,
            name + " was not found in the package registry",
        ]
        for pattern in patterns {
            guard let regex = try? Regex(pattern, as: (Substring, Substring, Substring?).self),
                let match = text.firstMatch(of: regex)
            else { continue }
            let specifiers = match.output.2.flatMap { VersionSpecifier.list(String($0)) } ?? []
            return (PackageName.normalized(match.output.1), specifiers)
        }
        return nil
    }

    private static func pythonCondition(_ text: String) -> String? {
        text.firstMatch(of: #/does not satisfy Python(\S+)/#).map { String($0.output.1) }
    }
}
