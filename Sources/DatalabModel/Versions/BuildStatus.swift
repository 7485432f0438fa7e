/// What became of a build; the raw values are the platform's words.
public enum BuildStatus: String, Sendable, Hashable, Codable, CaseIterable {
    /// The build goes on.
    case inProgress = "BUILD_IN_PROGRESS"
    /// The build made an image.
    case success = "BUILD_SUCCESS"
    /// The build ended with an error.
    case failed = "BUILD_FAILED"
    /// The user stopped the build.
    case cancelled = "BUILD_CANCELLED"
    /// The build ended without saying so: the process was killed or the machine stopped.
    case interrupted = "BUILD_INTERRUPTED"

    /// The event that starts every build's log.
    public static let startedEvent = "Build started"

    /// The word a user sees: `SUCCESS`.
    public var label: String {
        self == .inProgress ? "IN PROGRESS" : String(rawValue.dropFirst("BUILD_".count))
    }

    /// The event that ends a build's log, `Build ended with status BUILD_SUCCESS`; nil while the build goes on.
    public var endedEvent: String? {
        isFinal ? "Build ended with status \(rawValue)" : nil
    }

    /// Whether the build has ended.
    public var isFinal: Bool { self != .inProgress }
}
