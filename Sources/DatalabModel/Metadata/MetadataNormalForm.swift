internal import Foundation
internal import Reporting

/// Metadata in the normal form that images carry, as somebody sent it: nothing in it is taken on trust.
private struct MetadataNormalForm: Decodable {
    /// What the fields say that are there.
    var facts: [(field: MetadataField, fact: MetadataFact)] = []
    /// The objects of the fields that are lists of such.
    var objects: [(field: MetadataField, entries: [[String: StatedJSON]])] = []
    var additional: [String: MetadataValue]

    init(from decoder: any Decoder) throws {
        let root = try decoder.container(keyedBy: DatalabMetadata.Key.self)
        for field in MetadataFields.all {
            if let fact = try root.fact(of: field) { facts.append((field, fact)) }
            guard field.jsonForm == .objects else { continue }
            if let entries = try root.objects([String: StatedJSON].self, of: field) { objects.append((field, entries)) }
        }
        additional = try root.decodeIfPresent([String: MetadataValue].self, forKey: "additional") ?? [:]
    }

    /// The facts as the interpreter of the metadata file takes them.
    func stated(at place: Place) -> MetadataFacts {
        var stated = MetadataFacts()
        let isPublic = facts.contains { $0.field == .visibility && $0.fact == .text("public") }
        for (field, fact) in facts {
            // What a public datalab was once shared with means nothing, and is no reason for a warning.
            if isPublic, field == .users || field == .groups { continue }
            switch fact {
            case .text(let text): stated.set(field, StatedValue(text, at: place))
            case .texts(let texts): stated.set(field, StatedValue(texts, at: place))
            case .flag(let flag): stated.set(field, StatedValue("\(flag)", at: place))
            case .number(let number): stated.set(field, StatedValue("\(number)", at: place))
            }
        }
        for (field, entries) in objects where !entries.isEmpty {
            let values = entries.map { StatedJSON.object($0).stated(at: place) }
            stated.set(field, StatedValue(values, at: place))
        }
        stated.additional = additional
        return stated
    }
}

/// A value of JSON, of which numbers and flags are texts as they are in YAML.
private indirect enum StatedJSON: Decodable {
    case text(String)
    case list([StatedJSON])
    case object([String: StatedJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .text("\(flag)")
        } else if let number = try? container.decode(Int64.self) {
            self = .text("\(number)")
        } else if let list = try? container.decode([StatedJSON].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: StatedJSON].self))
        }
    }

    func stated(at place: Place) -> StatedValue {
        switch self {
        case .text(let text): StatedValue(text, at: place)
        case .list(let list): StatedValue(list.map { $0.stated(at: place) }, at: place)
        case .object(let object):
            // In an order that does not vary, for the problems that are told.
            StatedValue(
                members: object.sorted { $0.key < $1.key }.map { ($0.key, $0.value.stated(at: place)) },
                at: place
            )
        }
    }
}

extension MetadataReader {
    /// Reads metadata in the normal form, JSON, as images carry it; every rule of the metadata file holds for it too.
    ///
    /// - Parameters:
    ///   - normalForm: the JSON text as UTF-8.
    ///   - name: what holds it, for places.
    /// - Returns: the metadata, unless there are errors, and every problem.
    public static func read(normalForm: [UInt8], name: String) -> MetadataReading {
        let place = Place(file: name)
        let form: MetadataNormalForm
        do {
            form = try JSONDecoder().decode(MetadataNormalForm.self, from: Data(normalForm))
        } catch {
            let message = "it is not metadata as 'datalab build' writes it\(fault(error))"
            return MetadataReading(problems: [.error(at: place, message, hint: "build the image with 'datalab build'")])
        }
        let facts = form.stated(at: place)
        var interpreter = MetadataInterpreter(facts: facts, origin: .image(name))
        return reading(of: &interpreter) { facts.problems + $0 }
    }

    private static func fault(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? "" : ": '\(Spelling.shortened(path))' has another type"
        case .dataCorrupted, .keyNotFound: return ": it is not JSON"
        @unknown default: return ""
        }
    }
}
