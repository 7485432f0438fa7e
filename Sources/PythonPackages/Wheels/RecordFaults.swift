internal import LayerArchive
internal import Reporting
internal import Texts

/// What is wrong with a wheel's RECORD, gathered by kind: a wheel can have the same fault in hundreds of rows.
///
/// None of it is a reason to refuse a wheel whose own SHA-256 is the lock's: the content is what was published, and the RECORD
/// that is installed is written from it. But it is told.
struct RecordFaults {
    /// A kind of fault of single files.
    enum Kind: Int, CaseIterable {
        case unlisted
        case missing
        case folder
        case backslash
        case twice
        case hexadecimal
        case unusable
        case different
    }

    private var names: [Kind: Set<BytePath>] = [:]
    private var lines: [String] = []

    /// Notes a fault of a file.
    mutating func note(_ kind: Kind, _ path: String) {
        names[kind, default: []].insert(BytePath(path))
    }

    /// Notes what is wrong with the table itself.
    mutating func note(table: String) {
        if lines.count < 3 { lines.append(table) }
    }

    /// One warning for each kind, in an order that is always the same.
    func warnings(_ fault: WheelFault) -> [Problem] {
        let kinds = Kind.allCases.compactMap { kind in
            names[kind].map { Self.message(kind, Self.listed($0.sorted()), isOne: $0.count == 1) }
        }
        return (lines + kinds).map { fault.warning($0) }
    }

    private static func message(_ kind: Kind, _ names: String, isOne: Bool) -> String {
        switch kind {
        case .unlisted: "RECORD does not list \(names); \(isOne ? "it is" : "they are") installed like the others"
        case .missing: "RECORD lists \(names), which the wheel does not have"
        case .folder: "RECORD lists \(names), which \(isOne ? "is a folder" : "are folders")"
        case .backslash: "RECORD writes \(names) with backslashes"
        case .twice: "RECORD lists \(names) twice, with different hashes or sizes"
        case .hexadecimal: "RECORD has hexadecimal digits instead of base64 as the hash of \(names)"
        case .unusable: "RECORD has no hash that can be compared for \(names)"
        case .different: "RECORD has another hash or size for \(names); the content is installed as it is"
        }
    }

    private static func listed(_ paths: [BytePath]) -> String {
        let shown = paths.prefix(2).map { ShownText.quoted($0.text) }
        if paths.count <= 2 { return shown.joined(separator: " and ") }
        return "\(shown.joined(separator: ", ")) and \(paths.count - 2) more"
    }
}
