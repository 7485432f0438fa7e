internal import Reporting
internal import TOMLKit

/// A TOML document as plain values.
enum TOMLNode: Sendable, Hashable {
    case table([String: TOMLNode])
    case array([TOMLNode])
    case string(String)
    case integer(Int)
    case boolean(Bool)
    /// A number with a fraction, a date or a time: nothing that is read here.
    case other

    /// Parses a document.
    ///
    /// - Throws: `PackagesError` with the place that the parser names.
    static func parse(_ bytes: [UInt8], file: String, code: PackagesError.Code) throws(PackagesError) -> TOMLNode {
        let text = try SourceText.decode(bytes, file: file)
        if let fault = TOMLFaults.first(in: text) {
            let place = Place(file: file, line: fault.line, column: fault.column)
            throw PackagesError(code, "not valid TOML: \(fault.message)", at: place, file: file)
        }
        do {
            let table = try TOMLTable(string: text)
            return withExtendedLifetime(table) { TOMLNode(table) }
        } catch let error as TOMLParseError {
            let start = error.source.begin
            let reason = error.description.replacing("Error while parsing ", with: "in a ")
            throw PackagesError(
                code,
                "not valid TOML: \(reason)",
                at: Place(file: file, line: start.line, column: start.column),
                file: file,
                cause: nil,
            )
        } catch {
            throw PackagesError(code, "not valid TOML: \(error)", at: Place(file: file), file: file)
        }
    }

    private init(_ table: TOMLTable) {
        let pairs = table.keys.map { ($0, table[$0].map(TOMLNode.init) ?? .other) }
        self = .table(Dictionary(pairs) { first, _ in first })
    }

    private init(_ value: any TOMLValueConvertible) {
        switch value.type {
        case .table: self = value.table.map { TOMLNode($0) } ?? .other
        case .array: self = .array(value.array?.map { TOMLNode($0) } ?? [])
        case .string: self = value.string.map(TOMLNode.string) ?? .other
        case .int: self = value.int.map(TOMLNode.integer) ?? .other
        case .bool: self = value.bool.map(TOMLNode.boolean) ?? .other
        default: self = .other
        }
    }

    subscript(key: String) -> TOMLNode? { table?[key] }
    var table: [String: TOMLNode]? { if case .table(let table) = self { table } else { nil } }
    var array: [TOMLNode]? { if case .array(let array) = self { array } else { nil } }
    var string: String? { if case .string(let string) = self { string } else { nil } }
    var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }

    /// What the value is, for messages.
    var kind: String {
        switch self {
        case .table: "a table"
        case .array: "an array"
        case .string: "a string"
        case .integer: "a number"
        case .boolean: "true or false"
        case .other: "a number or a date"
        }
    }
}
