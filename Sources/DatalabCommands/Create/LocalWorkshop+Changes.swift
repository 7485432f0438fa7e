internal import BaseImages
internal import ContentStore
internal import DatalabBuild
internal import ImageContents
internal import OCIModel

extension LocalWorkshop {
    /// The digest of the image that a datalab has now; nil before its first build.
    func newest(of name: String) -> Digest? {
        let layout = try? ImageLayout(root: site.home.store)
        return try? layout?.resolve("\(name):latest").digest
    }

    /// What changed since the version before, in a line; nil for a first build.
    ///
    /// - Parameters:
    ///   - earlier: the image of the version before.
    ///   - image: the new image's name.
    /// - Returns: the line.
    /// - Throws: as `LocalImages.difference`.
    func changes(since earlier: Digest?, to image: String) async throws -> String? {
        guard let earlier else { return nil }
        let images = try LocalImages(site: site)
        let difference = try await images.difference("\(earlier)", image)
        guard !difference.isEmpty else { return "nothing changed since the version before" }
        let summary = ChangeSummary(difference)
        guard !summary.isEmpty else { return "changed since the version before: the base" }
        let new = summary.newPackages
        let reasons = new.isEmpty ? [:] : try await images.reasons(for: new, in: image)
        return "changed since the version before: \(summary.text(reasons)) ('datalab diff' tells all)"
    }
}
