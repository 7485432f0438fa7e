internal import AppStoreAPI
internal import GRDB

/// `Policy`'s decision on seeing a datalab in the catalogue, for all datalabs at once: a condition on `catalogue_entry`.
///
/// A test holds it against `Policy.decide`.
struct CatalogueAudience {
    /// The condition, in parentheses; the table is called `entry`.
    let condition: SQL

    init(_ principal: Principal) {
        let open: SQL = "(entry.is_public AND entry.is_listed)"
        switch principal {
        case .disabled:
            condition = "(0)"
        case .anonymous:
            condition = open
        case .user(let name, let role, let scopes):
            let own = Self.own(name, role)
            guard let scopes else {
                condition = "(\(open) OR \(own))"
                return
            }
            let covered = scopes.filter { $0.rights.contains(.pull) }.map(Self.covered)
            condition = covered.isEmpty ? open : "(\(open) OR (\(own) AND (\(covered.joined(operator: .or)))))"
        }
    }

    /// What a user sees beside what everybody does.
    private static func own(_ name: String, _ role: Role) -> SQL {
        if role == .administrator { return "(1)" }
        let namespace = "\(name)/"
        let waiting: SQL = role == .moderator ? " OR entry.is_waiting" : ""
        return """
            (entry.owner = \(name) OR substr(entry.repository, 1, \(namespace.count)) = \(namespace)
            OR (entry.is_listed AND entry.repository IN
            (SELECT repository FROM repository_reader WHERE user = \(name)))\(waiting))
            """
    }

    private static func covered(_ scope: TokenScope) -> SQL {
        if scope.repository == "*" { return "1" }
        guard scope.repository.hasSuffix("/*") else { return "entry.repository = \(scope.repository)" }
        let beginning = String(scope.repository.dropLast())
        return "substr(entry.repository, 1, \(beginning.count)) = \(beginning)"
    }
}
