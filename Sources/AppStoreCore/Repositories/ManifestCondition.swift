internal import GRDB
package import OCIModel

/// What must be so for a manifest to be taken (RFC 9110, "If-Match" and "If-None-Match"): two who move one tag do not undo each
/// other's work.
package struct ManifestCondition: Sendable, Hashable {
    /// It was not so.
    package struct Failed: Error, Hashable {
        /// What was found there.
        package let found: Digest?
    }

    private enum Wanted: Sendable, Hashable {
        case anything, nothing
        case oneOf(Set<String>)
    }

    private let reference: ManifestReference
    private let wanted: Wanted

    /// The condition of a request; nil when it has none.
    ///
    /// - Parameters:
    ///   - reference: the tag or digest that is pushed to.
    ///   - match: the value of `If-Match`: `*`, or digests in quotes.
    ///   - noneMatch: the value of `If-None-Match`, of which `*` alone is known here.
    /// - Throws: `RegistryRefusal` with code `manifestInvalid` for other values.
    package init?(on reference: ManifestReference, match: String?, noneMatch: String?) throws(RegistryRefusal) {
        self.reference = reference
        switch (match, noneMatch) {
        case (nil, nil): return nil
        case (nil, "*"?): wanted = .nothing
        case ("*"?, nil): wanted = .anything
        case (let match?, nil):
            let tags = match.split(separator: ",").map { $0.drop { $0 == " " } }
            let digests = tags.map { $0.hasPrefix("\"") && $0.hasSuffix("\"") ? String($0.dropFirst().dropLast()) : "" }
            guard !digests.isEmpty, digests.allSatisfy({ Digest($0) != nil }) else { fallthrough }
            wanted = .oneOf(Set(digests))
        default:
            let message = "the condition is not 'If-None-Match: *', nor 'If-Match' with '*' or digests in quotes"
            throw RegistryRefusal(.manifestInvalid, message)
        }
    }

    /// Looks whether it is so.
    ///
    /// - Throws: `Failed`; database errors.
    func check(in repository: Int64, _ db: Database) throws {
        let id = try Repositories.id(of: reference, in: repository, db)
        let text = try id.flatMap { id in
            try String.fetchOne(db, sql: "SELECT digest FROM manifest WHERE id = ?", arguments: [id])
        }
        let isMet =
            switch wanted {
            case .anything: text != nil
            case .nothing: text == nil
            case .oneOf(let digests): text.map(digests.contains) ?? false
            }
        guard isMet else { throw Failed(found: text.flatMap { Digest($0) }) }
    }
}
