/// The Python that a datalab gets, and why it is this one.
public struct PythonChoice: Sendable, Hashable, Codable {
    /// Why a base's Python was taken.
    public enum Reason: String, Sendable, Hashable, Codable {
        /// Nothing asks for another, and it has all packages.
        case standard
        /// It was asked for.
        case asked
        /// It is the best that the project's condition, or a condition that was asked for, lets in.
        case condition
        /// The Pythons that come before it lack packages.
        case packages
        /// The one that was asked for cannot be had.
        case nearest
    }

    /// A Python that was passed over.
    public struct Rejection: Sendable, Hashable, Codable {
        /// The Python: `3.13`.
        public var python: String
        /// What it lacks: `'numpy==1.21.6' has no wheel for Python 3.13 on x86_64 with glibc 2.41`.
        public var lack: String
    }

    /// The Python: `3.11`.
    public var version: String
    /// The recipe's variant that has it.
    public var variant: String
    /// Why it was taken.
    public var reason: Reason
    /// What was asked for, and where: `3.10 (runtime.txt:1:1)`; nil when nothing was.
    public var request: String?
    /// Those that come before it, in the order in which they were tried.
    public var rejected: [Rejection]

    private func joined(_ reason: String, _ lack: String?) -> String {
        lack.map { "\(reason), \($0)" } ?? reason
    }

    /// A choice.
    package init(version: String, variant: String, reason: Reason, request: String?, rejected: [Rejection]) {
        self.version = version
        self.variant = variant
        self.reason = reason
        self.request = request
        self.rejected = rejected
    }

    /// Why it was taken, in words that follow the version: `as 3.11 (runtime.txt:1:1) asks`.
    public var explanation: String {
        let lack = rejected.first.map { "since \($0.lack)" }
        switch reason {
        case .standard: return "the default"
        case .asked: return "as asked for: \(request ?? "")"
        case .condition: return joined("the best for \(request ?? "the project")", lack)
        case .packages: return lack ?? ""
        case .nearest: return joined("the nearest to \(request ?? "")", lack)
        }
    }
}
