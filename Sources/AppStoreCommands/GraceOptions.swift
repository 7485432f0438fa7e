internal import ArgumentParser

/// What garbage collection leaves alone.
struct GraceOptions: ParsableArguments {
    @Option(help: "Seconds for which blobs that no manifest names are kept, for pushes under way.")
    var gracePeriod = 24.0 * 3600

    func validate() throws {
        guard gracePeriod >= 0 else { throw ValidationError("--grace-period must not be less than 0") }
    }
}
