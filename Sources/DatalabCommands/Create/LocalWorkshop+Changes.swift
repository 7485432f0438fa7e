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
        let new = difference.packages.filter { $0.before == nil }.prefix(Self.shown).map(\.name)
        let reasons = new.isEmpty ? [:] : try await images.reasons(for: new, in: image)
        let packages = (difference.packages + difference.systemPackages).map { Self.text($0, reasons[$0.name]) }
        let names = packages + difference.metadata.map(\.name) + difference.files.map(\.path)
        let shown = names.prefix(Self.shown).joined(separator: ", ")
        let more = names.count > Self.shown ? " and \(names.count - Self.shown) more ('datalab diff')" : ""
        return "changed since the version before: \(shown.isEmpty ? "the base" : shown)\(more)"
    }

    /// How many changes are named.
    private static let shown = 8

    private static func text(_ change: PackageChange, _ reason: PackageReason?) -> String {
        switch (change.before, change.after) {
        case (let before?, let after?): return "\(change.name) \(before) → \(after)"
        case (nil, let after?):
            // Nobody knows why a package came that they have not asked for.
            let cause = reason.flatMap { $0.chain.count > 1 ? $0.chain.first : nil }
            return "\(change.name) \(after) is new\(cause.map { " (for \($0))" } ?? "")"
        case (let before?, nil): return "\(change.name) \(before) is gone"
        case (nil, nil): return change.name
        }
    }
}
