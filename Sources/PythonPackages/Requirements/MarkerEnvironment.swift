/// The values that markers are evaluated with: those of the target, never of the build machine.
public struct MarkerEnvironment: Sendable, Hashable {
    /// The single values, by variable.
    public private(set) var values: [String: String]
    /// The extras that are asked for, normalised; only lock files ask with `in extras`.
    public var extras: Set<String> = []
    /// The dependency groups that are asked for, normalised.
    public var dependencyGroups: Set<String> = []

    /// The environment of a target.
    ///
    /// The kernel's release and version are those of the machine a container will run on, and so unknown: both are
    /// empty.
    public init(_ target: PythonTarget) {
        values = [
            "python_version": target.pythonVersion, "python_full_version": target.fullVersion, "os_name": "posix",
            "sys_platform": "linux", "platform_release": "", "platform_system": "Linux", "platform_version": "",
            "platform_machine": target.architecture.rawValue, "platform_python_implementation": "CPython",
            "implementation_name": "cpython", "implementation_version": target.fullVersion, "extra": "",
        ]
    }

    /// The same environment for what a package asks for with one of its extras.
    package func with(extra: String) -> MarkerEnvironment {
        var other = self
        other.values["extra"] = extra
        return other
    }
}

extension Marker {
    /// A comparison that the specification leaves without a meaning, such as `os_name ~= "posix"`.
    package struct Undefined: Error {
        let comparison: String
    }

    /// Whether the condition holds.
    ///
    /// - Parameter environment: the values to evaluate with.
    /// - Returns: whether it holds.
    /// - Throws: `Undefined` for a comparison that has no meaning.
    package func holds(in environment: MarkerEnvironment) throws(Undefined) -> Bool {
        switch self {
        case .and(let left, let right):
            let isLeft = try left.holds(in: environment)
            let isRight = try right.holds(in: environment)
            return isLeft && isRight
        case .or(let left, let right):
            let isLeft = try left.holds(in: environment)
            let isRight = try right.holds(in: environment)
            return isLeft || isRight
        case .comparison(let left, let comparison, let right):
            guard let result = Self.compare(left, comparison, right, environment) else {
                throw Undefined(comparison: description)
            }
            return result
        }
    }

    private static let versionVariables: Set<String> = [
        "python_version", "python_full_version", "implementation_version", "platform_release",
    ]

    private static func compare(
        _ left: Operand,
        _ comparison: Comparison,
        _ right: Operand,
        _ environment: MarkerEnvironment,
    ) -> Bool? {
        if case .text(let text) = left, case .variable(let name) = right,
            name == "extras" || name == "dependency_groups"
        {
            let set = name == "extras" ? environment.extras : environment.dependencyGroups
            switch comparison {
            case .in: return set.contains(PackageName.normalized(text))
            case .notIn: return !set.contains(PackageName.normalized(text))
            default: return nil
            }
        }
        let variable = [left, right].compactMap(\.variable).first ?? ""
        guard var leftText = left.value(environment), var rightText = right.value(environment) else { return nil }
        if variable == "extra" {
            leftText = PackageName.normalized(leftText)
            rightText = PackageName.normalized(rightText)
        }
        if versionVariables.contains(variable), let specifier = VersionSpecifier(comparison.rawValue + rightText) {
            return PackageVersion(leftText).map(specifier.contains) ?? false
        }
        return compareTexts(leftText, comparison, rightText)
    }

    /// Texts have no order: `<` and `>` never hold.
    private static func compareTexts(_ left: String, _ comparison: Comparison, _ right: String) -> Bool? {
        switch comparison {
        case .equal: left == right
        case .notEqual: left != right
        case .atMost, .atLeast: left == right
        case .less, .greater: false
        case .in: right.isEmpty ? left.isEmpty : left.isEmpty || right.contains(left)
        case .notIn: !(left.isEmpty || right.contains(left))
        case .compatible, .arbitrary: nil
        }
    }
}

extension Marker.Operand {
    fileprivate var variable: String? {
        if case .variable(let name) = self { name } else { nil }
    }

    fileprivate func value(_ environment: MarkerEnvironment) -> String? {
        switch self {
        case .text(let text): text
        case .variable(let name): environment.values[name]
        }
    }
}
