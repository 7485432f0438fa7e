package import BaseImages
package import DatalabModel
internal import Foundation
internal import SystemPackage

/// Looks for Debian packages that datalabs of a kind can have.
package struct SystemPackageSearch: Sendable {
    private let site: BuildSite

    /// A search at a site.
    package init(site: BuildSite) {
        self.site = site
    }

    /// Looks for a text among what the kind's default base can be made of; the first look reads Debian's lists, about 10 MB.
    ///
    /// - Parameters:
    ///   - text: a name, or words for what it is for.
    ///   - kind: the kind of datalab.
    /// - Returns: at most nine packages, the best first.
    /// - Throws: a `ReportedFailure` when the lists cannot be had; `CancellationError`.
    package func find(_ text: String, for kind: DatalabKind) async throws -> [DebianIndex.Entry] {
        let scratch = try ScratchFolder(home: site.home)
        defer { scratch.remove() }
        try site.home.make(site.home.debianPackages)
        let index = try await DebianIndex.read(
            of: RecipeFolder.find(kind, in: site.recipes),
            mirrors: site.mirrors,
            kept: site.home.debianPackages,
            work: scratch.path.appending("apt")
        )
        return index.search(text)
    }
}
