internal import Foundation
package import OCIModel

/// What the annotations of a datalab's manifest say of it, as names with their values.
package struct AnnotatedFacts: Sendable, Hashable {
    /// The versions of the user's Python packages, by name.
    package let packages: [String: String]
    /// The fields of the metadata; values that are no text as JSON.
    package let metadata: [String: String]
    /// What the image is made from: base, source, commit.
    package let origins: [String: String]

    /// Reads them; an image that is no datalab has none.
    ///
    /// - Parameter manifest: the image's manifest.
    package init(_ manifest: Manifest) {
        let annotations = manifest.annotations ?? [:]
        packages = Self.values(inJSON: annotations[AnnotationKey.packages] ?? "")
        metadata = Self.values(inJSON: annotations[AnnotationKey.metadata] ?? "")
        origins = [
            "base": annotations[AnnotationKey.baseName], "base digest": annotations[AnnotationKey.baseDigest],
            "source": annotations[AnnotationKey.source], "commit": annotations[AnnotationKey.revision],
        ]
        .compactMapValues { $0 }
    }

    /// The values of a JSON object; none for anything else.
    package static func values(inJSON text: String) -> [String: String] {
        let value = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
        return (value ?? [:]).mapValues { value in
            if let text = value as? String { return text }
            let data = try? JSONSerialization.data(
                withJSONObject: value,
                options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
            )
            return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
    }
}
