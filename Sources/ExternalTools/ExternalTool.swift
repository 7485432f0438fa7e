internal import Foundation
internal import Subprocess
public import SystemPackage

/// A helper program of the machine (`git`, `uv`, `mmdebstrap`), run without a shell.
public struct ExternalTool: Sendable {
    /// The program's name, for messages.
    public let name: String
    /// The program's file.
    public let path: FilePath

    /// A program at a known place.
    public init(name: String, path: FilePath) {
        self.name = name
        self.path = path
    }

    /// Looks for a program in folders, then along `PATH`.
    ///
    /// - Parameters:
    ///   - name: the program's file name.
    ///   - folders: folders that are looked in first.
    ///   - installHint: how to install it, for the error.
    /// - Returns: the program.
    /// - Throws: `ToolFailure` with code `missing`.
    public static func locate(
        _ name: String,
        in folders: [FilePath] = [],
        installHint: String,
    ) throws(ToolFailure) -> ExternalTool {
        let searched = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
            FilePath(String($0))
        }
        for folder in folders + searched {
            let candidate = folder.appending(name)
            if FileManager.default.isExecutableFile(atPath: candidate.string) {
                return ExternalTool(name: name, path: candidate)
            }
        }
        throw ToolFailure(.missing, tool: name, detail: "", hint: installHint)
    }

    /// What a finished program left behind.
    public struct Output: Sendable {
        /// 0 for success; the number of the signal plus 128 when one ended the program.
        public let status: Int32
        /// Standard output, whole.
        public let standardOutput: [UInt8]
        /// Standard error, whole, as text.
        public let standardError: String
    }

    /// The environment a program runs in.
    public enum Environment: Sendable {
        /// This process's environment with changes; nil removes a variable.
        case inherited(changes: [String: String?])
        /// Nothing but these variables.
        case only([String: String])
    }

    /// Runs the program to its end; cancelling the task stops it (SIGTERM, then SIGKILL after five seconds).
    ///
    /// - Parameters:
    ///   - arguments: the arguments after the program's name; never a credential, other users can read them.
    ///   - environment: the program's environment.
    ///   - folder: the working folder; this process's own when nil.
    ///   - input: what the program reads from standard input.
    ///   - outputLimit: the most bytes of standard output that are kept; more is a failure.
    ///   - onErrorLine: called with each line of standard error as it comes.
    /// - Returns: the output, whatever the exit status.
    /// - Throws: `ToolFailure` with code `notStarted`; `CancellationError`.
    public func capture(
        _ arguments: [String],
        environment: Environment = .inherited(changes: [:]),
        in folder: FilePath? = nil,
        input: [UInt8] = [],
        outputLimit: Int = 64 << 20,
        onErrorLine: @escaping @Sendable (String) -> Void = { _ in },
    ) async throws -> Output {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        do {
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(arguments),
                environment: subprocessEnvironment(environment),
                workingDirectory: folder,
                platformOptions: options,
                input: .array(input),
                output: .bytes(limit: outputLimit),
                error: .sequence,
            ) { execution in
                var lines: [String] = []
                for try await line in execution.standardError.strings() {
                    let text = line.hasSuffix("\n") ? String(line.dropLast()) : line
                    lines.append(text)
                    onErrorLine(text)
                }
                return lines.joined(separator: "\n")
            }
            let status = exitStatus(result.terminationStatus)
            // Ctrl-C reaches the program and this process at once: the program's end may come before our own cancellation.
            if status == Self.interrupted { try await Task.sleep(for: .milliseconds(300)) }
            try Task.checkCancellation()
            return Output(
                status: status,
                standardOutput: result.standardOutput,
                standardError: result.closureResult,
            )
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ToolFailure(.notStarted, tool: name, detail: "\(error)")
        }
    }

    /// Runs the program to its end and expects success.
    ///
    /// - Parameters: as of ``capture(_:environment:in:input:outputLimit:onErrorLine:)``.
    /// - Returns: standard output, whole.
    /// - Throws: `ToolFailure` with code `notStarted` or `failed` (its detail: the last lines of standard error).
    @discardableResult
    public func run(
        _ arguments: [String],
        environment: Environment = .inherited(changes: [:]),
        in folder: FilePath? = nil,
        input: [UInt8] = [],
        outputLimit: Int = 64 << 20,
        onErrorLine: @escaping @Sendable (String) -> Void = { _ in },
    ) async throws -> [UInt8] {
        let output = try await capture(
            arguments,
            environment: environment,
            in: folder,
            input: input,
            outputLimit: outputLimit,
            onErrorLine: onErrorLine,
        )
        guard output.status == 0 else {
            let lines = output.standardError.split(separator: "\n").suffix(12).joined(separator: "\n")
            throw ToolFailure(.failed(status: output.status), tool: name, detail: lines)
        }
        return output.standardOutput
    }

    /// The status of a program that SIGINT ended.
    private static let interrupted: Int32 = 128 + 2

    private func subprocessEnvironment(_ environment: Environment) -> Subprocess.Environment {
        switch environment {
        case .only(let variables):
            let pairs = variables.map { (Subprocess.Environment.Key(rawValue: $0.key), $0.value) }
            return .custom(Dictionary(pairs.compactMap { key, value in key.map { ($0, value) } }) { $1 })
        case .inherited(let changes):
            let pairs = changes.compactMap { name, value in
                Subprocess.Environment.Key(rawValue: name).map { ($0, value) }
            }
            return .inherit.updating(Dictionary(pairs) { $1 })
        }
    }

    func exitStatus(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
