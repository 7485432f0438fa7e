package import ArgumentParser
internal import Foundation

/// The form of a command's result.
package enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// Writes values as JSON for programs: sorted keys, indented, dates in ISO 8601.
package enum JSONOutput {
    /// A value's JSON.
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The option every command that prints a result has.
package struct FormatOptions: ParsableArguments {
    @Option(help: "The form of the result: text or json.")
    package var format: OutputFormat = .text

    /// Made by ArgumentParser.
    package init() {}
}
