import Foundation

/// A program that ran to its end.
struct Finished: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// Everything it wrote, for a failed expectation's comment.
    var transcript: String { "status \(status)\n--- stdout\n\(output)\n--- stderr\n\(errors)" }
}

/// Runs programs the way a shell would, without one.
enum Program {
    /// Runs a program found along PATH.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil,
    ) async throws -> Finished {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let output = try CapturedStream(), errors = try CapturedStream()
        process.standardOutput = output.handle
        process.standardError = errors.handle
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Finished(status: process.terminationStatus, output: try output.text(), errors: try errors.text())
    }

    /// Runs a program that must succeed.
    @discardableResult
    static func expectSuccess(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil,
    ) async throws -> String {
        let finished = try await run(arguments, environment: environment, in: folder)
        guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
        return finished.output
    }
}

/// A program ended with a status other than 0.
struct ProgramFailed: Error, CustomStringConvertible {
    let arguments: [String]
    let finished: Finished
    var description: String { "\(arguments.joined(separator: " "))\n\(finished.transcript)" }
}

/// A stream captured in a file: no pipe that could fill.
private struct CapturedStream {
    let handle: FileHandle
    private let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try Data().write(to: URL(filePath: path))
        handle = try FileHandle(forUpdating: URL(filePath: path))
    }

    func text() throws -> String {
        defer { try? FileManager.default.removeItem(atPath: path) }
        return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
