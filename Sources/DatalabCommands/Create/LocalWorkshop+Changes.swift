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
        let difference = try await LocalImages(site: site).difference("\(earlier)", image)
        guard !difference.isEmpty else { return "nothing changed since the version before" }
        let packages = (difference.packages + difference.systemPackages).map(Self.text)
        let names = packages + difference.metadata.map(\.name) + difference.files.map(\.path)
        let shown = names.prefix(8).joined(separator: ", ")
        let more = names.count > 8 ? " and \(names.count - 8) more ('datalab diff')" : ""
        return "changed since the version before: \(shown.isEmpty ? "the base" : shown)\(more)"
    }

    private static func text(of change: PackageChange) -> String {
        switch (change.before, change.after) {
        case (let before?, let after?): "\(change.name) \(before) → \(after)"
        case (nil, let after?): "\(change.name) \(after) is new"
        case (let before?, nil): "\(change.name) \(before) is gone"
        case (nil, nil): change.name
        }
    }
}
