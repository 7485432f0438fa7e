internal import ArgumentParser
internal import Foundation

/// The form of a command's result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// Writes values as JSON for programs: sorted keys, indented, dates in ISO 8601.
enum JSONOutput {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The option every command that prints a result has.
struct FormatOptions: ParsableArguments {
    @Option(help: "The form of the result: text or json.")
    var format: OutputFormat = .text
}
