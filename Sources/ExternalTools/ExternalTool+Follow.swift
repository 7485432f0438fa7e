internal import Subprocess
public import SystemPackage

extension ExternalTool {
    /// Runs the program to its end and passes on what it writes, line by line, as it comes.
    ///
    /// The program is in a process group of its own: Ctrl-C in a terminal reaches this process alone, which stops what it
    /// has started in its own order. Cancelling the task stops the program (SIGTERM, then SIGKILL after five seconds).
    ///
    /// - Parameters:
    ///   - arguments: the arguments after the program's name; never a credential, other users can read them.
    ///   - input: what the program reads from standard input, which is closed here once it has it; nothing when nil.
    ///   - onLine: called with each line of standard output and standard error, in the order they were written.
    /// - Returns: 0 for success; the number of the signal plus 128 when one ended the program.
    /// - Throws: `ToolFailure` with code `notStarted`; `CancellationError`.
    public func follow(
        _ arguments: [String],
        input: FileDescriptor? = nil,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> Int32 {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        do {
            let input = try input ?? FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(arguments),
                platformOptions: options,
                input: .fileDescriptor(input, closeAfterSpawningProcess: true),
                output: .sequence,
                error: .combinedWithOutput,
            ) { execution in
                for try await line in execution.standardOutput.strings() {
                    onLine(line.hasSuffix("\n") ? String(line.dropLast()) : line)
                }
            }
            try Task.checkCancellation()
            return exitStatus(result.terminationStatus)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ToolFailure(.notStarted, tool: name, detail: "\(error)")
        }
    }
}
