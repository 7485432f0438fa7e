internal import ExternalTools
internal import Foundation
internal import Glibc
internal import Offloading
internal import Synchronization
package import SystemPackage

/// Runs a stranger's command where it can reach nothing: no network, no file of this machine but those it is given to read, no
/// environment, no other process, no right (`bubblewrap`; the scripts are in `BoxScripts`).
///
/// It sees a root that it cannot write (but see `changesRoot`), `/run/box` with what it is given, and one writable folder, `/tmp`, in memory, bounded in
/// bytes and files, which is gone afterwards. Its answer is the content of `/tmp/out`, as a tar that nothing here has unpacked
/// yet: whatever is in there, links and devices too, is only bytes. Started by root it runs as a user of its own without any
/// file; started by a user, in a user namespace where that user has no rights either. All that it leaves running is ended.
package struct SealedBox: Sendable {
    /// The folder that is `/` in the box.
    package var root: FilePath
    /// Folders of the root that are not its own: the place below `/`, and the folder here, which is read only.
    package var parts: [String: FilePath]
    /// What the command may read below `/run/box`: the name there, and the file or folder here.
    package var inputs: [String: FilePath]
    /// Folders that are copied into `/tmp` before: the name there, and the folder here.
    package var copies: [String: FilePath]
    /// The whole environment beside `PATH`, `HOME`, `LANG`, `TMPDIR` and `TERM`.
    package var environment: [String: String]
    /// Whether the command may change the root.
    ///
    /// What it changes is kept aside, on the disk in memory that `/tmp` is on too, and is the answer, as the upper half of an
    /// overlay. The folder itself stays as it is, but for its files' owner: started by root, they become the box's user's.
    package var changesRoot = false
    /// How much it may use.
    package var limits: BoxLimits
    /// The user who starts it, where this process is root and the box is to be made as any user would make it.
    package var user: UInt32?

    /// A box with a root.
    package init(root: FilePath, limits: BoxLimits = BoxLimits()) {
        self.root = root
        self.limits = limits
        (parts, inputs, copies, environment) = ([:], [:], [:], [:])
    }

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - command: the program's path in the box, and its arguments.
    ///   - answer: the file that the answer is written to, which must not exist; a tar, and nothing in it is trusted.
    ///   - onLine: told of each line of the log, safe to show, as it comes.
    /// - Returns: how it ended; a failure or a limit is no error here.
    /// - Throws: `SourceBuildError`: `boxUnavailable` with what to change on this machine, `files`; `ToolFailure` when
    ///   `bubblewrap` is missing; `CancellationError`.
    package func run(
        _ command: [String],
        answer: FilePath,
        onLine: @escaping @Sendable (String) -> Void = { _ in },
    ) async throws -> BoxResult {
        let bubblewrap = try ExternalTool.locate("bwrap", installHint: "install it: 'apt install bubblewrap'").path
        let cancelled = CancellationFlag()
        let result = try await withTaskCancellationHandler {
            try await BlockingWork.run { try run(command, bubblewrap, answer, cancelled, onLine) }
        } onCancel: {
            cancelled.set()
        }
        try Task.checkCancellation()
        return result
    }

    private func run(
        _ command: [String],
        _ bubblewrap: FilePath,
        _ answer: FilePath,
        _ cancelled: CancellationFlag,
        _ onLine: @escaping @Sendable (String) -> Void,
    ) throws -> BoxResult {
        let file: FileDescriptor
        do {
            let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate, .noFollow, .closeOnExec]
            file = try .open(answer, .writeOnly, options: options, permissions: .ownerReadWrite)
        } catch {
            throw SourceBuildError(.files, "the file '\(answer)' cannot be made: \(error)")
        }
        return try file.closeAfter {
            let group = user == nil ? ControlGroup(limits) : nil
            defer { group?.remove() }
            let launch = BoxLaunch(box: self, bubblewrap: bubblewrap, entrances: group?.entrances ?? [])
            let process = BoxProcess(
                limits: limits,
                answer: file,
                isCancelled: cancelled,
                watch: watch(group),
                onLine: onLine
            )
            let outcome: BoxProcess.Outcome
            do {
                outcome = try process.run(launch.arguments(for: command))
            } catch let error as Errno {
                throw SourceBuildError(.boxUnavailable, "a sealed box could not be started: \(error)")
            }
            guard outcome.hasBegun || outcome.ending != nil else {
                throw BoxDiagnosis.failure(BoxText.lines(outcome.log), status: outcome.status)
            }
            return BoxResult(
                status: outcome.status,
                limit: outcome.limit(isOutOfMemory: group?.hasRunOutOfMemory ?? false),
                log: outcome.log,
                seconds: outcome.seconds,
            )
        }
    }
}

extension SealedBox {
    /// Asks the kernel's control groups, and looks itself: where they count, what is on the box's disk counts as memory too.
    private func watch(_ group: ControlGroup?) -> @Sendable (pid_t) -> BoxLimits.Name? {
        let watch = BoxWatch(limits: limits)
        return { group?.hasRunOutOfMemory == true ? .memory : watch.reached(below: $0) }
    }
}

extension BoxProcess.Outcome {
    /// The limit that ended it: by our hand, by the kernel's, or by a signal that says so.
    fileprivate func limit(isOutOfMemory: Bool) -> BoxLimits.Name? {
        if case .limit(let limit) = ending { return limit }
        guard status != 0 else { return nil }
        if isOutOfMemory { return .memory }
        switch status {
        case 128 + SIGXCPU: return .time
        case 128 + SIGXFSZ: return .disk
        default: return nil
        }
    }
}
