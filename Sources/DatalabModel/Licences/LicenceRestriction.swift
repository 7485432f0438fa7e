extension LicenceExpression {
    /// Why what is under this licence is not for everybody, as far as the licence's identifier tells; nil where nothing does.
    ///
    /// Of licences to choose from, one that is for everybody is enough.
    public var restriction: String? { Self.restriction(of: term) }

    private static func restriction(of term: Term) -> String? {
        switch term {
        case .licence(let identifier, _), .reference(let identifier): restriction(of: identifier)
        case .with(let licence, _): restriction(of: licence)
        case .and(let terms): terms.lazy.compactMap(restriction).first
        case .or(let terms): terms.allSatisfy { restriction(of: $0) != nil } ? restriction(of: terms[0]) : nil
        }
    }

    private static func restriction(of identifier: String) -> String? {
        if identifier.hasPrefix(ESALicences.communityPrefix) {
            return "'\(identifier)' is limited to the member states of the European Space Agency"
        }
        guard LicenceList.licence(identifier) == nil else { return nil }
        // The licence is the owner's own: its name is all that is known of it.
        let words = Set(identifier.lowercased().split { !$0.isLetter }.map(String.init))
        guard let word = closed.first(where: words.contains) else { return nil }
        return "'\(identifier)' says '\(word)'"
    }

    private static let closed = [
        "proprietary", "confidential", "restricted", "internal", "commercial", "closed", "private", "reserved",
    ]
}
