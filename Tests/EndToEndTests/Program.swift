import ExternalTools
import Foundation
import SystemPackage

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
        let output = try await ExternalTool(name: arguments[0], path: "/usr/bin/env").capture(
            arguments,
            environment: .inherited(changes: environment.mapValues { $0 }),
            in: folder.map { FilePath($0.path) },
        )
        let text = String(decoding: output.standardOutput, as: UTF8.self)
        return Finished(status: output.status, output: text, errors: output.standardError)
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
