import Foundation
import TestServers
import Testing

/// One way in which the hostile registry misbehaves, and what a correct client does then.
struct HostileBehaviour: Decodable, Sendable, CustomTestStringConvertible {
    /// What is tried.
    enum Operation: String, Decodable, Sendable {
        case pull, push, tags, referrers, login, mount
    }

    /// What must come of it.
    enum Expectation: String, Decodable, Sendable {
        case refuse, succeed, either
    }

    let name: String
    let operation: Operation
    let expect: Expectation
    let reason: String
    let scheme: String
    let reference: String
    /// What the other host may see: `untouched` no request, `anonymous` none with credentials.
    let evil: String?

    var testDescription: String { name }

    /// All that the program lists.
    static let all: [HostileBehaviour] = {
        let process = Process()
        process.executableURL = SupportServer.folder.appending(path: "hostile-registry")
        process.arguments = ["--list"]
        let output = Pipe()
        process.standardOutput = output
        do {
            try process.run()
            let list = try output.fileHandleForReading.readToEnd() ?? Data()
            return try JSONDecoder().decode([HostileBehaviour].self, from: list)
        } catch {
            fatalError("hostile-registry --list: \(error)")
        }
    }()
}
