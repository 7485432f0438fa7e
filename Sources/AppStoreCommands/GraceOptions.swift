internal import ArgumentParser

/// What garbage collection leaves alone.
struct GraceOptions: ParsableArguments {
    @Option(help: "Seconds for which blobs that no manifest names are kept, for pushes under way.")
    var gracePeriod = 24.0 * 3600

    @Option(help: "Days for which manifests without a tag that nothing else needs are kept, or 'forever'.")
    var keepUntagged = "90"

    /// The same in seconds; nil for ever.
    var untaggedPeriod: Double? { Double(keepUntagged).map { $0 * 86400 } }

    func validate() throws {
        guard keepUntagged == "forever" || (Double(keepUntagged).map { (0...36500).contains($0) } ?? false) else {
            throw ValidationError("--keep-untagged must be a number from 0 to 36500, or 'forever'")
        }
        guard gracePeriod >= 0 else { throw ValidationError("--grace-period must not be less than 0") }
    }
}
