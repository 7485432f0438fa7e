/// An SPDX licence expression (SPDX 2.3, annex D), checked and with identifiers in their right case.
public struct LicenceExpression: Sendable, Hashable {
    /// The expression's parts.
    public indirect enum Term: Sendable, Hashable {
        /// A licence of the list; `orLater` for a `+` after its identifier.
        case licence(String, orLater: Bool)
        /// A `LicenseRef-` that is not in the list, perhaps after a `DocumentRef-`.
        case reference(String)
        /// A licence with an exception.
        case with(Term, exception: String)
        /// All of the terms apply.
        case and([Term])
        /// One of the terms applies, at choice.
        case or([Term])
    }

    /// What the expression says.
    public let term: Term

    /// An expression of known terms.
    init(_ term: Term) {
        self.term = term
    }

    /// Reads an expression; case of identifiers and operators does not matter.
    ///
    /// - Parameter text: such as `MIT OR (Apache-2.0 WITH LLVM-exception)`.
    /// - Returns: the expression.
    /// - Throws: `ModelFailure` with code `licenceSyntax` or `unknownLicence` and the offset of the fault.
    public static func parse(_ text: String) throws(ModelFailure) -> LicenceExpression {
        var parser = LicenceExpressionParser(text)
        return LicenceExpression(try parser.parse())
    }

    /// The identifiers of the licences it names, each once, in order.
    public var identifiers: [String] {
        var seen = Set<String>()
        return Self.identifiers(of: term).filter { seen.insert($0).inserted }
    }

    private static func identifiers(of term: Term) -> [String] {
        switch term {
        case .licence(let identifier, _), .reference(let identifier): [identifier]
        case .with(let licence, _): identifiers(of: licence)
        case .and(let terms), .or(let terms): terms.flatMap(identifiers(of:))
        }
    }
}

extension LicenceExpression: CustomStringConvertible {
    /// The expression as SPDX writes it.
    public var description: String { Self.render(term) }

    private static func render(_ term: Term) -> String {
        switch term {
        case .licence(let identifier, let orLater): orLater ? "\(identifier)+" : identifier
        case .reference(let name): name
        case .with(let licence, let exception): "\(render(licence)) WITH \(exception)"
        case .and(let terms): terms.map(renderInAnd).joined(separator: " AND ")
        case .or(let terms): terms.map(render).joined(separator: " OR ")
        }
    }

    private static func renderInAnd(_ term: Term) -> String {
        if case .or = term { "(\(render(term)))" } else { render(term) }
    }
}

extension LicenceExpression: Codable {
    /// Reads an expression from its text.
    public init(from decoder: any Decoder) throws {
        self = try Self.parse(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the expression as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
