/// What long work tells while it goes on: lines for the log, and amounts for a live display.
public enum ProgressEvent: Sendable, Hashable {
    /// A line for the build's log; never holds a credential.
    case log(String)
    /// Work done so far on a named task (`fetching`, `downloading` …): `done` of `total`, in bytes unless `unit` says otherwise.
    case amount(task: String, done: UInt64, total: UInt64?, unit: Unit)
    /// Something unwise that does not stop the work.
    case warning(Problem)

    /// What an amount counts.
    public enum Unit: String, Sendable, Hashable, Codable {
        /// Bytes.
        case bytes
        /// Files, packages, layers: things.
        case items
    }
}

/// Takes progress events; called from any thread, must return quickly and never throw.
public typealias ProgressHandler = @Sendable (ProgressEvent) -> Void
