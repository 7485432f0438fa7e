package import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Glibc
package import Reporting

/// Runs a program's command line to its end: parses it, runs the subcommand, renders its failure.
package enum CommandRunner {
    /// Runs this process's command line and leaves the process with its exit status.
    ///
    /// - Parameter root: the program's command with all its subcommands.
    package static func main(_ root: any AsyncParsableCommand.Type) async -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        signal(SIGPIPE, SIG_IGN)
        let work = Task { await run(root, arguments, in: .current) }
        let sources = [SIGINT, SIGTERM].map { number in cancel(work, on: number) }
        let status = await work.value
        withExtendedLifetime(sources) { leave(status) }
    }

    /// Ends the process at once, what was written flushed.
    ///
    /// Not by `exit`: threads of libraries still run (libcurl's, those that hash, the one that takes signals), and the exit
    /// handlers of C libraries would take from them what they are using.
    private static func leave(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }

    /// Runs a command line.
    ///
    /// - Parameters:
    ///   - root: the program's command.
    ///   - arguments: the arguments after the program's name.
    ///   - context: the streams and the environment.
    /// - Returns: the exit status.
    static func run(
        _ root: any AsyncParsableCommand.Type,
        _ arguments: [String],
        in context: CommandContext,
    ) async -> Int32 {
        do {
            var command = try root.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return lostOutput(in: context) ?? 0
        } catch let code as ExitCode {
            // The command has told all there is to tell.
            return code.rawValue
        } catch is CancellationError {
            context.note("cancelled")
            return FailureClass.cancelled.exitStatus
        } catch {
            if let failure = error.reported { return report(failure, arguments: arguments, in: context) }
            if root.exitCode(for: error) == .validationFailure, let unknown = UnknownCommand(arguments, of: root) {
                return report(unknown, arguments: arguments, in: context)
            }
            return reportParsing(error, arguments, of: root, in: context)
        }
    }

    /// The exit status when a result was lost, which is told but to a closed pipe; nil when all was written.
    private static func lostOutput(in context: CommandContext) -> Int32? {
        guard let number = CommandContext.lostOutput else { return nil }
        // Whoever closed the pipe knows; a shell sees what it sees of other programs then.
        if number == EPIPE { return 128 + SIGPIPE }
        let reason = String(cString: strerror(number))
        let problem = Problem.error(
            "the result could not be written: \(reason)",
            hint: "free some space, or write it elsewhere"
        )
        context.note(problem.description)
        return FailureClass.inputOutput.exitStatus
    }

    private static func report(_ failure: any ReportedFailure, arguments: [String], in context: CommandContext) -> Int32
    {
        for problem in failure.problems { context.note(problem.description) }
        if asksForJSON(arguments), let json = json(of: failure) { context.print(json) }
        return failure.failureClass.exitStatus
    }

    /// A failure as `--format json` prints it.
    package static func json(of failure: any ReportedFailure) -> String? {
        try? JSONOutput.text(FailureReport(failure))
    }

    private static func asksForJSON(_ arguments: [String]) -> Bool {
        arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }

    private static func reportParsing(
        _ error: any Error,
        _ arguments: [String],
        of root: any AsyncParsableCommand.Type,
        in context: CommandContext,
    ) -> Int32 {
        let status = root.exitCode(for: error)
        let text = root.fullMessage(for: error)
        if status.isSuccess {
            context.print(CompletionScript.completed(text, arguments, of: root._commandName))
            return lostOutput(in: context) ?? 0
        }
        if status == .validationFailure {
            return report(UsageFailure(text, arguments, of: root), arguments: arguments, in: context)
        }
        context.note(Problem.error("\(error)", hint: "this is a fault of the program: please report it").description)
        return FailureClass.software.exitStatus
    }

    private static func cancel(_ work: Task<Int32, Never>, on number: Int32) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { work.cancel() }
        source.resume()
        return source
    }
}

/// A failure as `--format json` prints it.
private struct FailureReport: Encodable {
    let failure: FailureClass
    let exitStatus: Int32
    let problems: [Problem]

    init(_ failure: any ReportedFailure) {
        self.failure = failure.failureClass
        exitStatus = failure.failureClass.exitStatus
        problems = failure.problems
    }
}
