package import ContentStore
package import DatalabModel
internal import LayerArchive
internal import Offloading
internal import PythonPackages
package import Reporting
package import SystemPackage

/// The system of a base with more Debian packages: what sources are built in, and never part of an image.
package struct BuilderSystem {
    private let extended: ExtendedBase

    /// A system of a base, made of Debian here.
    ///
    /// - Parameters:
    ///   - base: the base.
    ///   - requests: the packages that are added: compilers, headers.
    ///   - layout: the store that has the base's layers.
    ///   - mirrors: where the packages come from.
    ///   - work: an existing folder of its own for temporary files, about 2 GB.
    package init(
        of base: BaseImage,
        adding requests: [SystemPackageRequest],
        layout: ImageLayout,
        mirrors: DebianMirrors,
        work: FilePath,
    ) {
        extended = ExtendedBase(
            base: base,
            contract: nil,
            requests: requests,
            layout: layout,
            mirrors: mirrors,
            work: work
        )
    }

    /// Whether a base's system can have packages added.
    package static func isPossible(on base: BaseImage) -> Bool {
        base.facts.suite != nil && base.origin == nil && base.facts.target.architecture == .current
    }

    /// Makes the system.
    ///
    /// - Parameters:
    ///   - tar: the file that is made.
    ///   - progress: told what goes on.
    /// - Throws: as `BaseBuilder.build` with packages.
    package func make(into tar: FilePath, progress: @escaping ProgressHandler) async throws {
        let (base, layout, work) = (extended.base, extended.layout, extended.work)
        let below = try await BlockingWork.run { try BaseSystem(of: base, in: layout.blobs, scratch: work) }
        let archive = try await extended.archive(extended.bootstrap([]), below, progress: progress)
        let (taken, added) = try await archive.resolve(extended.requests)
        let bootstrap = try extended.bootstrap(taken.names)
        progress(.log("the root that sources are built in has \(added.count) more Debian packages"))
        try await bootstrap.run(on: below.layers, lists: archive.lists, into: tar) { progress(.log($0)) }
    }
}
