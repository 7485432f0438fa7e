public import PythonPackages
internal import SourceBuilds

/// What a site lets be built from source and run of a repository, and how much one run may use; nil for the box's own limits.
public struct SourceSettings: Sendable, Hashable {
    /// What may be built.
    public var policy: SourcePolicy
    /// What becomes of a repository's `postBuild`.
    public var postBuild = PostBuild.notAsked
    /// The longest time by the clock, in seconds.
    public var seconds: Int?
    /// The most memory of all processes together, in bytes.
    public var memory: UInt64?
    /// The most processes and threads at once.
    public var processes: Int?
    /// The size of the folder that a build may write, in bytes.
    public var disk: UInt64?

    /// What a site does with a repository's `postBuild`.
    public enum PostBuild: Sendable, Hashable {
        /// It is run in a sealed box.
        case run
        /// It is not run, as nobody has asked for it.
        case notAsked
        /// It is never run here.
        case forbidden
    }

    /// Settings with the box's own limits.
    public init(policy: SourcePolicy = .all) {
        self.policy = policy
    }

    /// The limits of a box.
    var limits: BoxLimits {
        var limits = BoxLimits()
        if let seconds { limits.seconds = seconds }
        if let memory { limits.memory = memory }
        if let processes { limits.processes = processes }
        if let disk { limits.disk = disk }
        return limits
    }
}
