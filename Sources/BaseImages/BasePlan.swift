internal import DatalabModel
internal import Hashing
internal import OCIModel
internal import PythonPackages

/// Which base is to be made of what: known before anything is made.
struct BasePlan {
    let variant: Recipe.Variant
    let architecture: PythonTarget.Architecture
    /// The image it is made from, with the digest it has now; nil for one made of Debian.
    let image: ImageReference?
    /// The image that was named instead of the recipe's origin.
    let override: ImageReference?
    /// Whether the recipe's contract goes on top of the image; a base that was named instead has one already.
    let isExtended: Bool
    /// The digest of everything it is made of.
    let key: Digest

    private let kind: DatalabKind

    /// Whether it is known without a look at the image that packages of Debian go on top of it.
    var hasPackagesOnTop: Bool { isExtended && override == nil && variant.suite != nil }

    /// A plan for a variant.
    ///
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - variant: the variant's name; nil for the default one.
    ///   - architecture: the architecture; this machine's when nil.
    ///   - override: the image that is taken instead of what the recipe says.
    ///   - resolve: finds what a tag stands for.
    /// - Throws: `BaseError`, and what `resolve` throws.
    init(
        _ folder: RecipeFolder,
        variant: String?,
        architecture: PythonTarget.Architecture?,
        override: ImageReference?,
        resolve: (ImageReference) async throws -> ImageReference,
    ) async throws {
        guard let architecture = architecture ?? .current else {
            throw BaseError(.unknownVariant, "bases are made for x86_64 and aarch64 only", hint: "choose one of them")
        }
        self.variant = try folder.variant(variant)
        self.architecture = architecture
        self.override = override
        kind = folder.recipe.kind
        let origin: ImageReference? = if case .image(let image, _) = self.variant.origin { image } else { nil }
        // A recipe of Debian describes bases made here; an image instead of Debian has to be one already.
        isExtended = origin != nil && folder.recipe.contract != nil
        if let image = override ?? origin { self.image = try await resolve(image) } else { image = nil }
        key = try folder.key(variant: self.variant.name, architecture: architecture, image: image.map { "\($0)" })
    }

    /// The base's name in the store; a base from an image that was named instead does not take the place of the recipe's own.
    var name: BaseName {
        var name = variant.name
        if let override { name += "-\(Digest.sha256(of: Array("\(override)".utf8)).short)" }
        return BaseName(kind: kind, variant: name, architecture: architecture)
    }
}
