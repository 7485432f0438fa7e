internal import DatalabModel
internal import Files
internal import Foundation
internal import Glibc
internal import LocalRuns
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// The record of a build that is going on: its log, its events, and the lock that says it lives.
public final class RunningBuild: Sendable {
    /// The build's number.
    public let id: Int64
    private let records: BuildRecords
    private let lockPath: FilePath
    private let lock: FileLock
    private let log: Mutex<FileDescriptor>

    init(id: Int64, records: BuildRecords, logPath: FilePath, lockPath: FilePath) throws(BuildFailure) {
        self.id = id
        self.records = records
        self.lockPath = lockPath
        do {
            lock = try FileLock(file: lockPath, making: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw BuildFailure(.cannotWrite(lockPath), detail: "\(error)")
        }
        switch lock.attempt(.exclusive) {
        case .taken: break
        case .held: throw BuildFailure(.cannotWrite(lockPath), detail: "\(Errno.wouldBlock)")
        case .refused(let reason): throw BuildFailure(.cannotWrite(lockPath), detail: "\(reason)")
        }
        do {
            let options: FileDescriptor.OpenOptions = [.create, .append, .closeOnExec]
            let permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
            log = Mutex(try FileDescriptor.open(logPath, .writeOnly, options: options, permissions: permissions))
        } catch {
            throw BuildFailure(.cannotWrite(logPath), detail: "\(error)")
        }
        try event(BuildStatus.startedEvent)
    }

    deinit {
        log.withLock { try? $0.close() }
    }

    /// Whether the process that holds a build's lock lives.
    static func isAlive(_ lockPath: FilePath) -> Bool {
        (try? FileLock(file: lockPath)).map { $0.attempt(.shared) != .taken } ?? false
    }

    /// Says whose build this is, once the metadata was read.
    ///
    /// - Parameters:
    ///   - datalab: the short name.
    ///   - version: the metadata's version.
    /// - Returns: the build's version; its counter is how many builds of the metadata's version came before.
    /// - Throws: `BuildFailure` with code `records`.
    func identify(datalab: String, version: DatalabVersion) throws(BuildFailure) -> BuildVersion {
        let counter = try records.identify(id, datalab: datalab, version: version.text)
        let build = BuildVersion(version, counter: UInt32(counter))
        try event("Build version: \(build)")
        return build
    }

    /// Records what the build is a function of.
    func set(inputs: BuildInputs) throws(BuildFailure) {
        try records.set(inputs: inputs, of: id)
    }

    /// Records what came of trying the image out, in the record and in the log.
    func set(trial: TrialReport) throws(BuildFailure) {
        try records.set(trial: trial, of: id)
        line(trial.event)
        for problem in trial.problems { line(problem.description) }
    }

    /// Records a dated line, in the record and in the log.
    func event(_ text: String) throws(BuildFailure) {
        try records.addEvent(text, to: id)
        line(text)
    }

    /// Adds a line to the log, dated in UTC; a log that cannot be written does not stop a build.
    func line(_ text: String) {
        let stamp = Date().formatted(.iso8601.time(includingFractionalSeconds: true))
        _ = log.withLock { try? $0.writeAll("\(stamp) \(text)\n".utf8) }
    }

    /// Ends the record.
    func end(_ status: BuildStatus, reason: String? = nil, result: BuildResult? = nil) throws(BuildFailure) {
        if let reason { line(reason) }
        if let ended = status.endedEvent { line(ended) }
        try records.end(id, status, reason: reason, result: result)
        unlink(lockPath.string)
    }
}
