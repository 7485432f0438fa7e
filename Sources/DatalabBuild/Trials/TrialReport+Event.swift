internal import LocalRuns

extension TrialReport {
    /// The dated line of a build's history.
    var event: String { "Test \(isPassed ? "passed" : "failed"): \(summary)" }
}
