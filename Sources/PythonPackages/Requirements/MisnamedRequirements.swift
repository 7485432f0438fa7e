package import Reporting

/// Requirements that name a module where a package's name belongs: `sklearn`, `PIL`, `os`.
package struct MisnamedRequirements {
    private let meant: [String: (package: String, isTaken: Bool)]

    /// Looks the requirements up in the tables of modules.
    init(_ requirements: [Requirement]) {
        meant = ModuleNames.meant(by: Set(requirements.filter { $0.url == nil && $0.source == nil }.map(\.name)))
    }

    /// The errors for those that no package is called like, so that no index has to be asked.
    package static func problems(in requirements: [Requirement]) -> [Problem] {
        let misnamed = MisnamedRequirements(requirements)
        return requirements.compactMap { misnamed.problem($0, isMissing: false) }
    }

    /// The error for a requirement; nil for one that can be a package's name.
    ///
    /// - Parameters:
    ///   - requirement: the requirement.
    ///   - isMissing: whether no package of that name can be had: then one that is called like a module is what was meant.
    /// - Returns: the error, with the name to write.
    func problem(_ requirement: Requirement, isMissing: Bool) -> Problem? {
        guard requirement.url == nil, requirement.source == nil else { return nil }
        let name = requirement.name
        if StandardModules.isAlwaysIncluded(name.replacing("-", with: "_")),
            isMissing || !StandardModules.isPackageToo(name)
        {
            return .error(
                at: requirement.place,
                "'\(name)' comes with Python and is no package",
                hint: "remove the line"
            )
        }
        if let package = StandardModules.debianPackage(of: name) {
            let hint = "remove the line, and add the line '\(package)' to apt.txt"
            return .error(at: requirement.place, "'\(name)' comes with Python, as a package of Debian", hint: hint)
        }
        guard let (package, isTaken) = meant[name], isMissing || !isTaken else { return nil }
        return .error(at: requirement.place, "'\(name)' is called '\(package)' on PyPI", hint: "write '\(package)'")
    }
}
