internal import Foundation
internal import Reporting
internal import SourcedYAML

/// Metadata in the normal form that images carry, as somebody sent it: nothing in it is taken on trust.
private struct MetadataNormalForm: Decodable {
    struct Creator: Decodable {
        var name: String?
        var logo: String?
    }
    struct Contact: Decodable {
        var email: String?
        var organisationName: String?
        var identifier: String?
        var role: String?
    }
    struct Access: Decodable {
        var access: String?
        var users: [String]?
        var groups: [String]?
    }
    struct Desktop: Decodable {
        struct Entry: Decodable {
            var name: String?
            var command: String?
        }
        var start: String?
        var menu: [Entry]?
    }
    struct Resources: Decodable {
        var gpu: Bool?
        var cores: Int?
        var memory: Int?
    }

    var title: String?
    var alternateName: String?
    var abstract: String?
    var description: String?
    var version: String?
    var creator: Creator?
    var contactPoint: Contact?
    var licence: String?
    var visibility: Access?
    var instruments: [String]?
    var missions: [String]?
    var domains: [String]?
    var thumbnailURL: String?
    var keywords: [String]?
    var citation: String?
    var funder: String?
    var doi: String?
    var language: String?
    var kind: String?
    var python: String?
    var systemPackages: [String]?
    var acceptedFindings: [String]?
    var desktop: Desktop?
    var resources: Resources?
    var additional: [String: MetadataValue]?
}

extension MetadataNormalForm {
    /// The facts by the fields of the file they once stood in.
    var texts: [MetadataField: String?] {
        [
            .title: title, .alternateName: alternateName, .abstract: abstract, .description: description,
            .version: version, .creatorName: creator?.name, .creatorLogo: creator?.logo, .email: contactPoint?.email,
            .organisationName: contactPoint?.organisationName, .contactIdentifier: contactPoint?.identifier,
            .contactRole: contactPoint?.role, .licence: licence, .visibility: visibility?.access,
            .thumbnailURL: thumbnailURL, .citation: citation, .funder: funder, .doi: doi, .language: language,
            .kind: kind, .python: python, .desktopStart: desktop?.start, .gpu: resources?.gpu.map { "\($0)" },
            .cores: resources?.cores.map { "\($0)" }, .memory: resources?.memory.map { "\($0)" },
        ]
    }

    var lists: [MetadataField: [String]?] {
        [
            .instrument: instruments, .mission: missions, .domain: domains, .keywords: keywords,
            .systemPackages: systemPackages, .acceptedFindings: acceptedFindings,
            // What a public datalab was once shared with means nothing, and is no reason for a warning.
            .users: visibility?.access == "public" ? nil : visibility?.users,
            .groups: visibility?.access == "public" ? nil : visibility?.groups,
        ]
    }
}

extension MetadataNormalForm.Desktop.Entry {
    /// The entry as it once stood in the file.
    func node(at place: Place) -> YAMLNode {
        let texts = [("name", name), ("command", command)]
        let entries = texts.compactMap { key, text in
            text.map {
                let value = YAMLNode(.scalar(YAMLScalar($0, style: .quoted)), at: place)
                return YAMLEntry(key: key, keyPlace: place, value: value)
            }
        }
        return YAMLNode(.mapping(entries), at: place)
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
        var facts = MetadataFacts()
        for (field, text) in form.texts {
            if let text { facts.set(field, YAMLNode(.scalar(YAMLScalar(text, style: .quoted)), at: place)) }
        }
        for (field, texts) in form.lists {
            guard let texts, !texts.isEmpty else { continue }
            let nodes = texts.map { YAMLNode(.scalar(YAMLScalar($0, style: .quoted)), at: place) }
            facts.set(field, YAMLNode(.sequence(nodes), at: place))
        }
        if let menu = form.desktop?.menu, !menu.isEmpty {
            facts.set(.desktopMenu, YAMLNode(.sequence(menu.map { $0.node(at: place) }), at: place))
        }
        facts.additional = form.additional ?? [:]
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
