internal import DatalabModel
package import Foundation

/// The OpenAPI 3.1 document of the API, served as `/api/v1/openapi.json`.
///
/// It is `Document/openapi.json`, with a property of `DatalabDetail` for each field of the metadata that a datalab's details tell.
package enum OpenAPIDocument {
    /// The document, JSON.
    package static let content: Data = {
        let file = Data(PackageResources.openapi_json)
        // The file is part of the program: that it can be read, and all that it says, is held by tests.
        guard var document = try? JSONSerialization.jsonObject(with: file) as? [String: Any],
            var components = document["components"] as? [String: Any],
            var schemas = components["schemas"] as? [String: Any],
            var detail = schemas["DatalabDetail"] as? [String: Any],
            let properties = detail["properties"] as? [String: Any]
        else { return file }
        detail["properties"] = properties.merging(factProperties) { told, _ in told }
        // What is said there to readers of the file.
        detail["$comment"] = nil
        schemas["DatalabDetail"] = detail
        components["schemas"] = schemas
        document["components"] = components
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: document, options: options)) ?? file
    }()

    /// The schemas of the properties that tell fields of the metadata.
    private static var factProperties: [String: Any] {
        var properties: [String: Any] = [:]
        for field in DatalabFacts.fields {
            if let property = field.property { properties[property] = schema(of: field.form) }
        }
        return properties
    }

    private static func schema(of form: MetadataField.Form) -> [String: Any] {
        switch form {
        case .line, .text, .address, .email, .doi, .own: ["type": "string"]
        case .list: ["type": "array", "items": ["type": "string"]]
        case .flag: ["type": "boolean"]
        case .number(let range, _): ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound]
        }
    }
}
