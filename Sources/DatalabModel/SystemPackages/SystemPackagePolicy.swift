public import Reporting

/// Which Debian packages a site lets datalabs have: their own scripts run when a base is made.
public enum SystemPackagePolicy: Sendable, Hashable {
    /// All that the base's release of Debian has.
    case any
    /// None.
    case none
    /// Those that a file of the site names.
    case listed(Set<String>, file: String)

    /// The errors for packages that the site does not allow.
    ///
    /// - Parameter requests: what a datalab asks for.
    /// - Returns: one error a package.
    public func problems(with requests: [SystemPackageRequest]) -> [Problem] {
        switch self {
        case .any: []
        case .none:
            requests.map { request in
                .error(
                    at: request.place,
                    "this site does not allow system packages, and '\(request.name)' is one",
                    hint: "remove it, or ask the site's operator"
                )
            }
        case .listed(let allowed, _):
            requests.filter { !allowed.contains($0.name) }.map { request in
                let near = Spelling.closest(to: request.name, in: allowed.sorted())
                return .error(
                    at: request.place,
                    "this site does not allow the system package '\(request.name)'",
                    hint: Spelling.didYouMean(near) ?? "remove it, or ask the site's operator"
                )
            }
        }
    }
}
