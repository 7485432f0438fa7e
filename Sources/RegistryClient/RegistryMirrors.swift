public import OCIModel

/// Registries that are asked for images instead of others: mirrors, where the others cannot be reached.
///
/// What is recorded of an image is its own name, not the mirror's; credentials are those of the host that is asked.
public struct RegistryMirrors: Sendable, Hashable {
    private let places: [String: String]

    /// No mirrors.
    public static let none = RegistryMirrors(places: [:])

    private init(places: [String: String]) {
        self.places = places
    }

    /// Mirrors by rules.
    ///
    /// - Parameter rules: such as `ghcr.io=registry.example.org/mirror`; of two for one registry, the first counts.
    /// - Throws: `RegistryError` with code `reference` for a rule that is none.
    public init(_ rules: [String]) throws(RegistryError) {
        var places: [String: String] = [:]
        for rule in rules {
            let parts = rule.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            // A repository makes a reference of a registry, and of a folder of one.
            guard parts.count == 2, let registry = try? ImageReference("\(parts[0])/x"), registry.repository == "x",
                let place = try? ImageReference("\(parts[1])/x")
            else {
                throw RegistryError(
                    .reference,
                    "'\(rule)'",
                    "this is no mirror of a registry",
                    hint: "write it as 'ghcr.io=registry.example.org/mirror'"
                )
            }
            if places[registry.registry] == nil { places[registry.registry] = String(place.name.dropLast(2)) }
        }
        self.places = places
    }

    /// Where an image is asked for: in the mirror of its registry, else where its name says.
    public func place(of image: ImageReference) -> ImageReference {
        guard let place = places[image.registry] else { return image }
        let rest = "\(image)".dropFirst(image.registry.utf8.count)
        // Only a name that is too long with the mirror's is none.
        return (try? ImageReference("\(place)\(rest)")) ?? image
    }
}
