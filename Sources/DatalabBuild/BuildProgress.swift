public import Reporting

/// What a build tells while it goes on.
public enum BuildProgress: Sendable, Hashable {
    /// The build has a record, of this number; a check has none.
    case buildStarted(Int64)
    /// A stage began.
    case stageStarted(String)
    /// A stage ended after some seconds of wall clock, with a line for people on what it did.
    case stageEnded(String, seconds: Double, summary: String)
    /// Something happened inside a stage.
    case work(ProgressEvent)
}

/// Takes a build's progress; called from any thread, must return quickly.
public typealias BuildProgressHandler = @Sendable (BuildProgress) -> Void
