internal import Reporting

/// A failure in the words a build's record keeps.
enum FailureReason {
    /// The errors, one a line, hints left out.
    static func text(of error: any Error) -> String {
        guard let failure = error.reported else { return "\(error)" }
        let errors = failure.problems.filter { $0.severity == .error }
        return errors.map { "\($0.place.map { "\($0): " } ?? "")\($0.message)" }.joined(separator: "\n")
    }
}
