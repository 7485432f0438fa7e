import Foundation
import Glibc

/// `datalab run`, or another command that runs until Ctrl-C.
final class RunningLab {
    private let process = Process()
    private let output = Pipe()
    /// What it writes to standard error.
    let log: URL

    /// Starts it.
    ///
    /// - Parameters:
    ///   - arguments: what follows the command's name.
    ///   - command: the command.
    ///   - home: the home with the image.
    ///   - program: the program, with what it is started by.
    ///   - environment: variables beside the tests' own.
    /// - Throws: when it cannot be started.
    init(
        _ arguments: [String],
        command: String = "run",
        home: URL,
        program: [String] = [Lab.program],
        environment: [String: String] = [:],
    ) throws {
        log = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = program + [command] + arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(Lab.environment(home: home)) { $1 }
            .merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
    }

    deinit {
        if process.isRunning { process.interrupt() }
        try? FileManager.default.removeItem(at: log)
    }

    /// What it writes next to standard output; empty at its end.
    func next() async -> Data {
        let handle = output.fileHandleForReading
        return await Task.detached { handle.availableData }.value
    }

    /// The page's address, which is told when the page is ready.
    func address() async throws -> String {
        let line = String(decoding: await next(), as: UTF8.self)
        guard line.hasPrefix("http://") else { throw NeverReady(log: errors) }
        return line.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Presses Ctrl-C and waits for the end.
    ///
    /// - Returns: the exit status.
    func interrupt() async throws -> Int32 {
        process.interrupt()
        while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        return process.terminationStatus
    }

    /// Kills it, as a machine that is out of memory does.
    func kill() async throws {
        Glibc.kill(process.processIdentifier, SIGKILL)
        while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// What it wrote to standard error.
    var errors: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// It ended, or said something else, before the page was ready.
    struct NeverReady: Error, CustomStringConvertible {
        let log: String
        var description: String { "the datalab did not become ready:\n\(log)" }
    }
}
