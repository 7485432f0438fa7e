public import Reporting

/// Something in a datalab's files or metadata that should not be published as it is.
public struct Finding: Sendable, Hashable, Codable {
    /// What is looked for; the words that 'checks.accept' of the metadata uses.
    public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
        /// A private key, or a token of a known service.
        case secret
        /// A file that is known to hold credentials, by its name.
        case credentialsFile = "credentials-file"
        /// A path of one person's computer in a notebook or script.
        case homePath = "home-path"
        /// A file of more than 100 MB.
        case largeFile = "large-file"
        /// A licence that does not fit who may see the datalab.
        case licence
    }

    /// What was looked for.
    public var rule: Rule
    /// Where it is, what it is, and one next step; never the secret itself.
    public var problem: Problem
    /// Whether the metadata says that it is known and may stay.
    public var isAccepted = false

    /// How many there are, in a line for people.
    package static func summary(of findings: [Finding]) -> String {
        guard !findings.isEmpty else { return "nothing found" }
        return "\(findings.count) found, \(findings.filter(\.isAccepted).count) of them accepted"
    }

    /// A finding that nobody has accepted.
    init(_ rule: Rule, _ problem: Problem) {
        self.rule = rule
        self.problem = problem
    }
}
