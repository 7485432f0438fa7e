/// What `uv` wrote when it found no answer, as facts.
struct ResolverReport: Sendable {
    /// Whether the requirements have no solution, as opposed to a failure of network or program.
    let isUnsolvable: Bool
    /// What the resolver would have to build to go on: `name==version`, or `name @ address`; nil when that is not the reason.
    let unbuilt: String?
    /// The explanation, on one line, without credentials.
    let explanation: String
    /// The lines that begin with `hint:`, without it.
    let hints: [String]

    init(_ standardError: String) {
        var causes: [String] = []
        var hints: [String] = []
        var isCause = false
        for line in Credentials.removed(from: standardError).split(separator: "\n") {
            let text = String(line.drop { $0 == " " })
            if let hint = text.strippingPrefix("hint: ") {
                hints.append(hint)
                isCause = false
            } else if let cause = text.strippingPrefix("cause: ") ?? text.strippingPrefix("error: ") {
                causes.append(cause)
                isCause = true
            } else if isCause {
                causes.append(text)
            }
        }
        unbuilt =
            causes.lazy.compactMap { cause in
                (cause.firstMatch(of: #/^Failed to (?:download and )?build `([^`]+)`/#)
                    ?? cause.firstMatch(of: #/URL dependency.*adding `([^`]+)` to your dependencies/#))
                    .map { String($0.output.1) }
            }.first
        isUnsolvable = causes.first?.hasPrefix("No solution found") ?? false
        explanation = causes.dropFirst(isUnsolvable ? 1 : 0).joined(separator: isUnsolvable ? " " : ": ")
        self.hints = hints
    }

    /// The explanation, cut to what a person reads.
    var summary: String {
        explanation.count > 600 ? explanation.prefix(600) + " …" : explanation
    }

    /// The first hint.
    var hint: String? { hints.first }
}

extension String {
    fileprivate func strippingPrefix(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
