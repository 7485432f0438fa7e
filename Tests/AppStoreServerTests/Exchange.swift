import ExternalTools
import Foundation
import SystemPackage
import Testing

/// What a server answered.
struct Answer {
    let status: Int
    /// The headers of the last answer, names in lower case; values of headers of the same name with commas between.
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The error identifiers of a refusal.
    var codes: [String] {
        struct Errors: Decodable {
            struct Entry: Decodable {
                let code: String
                let message: String
            }
            let errors: [Entry]
        }
        return (try? JSONDecoder().decode(Errors.self, from: body).errors.map(\.code)) ?? []
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: body)
    }
}

extension RunningAppStore {
    /// Sends a request by curl.
    func ask(
        _ method: String,
        _ path: String,
        headers: [String] = [],
        body: Data? = nil,
        options: [String] = []
    ) async throws -> Answer {
        try await Self.withFolder { folder in
            let head = folder.appending(path: "head"), content = folder.appending(path: "content")
            var arguments = ["-sS", "--max-time", "300", "-D", head.path, "-o", content.path]
            arguments += method == "HEAD" ? ["-I"] : ["-X", method]
            for header in headers { arguments += ["-H", header] }
            if let body {
                let file = folder.appending(path: "body")
                try body.write(to: file)
                arguments += ["--data-binary", "@\(file.path)"]
                if !headers.contains(where: { $0.lowercased().hasPrefix("content-type") }) {
                    arguments += ["-H", "Content-Type: application/octet-stream"]
                }
            }
            let place = path.hasPrefix("http") ? path : address + path
            try await Tool.run(["curl"] + arguments + options + [place])
            let (status, fields) = try Self.parse(String(contentsOf: head, encoding: .utf8))
            // Of a HEAD, curl writes the headers where the body would be.
            let found = method == "HEAD" ? nil : try? Data(contentsOf: content)
            return Answer(status: status, headers: fields, body: found ?? Data())
        }
    }

    private static func parse(_ head: String) throws -> (Int, [String: String]) {
        // Before the answer, there may be one that says "continue".
        let block = try #require(head.replacing("\r\n", with: "\n").split(separator: "\n\n").last)
        let lines = block.split(separator: "\n")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].trimmingCharacters(in: .whitespaces)
            fields[parts[0].lowercased(), default: ""] += fields[parts[0].lowercased()] == nil ? value : ", \(value)"
        }
        return (try #require(lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }), fields)
    }
}

/// Programs found along PATH.
enum Tool {
    /// Runs a program that must succeed, and gives what it wrote.
    @discardableResult
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = ""
    ) async throws -> String {
        let finished = try await capture(arguments, environment: environment, input: input)
        try #require(finished.status == 0, "\(arguments.joined(separator: " "))\n\(finished.standardError)")
        return String(decoding: finished.standardOutput, as: UTF8.self)
    }

    /// Runs a program to its end.
    static func capture(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = ""
    ) async throws -> ExternalTool.Output {
        try await ExternalTool(name: arguments[0], path: "/usr/bin/env")
            .capture(
                arguments,
                environment: .inherited(changes: environment.mapValues { $0 }),
                input: Array(input.utf8)
            )
    }
}
