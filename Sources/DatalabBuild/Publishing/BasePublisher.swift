internal import BaseImages
internal import ContentStore
public import OCIModel
public import RegistryClient
public import Reporting

/// What publishing a base did.
public struct BasePublication: Sendable, Hashable, Codable {
    /// The base's name in the store.
    public var base: String
    /// Where it is now.
    public var repository: String
    /// What was sent.
    public var report: PushReport
}

/// Puts bases of the store where builders find them: by what they are, and under the name that people know.
public struct BasePublisher: Sendable {
    private let site: BuildSite

    /// A publisher of a site's bases.
    public init(site: BuildSite) {
        self.site = site
    }

    /// Publishes bases; idempotent.
    ///
    /// - Parameters:
    ///   - names: the bases, as `datalab base show` takes them; all that are made of Debian when there are none.
    ///   - place: the repository below which each kind has one.
    ///   - progress: told what is sent.
    /// - Returns: what was done, a base each.
    /// - Throws: `BaseError` for one that is not there or is not made of Debian; `RegistryError`, `TransferError`, `StoreError`,
    ///   `CancellationError`.
    public func publish(
        _ names: [String],
        to place: ImageReference,
        progress: @escaping ProgressHandler,
    ) async throws -> [BasePublication] {
        let layout = try ImageLayout(root: site.home.store)
        let bases = try chosen(names, BaseCatalog(layout))
        var options = site.registries
        options.progress = progress
        let registry = Registry(host: place.registry, credentials: site.credentials, options: options)
        let registries = BaseRegistries(credentials: site.credentials, options: options)
        var done: [BasePublication] = []
        for base in bases {
            progress(.log("publishing \(base.referenceName)"))
            done.append(try await publish(base, below: place, registry, registries, layout, progress))
        }
        return done
    }

    private func publish(
        _ base: BaseImage,
        below place: ImageReference,
        _ registry: Registry,
        _ registries: BaseRegistries,
        _ layout: ImageLayout,
        _ progress: @escaping ProgressHandler,
    ) async throws -> BasePublication {
        guard let repository = PublishedBases.repository(of: base.name, below: place) else {
            let hint = "name a shorter one"
            throw RegistryError(.reference, "'\(place.name)'", "no repository for bases can be below it", hint: hint)
        }
        var push = ImagePush.Options()
        push.tags = [PublishedBases.tag(of: base.name, key: base.facts.key)] + (base.name.tag.map { [$0] } ?? [])
        let known = try layout.repositories(of: place.registry)
        push.mountSource = { digest in known[digest]?.first { $0 != repository.repository } }
        // One that was found in another registry has its layers there.
        let places = try layout.places()
        push.obtain = { layer in
            try await registries.fetch([layer], named: base.referenceName, from: places, into: layout.blobs) {
                progress(.log($0))
            }
        }
        let report = try await ImagePush(to: registry, repository: repository.repository, from: layout.blobs)
            .push(base.manifest, push)
        try layout.remember(base.digest, isIn: repository)
        return BasePublication(base: base.referenceName, repository: repository.name, report: report)
    }

    private func chosen(_ names: [String], _ catalog: BaseCatalog) throws -> [BaseImage] {
        guard names.isEmpty else {
            let bases = try names.map { try catalog.get($0) }
            for base in bases where base.origin != nil {
                throw BaseError(
                    .origin,
                    "the base '\(base.referenceName)' is made from the image '\(base.origin?.name ?? "")', and found as that",
                    hint: "publish bases of Debian; one from an image needs no Debian packages where it is made"
                )
            }
            return bases
        }
        let all = try catalog.list().filter { $0.origin == nil }
        guard all.isEmpty else { return all }
        throw BaseError(
            .notBuilt,
            "there is no base made of Debian in the store",
            hint: "make one: 'datalab base build'"
        )
    }
}
